package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.annotation.find.FoundPoints;
import sc.fiji.neuroglancer.annotation.find.PointsFinder;
import sc.fiji.neuroglancer.annotation.find.PointsSource;
import sc.fiji.neuroglancer.annotation.roi.Areas;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.link.Datasets;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From what is open in ImageJ, or a file, and the values of {@link PointsKeys} to a job. */
public final class PointsEntry {

    /** What was exported. Immutable. */
    public static final class Done {
        private final List<PointExportResult> results;
        private final List<String> notes;
        private final String summary;

        Done(final FoundPoints found, final List<PointExportResult> results) {
            this.results = List.copyOf(results);
            notes = found.notes();
            summary = found.place() + " became "
                    + results.stream().map(PointExportResult::toString).collect(Collectors.joining(" and ")) + ".";
        }

        /** One dataset for each kind of shape, points first. */
        public List<PointExportResult> results() {
            return results;
        }

        /** What was left out or decided: a sentence each. */
        public List<String> notes() {
            return notes;
        }

        /** What was done, in a few words. */
        public String status() {
            final long count =
                    results.stream().mapToLong(PointExportResult::count).sum();
            return "Exported " + Amounts.count(count, "annotation") + ".";
        }

        /** What was exported from where to where, in one line. */
        public String summary() {
            return summary;
        }
    }

    private PointsEntry() {}

    /**
     * Finds points by the source and exports them. Nobody is asked for a login.
     *
     * @param image that they belong to; null when none is open, then they belong to the last export
     * @throws InputException when there are none, or the values do not fit
     * @throws IOException when a file cannot be read or written
     */
    public static Done run(final ImagePlus image, final Values values, final Monitor monitor) throws IOException {
        return run(image, values, Prompt.NOBODY, monitor);
    }

    /**
     * Finds points by the source and exports them.
     *
     * @param image that they belong to; null when none is open, then they belong to the last export
     * @param prompt asks for the login to a storage when there is no other
     * @throws InputException when there are none, or the values do not fit
     * @throws IOException when a file cannot be read or written
     */
    public static Done run(final ImagePlus image, final Values values, final Prompt prompt, final Monitor monitor)
            throws IOException {
        final PointExportOptions options = options(values);
        final Destination destination = Storages.destination(values.text("folder"), prompt);
        final Optional<String> last = image == null ? LastExport.there() : Optional.empty();
        final ImageGrid grid = last.isPresent() ? gridOf(last.get()) : grid(image);
        final FoundPoints found = finder(image, grid, values, "")
                .find(
                        PointsSource.byName(values.text("source")),
                        values.text("pointsfile").trim(),
                        monitor);
        final Optional<String> note =
                last.map(dataset -> "No image is open, so the points belong to the last export, " + dataset + ".");
        return export(note.map(found::withNote).orElse(found), destination, options, monitor);
    }

    /**
     * Exports the points of a file.
     *
     * @param image that they belong to; null for none
     * @param columns names of a table's columns for x, y, z, t with commas between them; empty to find them
     * @throws InputException when there are none, or the values do not fit
     * @throws IOException when a file cannot be read or written
     */
    public static Done run(
            final Path file, final ImagePlus image, final String columns, final Values values, final Monitor monitor)
            throws IOException {
        final PointExportOptions options = options(values);
        final Destination destination = Storages.destination(values.text("folder"), Prompt.NOBODY);
        final PointsFinder finder = finder(image, grid(image), values, columns);
        return export(finder.file(file, monitor), destination, options, monitor);
    }

    /**
     * Tells which points would be exported to where.
     *
     * @param image may be null
     * @throws InputException when there are none, or the values do not fit
     */
    static String preview(final ImagePlus image, final Values values) throws IOException {
        final PointExportOptions options = options(values);
        final Destination destination = Storages.destination(values.text("folder"), Prompt.NOBODY);
        final Optional<Path> folder = destination.folder(); // a storage is not asked while somebody types
        if (folder.isPresent()) PointExport.requireAbsent(new DirectoryStore(folder.get()), options);
        final String points = finder(image, ImageGrid.none(), values, "")
                .describe(
                        PointsSource.byName(values.text("source")),
                        values.text("pointsfile").trim());
        final String whose = image != null
                ? "the voxels of " + image.getTitle()
                : LastExport.there()
                        .map(dataset -> "the voxels of the last export, " + dataset)
                        .orElse("voxels without unit, because no image is open");
        return points.substring(0, 1).toUpperCase(Locale.ROOT) + points.substring(1) + " will go to "
                + destination.location(options.name()) + ", on " + whose + ".";
    }

    private static ImageGrid gridOf(final String lastExport) {
        try {
            return ImageGrid.of(Datasets.grid(lastExport));
        } catch (final IOException e) {
            throw unreadable(Failure.sentence(e), e);
        } catch (final InputException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private static InputException unreadable(final String reason, final Exception cause) {
        return new InputException(
                "No image is open, and the last export, which the points would belong to, cannot be read: open the"
                        + " image that they belong to. " + reason,
                cause);
    }

    private static ImageGrid grid(final ImagePlus image) {
        return image == null ? ImageGrid.none() : ImageGrid.of(image);
    }

    private static PointsFinder finder(
            final ImagePlus image, final ImageGrid grid, final Values values, final String columns) {
        return new PointsFinder(
                image,
                grid,
                Areas.byName(values.text("areas")),
                Unplaced.byName(values.text("unplaced")),
                values.flag("properties"),
                () -> TableMeaning.options(grid, values, columns));
    }

    private static Done export(
            final FoundPoints found,
            final Destination destination,
            final PointExportOptions options,
            final Monitor monitor)
            throws IOException {
        try {
            final List<PointExportResult> results = PointExport.runAll(found.sources(), destination, options, monitor);
            LastExport.rememberPoints(locations(results));
            return new Done(found, results);
        } catch (final HttpFailure e) {
            throw e.atStart(); // it begins anew
        }
    }

    /** Where the datasets are. */
    static List<String> locations(final List<PointExportResult> results) {
        return results.stream().map(PointExportResult::location).collect(Collectors.toList());
    }

    private static PointExportOptions options(final Values values) {
        return new PointExportOptions(
                values.text("name").trim(),
                IfExists.byName(values.text("existing")),
                PointExportOptions.ShowAll.valueOf(values.text("showall").toUpperCase(Locale.ROOT)));
    }
}
