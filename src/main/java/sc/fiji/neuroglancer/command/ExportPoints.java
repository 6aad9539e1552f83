package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.either;
import static sc.fiji.neuroglancer.message.Slot.given;
import static sc.fiji.neuroglancer.message.Slot.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.annotation.find.FoundPoints;
import sc.fiji.neuroglancer.annotation.find.PointsFinder;
import sc.fiji.neuroglancer.annotation.find.PointsSource;
import sc.fiji.neuroglancer.annotation.roi.Areas;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.annotation.table.TableOptions;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.link.Datasets;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Exports ROIs, the Results table or a file of points to precomputed annotations. */
public final class ExportPoints extends Command {

    public static final String LABEL = "Export Points for Neuroglancer...";

    private static final String VOXEL = "Voxel";
    private static final String PHYSICAL = "Physical";
    private static final int AXES = 4;

    /** Makes the command. */
    public ExportPoints() {
        super(
                LABEL,
                new Shell(
                        "export-points",
                        "POINTS.csv|.json|.xml|.zip|.roi",
                        "pointsfile",
                        "writes points or ROIs as precomputed annotations"),
                Key.file("image", "image that the points belong to; empty for voxels without unit")
                        .only(Key.Front.SHELL),
                Key.text("columns", "", "names of the columns for x,y,z,t; empty to find them")
                        .only(Key.Front.SHELL),
                Key.choice(
                                "source",
                                PointsSource.names(),
                                "where to find the points; Auto: the file, or the first other source that contains points")
                        .only(Key.Front.FIJI),
                Key.file("points file", "file with points: .csv, .tsv, .txt, .json, .xml, .roi, .zip"),
                Key.choice(
                        "units",
                        List.of("Auto", VOXEL, PHYSICAL),
                        "what the numbers in a file are; Auto: voxels, unless it names a unit of length"),
                Key.choice("order", List.of("xyz", "zyx"), "order of unnamed coordinates in a file"),
                ExportImage.FOLDER,
                Key.text("name", "points", "name of the dataset"),
                Key.choice("areas", Areas.names(), "how to export ROIs that have an area"),
                Key.choice("unplaced", Unplaced.names(), "where to put points that do not belong to a slice"),
                Key.flag("properties", true, "also export names, counters, groups, colors and columns"),
                Key.choice(
                        "show all", List.of("Auto", "Yes", "No"), "draw all points at any zoom; Auto: up to 100,000"),
                Key.choice("existing", PointExportOptions.EXISTING, "what to do if the dataset already exists"));
    }

    /**
     * What was exported.
     *
     * @param results one for each kind of shape, points first
     * @param notes what was left out or decided: a sentence each
     * @param summary what was exported from where to where, in one line
     */
    public record Done(List<PointExportResult> results, List<Message> notes, String summary) {

        static Done of(final FoundPoints found, final List<PointExportResult> results) {
            final String made =
                    results.stream().map(PointExportResult::toString).collect(Collectors.joining(" and "));
            return new Done(results, found.notes(), found.place() + " became " + made + ".");
        }

        private long count() {
            return results.stream().mapToLong(PointExportResult::count).sum();
        }
    }

    @Override
    public Form form(final Desk desk) throws IOException {
        final ImagePlus image = desk.image();
        return new Form(this, Map.of("folder", Form.rememberedFolder()), values -> preview(image, values))
                .remembering(Form::rememberFolder);
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final Done done = export(values, desk);
        done.notes().forEach(desk::warn);
        desk.result(Message.text(done.summary()), json(done, desk));
        desk.status(Message.text("Exported " + Amounts.count(done.count(), "annotation") + "."));
    }

    private static ObjectNode json(final Done done, final Desk desk) {
        final ObjectNode object = JsonNodeFactory.instance.objectNode();
        final ArrayNode datasets = object.putArray("datasets");
        for (final PointExportResult result : done.results())
            datasets.addObject()
                    .put("dataset", result.location())
                    .put("annotations", result.count())
                    .put("outside", result.outside())
                    .put("files", result.files())
                    .put("bytes", result.bytes())
                    .put("seconds", result.duration().toMillis() / 1e3);
        desk.warned().forEach(object.putArray("notes")::add);
        return object;
    }

