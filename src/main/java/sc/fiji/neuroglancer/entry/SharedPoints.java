package sc.fiji.neuroglancer.entry;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fiji.neuroglancer.annotation.roi.Areas;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.RoiLists;
import sc.fiji.neuroglancer.annotation.roi.RoiShapes;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The points that are shared with an image. {@code Auto} takes those of the ROI Manager, else points selected on the
 * image, else the overlay; nothing ties a Results table to an image, so that only {@code Yes} takes one.
 */
final class SharedPoints {

    private static final FoundPoints NONE = new FoundPoints("", List.of(), List.of());

    /** How ImageJ names what its scale bars and calibration bars are made of. */
    private static final String BARS = "\\|[SC]B\\|";

    private final ImagePlus image;
    private final PointsFinder finder;

    SharedPoints(final ImagePlus image, final Monitor monitor) {
        this.image = image;
        final ImageGrid grid = ImageGrid.of(image);
        final Values standard = Values.of(PointsKeys.all(), Map.of());
        finder = new PointsFinder(
                image,
                grid,
                Areas.CENTROID,
                Unplaced.CURRENT,
                true,
                () -> TableMeaning.options(grid, standard, ""),
                monitor);
    }

    /**
     * Finds points where users keep them.
     *
     * @param wanted Auto, Yes or No
     * @throws InputException for Yes, when there are none
     */
    FoundPoints find(final String wanted) throws IOException {
        if (wanted.equals("No")) return NONE;
        return wanted.equals("Yes") ? finder.find(PointsSource.AUTO, "") : auto();
    }

    /**
     * What {@link #find} would look at, in words, without reading it, which may take long; empty for nothing.
     *
     * @throws InputException for Yes, when there is nothing
     */
    String describe(final String wanted) {
        if (wanted.equals("No")) return "";
        final Optional<PointsSource> source = wanted.equals("Yes") ? Optional.of(PointsSource.AUTO) : automatic();
        return source.map(found -> finder.describe(found, "")).orElse("");
    }

    /** The points of a file; none for an empty name. */
    FoundPoints file(final String file) throws IOException {
        return file.isBlank() ? NONE : finder.find(PointsSource.FILE, file.trim());
    }

    private FoundPoints auto() throws IOException {
        final Optional<PointsSource> source = automatic();
        return source.isPresent() ? orNone(source.get()) : NONE;
    }

    /** Where points are taken from when nobody has asked for them. */
    private Optional<PointsSource> automatic() {
        if (!RoiLists.manager().isEmpty()) return Optional.of(PointsSource.ROI_MANAGER);
        final Roi selection = image.getRoi();
        if (selection != null && selection.getType() == Roi.POINT) return Optional.of(PointsSource.SELECTION);
        return hasDrawings() ? Optional.of(PointsSource.OVERLAY) : Optional.empty();
    }

    private boolean hasDrawings() {
        return RoiLists.overlay(image).stream()
                .anyMatch(roi ->
                        RoiShapes.isShape(roi) && !String.valueOf(roi.getName()).matches(BARS));
    }

    /** What cannot be shared is no reason to share nothing, when nobody has asked for it. */
    private FoundPoints orNone(final PointsSource source) throws IOException {
        try {
            return finder.find(source, "");
        } catch (final InputException e) {
            return NONE.withNote("No points are shared. " + e.getMessage());
        }
    }
}
