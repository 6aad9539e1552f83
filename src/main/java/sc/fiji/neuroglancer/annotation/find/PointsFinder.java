package sc.fiji.neuroglancer.annotation.find;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.roi.Areas;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.RoiBounds;
import sc.fiji.neuroglancer.annotation.roi.RoiFiles;
import sc.fiji.neuroglancer.annotation.roi.RoiShapes;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.annotation.table.PointTable;
import sc.fiji.neuroglancer.annotation.table.TableOptions;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Finds points where users keep them. {@code Auto} takes the first of these that exists: the file, if one is given; the
 * ROI Manager, whose entries also become the selection when they are clicked; points selected on the image; the overlay;
 * any other selection; the Results table.
 *
 * @param image may be null
 * @param tables how the numbers of tables are meant; called only when there is a table
 */
public record PointsFinder(
        ImagePlus image,
        ImageGrid grid,
        Areas areas,
        Unplaced unplaced,
        boolean properties,
        Supplier<TableOptions> tables) {

    private static final List<PointsSource> ORDER =
            List.of(PointsSource.ROI_MANAGER, PointsSource.SELECTION, PointsSource.OVERLAY, PointsSource.RESULTS);

    /** @throws InputException when there are no points; says where they were looked for */
    public FoundPoints find(final PointsSource source, final String file, final Monitor monitor) throws IOException {
        if (isFile(source, file)) return file(Address.path(file), monitor);
        return source == PointsSource.AUTO ? auto(monitor) : open(source, monitor);
    }

    /**
     * Describes what {@link #find} would take, without reading it.
     *
     * @throws InputException when there are no points
     */
    public String describe(final PointsSource source, final String file) {
        if (isFile(source, file)) {
            if (!Files.isRegularFile(Address.path(file)))
                throw new InputException("The file {} does not exist: choose the file with the points.", file);
            return "the points of " + Address.path(file).getFileName();
        }
        final PointsSource found = source == PointsSource.AUTO ? there().get(0) : source;
        return describe(found);
    }

    /** Describes what a source other than a file holds. */
    public String describe(final PointsSource source) {
        if (source != PointsSource.RESULTS) return count(shapes(requireRois(source))) + " of " + place(source);
        return Amounts.count(results().size(), "row") + " of the Results table";
    }

    /** How many points and shapes of a source would extend beyond the image; tables are not checked. */
    public long outside(final PointsSource source) throws IOException {
        return source == PointsSource.RESULTS ? 0 : RoiBounds.outside(source.rois(image), grid, areas, unplaced);
    }

    /** Whether all points and shapes of a source would extend beyond the image. */
    public boolean areOutside(final PointsSource source) throws IOException {
        return source != PointsSource.RESULTS && RoiBounds.areOutside(source.rois(image), grid, areas, unplaced);
    }

    private static boolean isFile(final PointsSource source, final String file) {
        if (source == PointsSource.FILE && file.isEmpty())
            throw new InputException(
                    "The source is File: choose the file with the points as {}.", Slot.key("points file"));
        if (source == PointsSource.FILE || source == PointsSource.AUTO && !file.isEmpty()) return true;
        if (!file.isEmpty())
            throw new InputException(
                    "A file with points is given, but the source is {}: {}, or {}.",
                    source.label(),
                    Slot.set("source", PointsSource.FILE.label()),
                    Slot.leave("points file"));
        return false;
    }

    /** The sources that are not empty, in order. */
    public List<PointsSource> there() {
        final List<PointsSource> there = new ArrayList<>();
        for (final PointsSource source : ORDER) if (!isEmpty(source)) there.add(source);
        if (there.isEmpty())
            throw new InputException(
                    "No points were found: the ROI Manager, the overlay, the selection and the Results table"
                            + " are empty. Add points with the multi-point tool, or choose a file.");
        final int overlay = there.indexOf(PointsSource.OVERLAY);
        if (overlay > 0 && there.get(overlay - 1) == PointsSource.SELECTION && !isPointSelection()) {
            there.set(overlay - 1, PointsSource.OVERLAY);
            there.set(overlay, PointsSource.SELECTION);
        }
        return there;
    }

    private FoundPoints auto(final Monitor monitor) throws IOException {
        final List<PointsSource> there = there();
        final FoundPoints found = open(there.get(0), monitor);
        if (there.size() == 1) return found;
        final List<String> others = new ArrayList<>();
        for (final PointsSource source : there.subList(1, there.size())) others.add(source.label());
        return found.withNote(Message.of("Not exported: {} (choose them with {}).", others, Slot.key("source")));
    }

    private boolean isPointSelection() {
        return image.getRoi().getType() == Roi.POINT;
    }

    private boolean isEmpty(final PointsSource source) {
        return source == PointsSource.RESULTS
                ? results().size() == 0
                : shapes(source.rois(image)).isEmpty();
    }

    /** The active table, or that of the measurements. */
    private static ResultsTable results() {
        final ResultsTable active = ResultsTable.getActiveTable();
        return active == null ? ResultsTable.getResultsTable() : active;
    }

    /**
     * Opens a source.
     *
     * @throws InputException when it is empty
     */
    public FoundPoints open(final PointsSource source, final Monitor monitor) throws IOException {
        if (source == PointsSource.RESULTS) {
            final PointTable table = PointTable.open(results(), grid, unplaced, monitor);
            return found(table, "the Results table");
        }
        return found(requireRois(source), place(source));
    }

    private List<Roi> requireRois(final PointsSource source) {
        final List<Roi> rois = source.rois(image);
        if (image == null && source != PointsSource.ROI_MANAGER) throw Content.noImage();
        if (rois.isEmpty())
            throw new InputException("The {} is empty: add points, or choose another source.", source.label());
        if (shapes(rois).isEmpty())
            throw new InputException(
                    "The {} has only texts and images, which Neuroglancer cannot show: add points, or choose another"
                            + " source.",
                    source.label());
        return rois;
    }

    /** Those that can become shapes: not texts and images. */
    private static List<Roi> shapes(final List<Roi> rois) {
        return rois.stream().filter(RoiShapes::isShape).toList();
    }

    private static String place(final PointsSource source) {
        final String label = source.label();
        return "the " + (source == PointsSource.ROI_MANAGER ? label : label.toLowerCase(Locale.ROOT));
    }

    private static String count(final List<Roi> rois) {
        return Amounts.count(rois.size(), "ROI");
    }

    private FoundPoints found(final List<Roi> rois, final String place) throws IOException {
        final RoiShapes shapes = RoiShapes.of(rois, grid, areas, unplaced, properties);
        return new FoundPoints(count(rois) + " of " + place, shapes.sources(), shapes.notes());
    }

    private FoundPoints found(final PointTable table, final String place) {
        final List<AnnotationSource> sources = table.sources(grid.space(), properties);
        final List<Message> notes = new ArrayList<>(table.notes());
        final boolean noTime = table.hasTime() && grid.space().indexOf("t") < 0 && !grid.hasImage();
        if (noTime)
            notes.add(Message.text("Times were left out: they require the image, which has the frame interval."));
        final String units = table.isPhysical() ? " (read as lengths)" : "";
        return new FoundPoints(Amounts.count(table.rows(), "row") + " of " + place + units, sources, notes);
    }

    /** Points of a file. */
    public FoundPoints file(final Path file, final Monitor monitor) throws IOException {
        final String name = file.getFileName().toString();
        if (RoiFiles.isRoiFile(file)) return found(RoiFiles.read(file), name);
        return found(PointTable.open(file, tables.get(), monitor), name);
    }
}