    /**
     * Finds points by the source and exports them. In Fiji, when no image is open, they belong to the last export.
     *
     * @throws InputException when there are none, or the values do not fit
     * @throws IOException when a file cannot be read or written
     */
    public static Done export(final Values values, final Desk desk) throws IOException {
        final ImagePlus image = desk.image();
        final PointExportOptions options = options(values);
        final Destination destination = StoredProfiles.load().destination(values.text("folder"), desk.prompt());
        final String last = image == null && desk.voice() != Voice.SHELL ? LastExport.there() : "";
        final ImageGrid grid = last.isEmpty() ? grid(image) : gridOf(last);
        final Monitor monitor = desk.progress();
        FoundPoints found = finder(image, grid, values)
                .find(PointsSource.byName(values.text("source")), values.trimmed("pointsfile"), monitor);
        if (!last.isEmpty())
            found = found.withNote(Message.of("No image is open, so the points belong to the last export, {}.", last));
        try {
            final List<PointExportResult> results = PointExport.runAll(found.sources(), destination, options, monitor);
            LastExport.rememberPoints(locations(results));
            return Done.of(found, results);
        } catch (final HttpFailure e) {
            throw e.when(HttpFailure.Rerun.STARTS_OVER); // running it again starts over
        }
    }

    /** Tells which points would be exported to where. */
    private static String preview(final ImagePlus image, final Values values) throws IOException {
        final PointExportOptions options = options(values);
        final Destination destination = StoredProfiles.load().destination(values.text("folder"), Prompt.NOBODY);
        if (destination.folder().isPresent()) // a storage is not asked while a user types
        PointExport.requireAbsent(new DirectoryStore(destination.folder().get()), options);
        final String points = finder(image, ImageGrid.none(), values)
                .describe(PointsSource.byName(values.text("source")), values.trimmed("pointsfile"));
        return points.substring(0, 1).toUpperCase(Locale.ROOT) + points.substring(1) + " will go to "
                + destination.location(options.name()) + ", on " + voxels(image) + ".";
    }

    private static String voxels(final ImagePlus image) {
        if (image != null) return "the voxels of " + image.getTitle();
        final String last = LastExport.there();
        return last.isEmpty()
                ? "voxels without unit, because no image is open"
                : "the voxels of the last export, " + last;
    }

    private static ImageGrid gridOf(final String lastExport) {
        try {
            return ImageGrid.of(Datasets.grid(lastExport));
        } catch (final IOException | InputException e) {
            throw new InputException(
                    e,
                    "No image is open, and the last export, which the points would belong to, cannot be read. Open the"
                            + " image that they belong to. {}",
                    Failure.message(e));
        }
    }

    private static ImageGrid grid(final ImagePlus image) {
        return image == null ? ImageGrid.none() : ImageGrid.of(image);
    }

    /** Finds points for an image, which may be null, as the values say. */
    static PointsFinder finder(final ImagePlus image, final ImageGrid grid, final Values values) {
        return new PointsFinder(
                image,
                grid,
                Areas.byName(values.text("areas")),
                Unplaced.byName(values.text("unplaced")),
                values.flag("properties"),
                () -> tables(grid, values));
    }

    /** Where the datasets are. */
    static List<String> locations(final List<PointExportResult> results) {
        return results.stream().map(PointExportResult::location).toList();
    }

    private static PointExportOptions options(final Values values) {
        return new PointExportOptions(
                values.trimmed("name"),
                values.existing(),
                PointExportOptions.ShowAll.valueOf(values.text("showall").toUpperCase(Locale.ROOT)));
    }

    /** How the numbers of a table are meant that belongs to the image of a grid. */
    private static TableOptions tables(final ImageGrid grid, final Values values) {
        TableOptions options = withUnits(grid, values.text("units"))
                .withOrder(TableOptions.AxisOrder.valueOf(values.text("order").toUpperCase(Locale.ROOT)));
        if (grid.hasImage()) options = options.withPlanes(grid::position);
        final String columns = values.text("columns");
        if (columns.isBlank()) return options;
        final String[] names = columns.split(",", -1);
        if (names.length < 2 || names.length > AXES)
            throw new InputException(
                    "{} '{}' cannot be used: give the names of the columns for x,y or x,y,z or x,y,z,t.",
                    key("columns"),
                    columns);
        return options.withColumns(names);
    }

    private static TableOptions withUnits(final ImageGrid grid, final String units) {
        final boolean physical = units.equals(PHYSICAL);
        if (physical && !grid.hasImage())
            throw new InputException(
                    "{} needs the image that the points belong to, which says how large a voxel is: {}.",
                    given("units", PHYSICAL),
                    either("open it", "name it by --image"));
        if (units.equals(VOXEL)) return TableOptions.VOXELS;
        if (!grid.hasImage()) return TableOptions.VOXELS.withoutImage();
        final double x = grid.voxelSize(0);
        final double y = grid.voxelSize(1);
        final double z = grid.voxelSize(2);
        return physical
                ? TableOptions.VOXELS.physical(x, y, z, grid.unit())
                : TableOptions.VOXELS.byTable(x, y, z, grid.unit());
    }
}
