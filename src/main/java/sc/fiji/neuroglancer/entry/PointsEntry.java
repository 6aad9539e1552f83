package sc.fiji.neuroglancer.entry;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sc.fiji.neuroglancer.annotation.roi.Areas;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.annotation.table.TableOptions;
import sc.fiji.neuroglancer.export.Datasets;
import sc.fiji.neuroglancer.export.Destination;
import sc.fiji.neuroglancer.export.Existing;
import sc.fiji.neuroglancer.export.PointExport;
import sc.fiji.neuroglancer.export.PointExportOptions;
import sc.fiji.neuroglancer.export.PointExportResult;
import sc.fiji.neuroglancer.http.credentials.Prompt;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From what is open in ImageJ, or a file, and the values of {@link PointsKeys} to a job. */
public final class PointsEntry {

    /** Decides how the numbers of a table are meant. */
    @FunctionalInterface
    public interface Tables {
        /** The options for tables that belong to the image of this grid. */
        TableOptions options(ImageGrid grid);
    }

    /** What was exported. Immutable. */
    public static final class Done {
        private final List<PointExportResult> results;
        private final List<String> notes;
        private final String summary;

        Done(final FoundPoints found, final List<PointExportResult> results) {
            this.results = List.copyOf(results);
            notes = found.notes();
            final List<String> lines = new ArrayList<>();
            for (final PointExportResult result : results) lines.add(result.toString());
            summary = "From " + found.place() + ": " + String.join("; ", lines);
        }

        /** One dataset for each kind of shape, points first. */
        public List<PointExportResult> results() {
            return results;
        }

        /** What was left out or decided: a sentence each. */
        public List<String> notes() {
            return notes;
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
        final ImageGrid grid = last.isPresent() ? ImageGrid.of(Datasets.grid(last.get())) : grid(image);
        final FoundPoints found = finder(image, grid, values, monitor)
                .find(
                        PointsSource.byName(values.text("source")),
                        values.text("pointsfile").trim());
        final Optional<String> note =
                last.map(dataset -> "No image is open, so the points belong to the last export, " + dataset + ".");
        return export(note.map(found::withNote).orElse(found), destination, options, monitor);
    }

    /**
     * Exports the points of a file.
     *
     * @param image that they belong to; null for none
     * @param tables asked when the file is a table
     * @throws InputException when there are none, or the values do not fit
     * @throws IOException when a file cannot be read or written
     */
    public static Done run(
            final Path file, final ImagePlus image, final Tables tables, final Values values, final Monitor monitor)
            throws IOException {
        final PointExportOptions options = options(values);
        final Destination destination = Storages.destination(values.text("folder"), Prompt.NOBODY);
        final PointsFinder finder = finder(image, grid(image), values, monitor);
        return export(finder.file(file, tables.options(finder.grid())), destination, options, monitor);
    }

    private static ImageGrid grid(final ImagePlus image) {
        return image == null ? ImageGrid.none() : ImageGrid.of(image);
    }

    private static PointsFinder finder(
            final ImagePlus image, final ImageGrid grid, final Values values, final Monitor monitor) {
        return new PointsFinder(
                image,
                grid,
                Areas.byName(values.text("areas")),
                Unplaced.byName(values.text("unplaced")),
                values.flag("properties"),
                monitor);
    }

    private static Done export(
            final FoundPoints found,
            final Destination destination,
            final PointExportOptions options,
            final Monitor monitor)
            throws IOException {
        final List<PointExportResult> results = PointExport.runAll(found.sources(), destination, options, monitor);
        if (!results.isEmpty()) LastExport.rememberPoints(results.get(0).location());
        return new Done(found, results);
    }

    private static PointExportOptions options(final Values values) {
        return PointExportOptions.builder()
                .name(values.text("name").trim())
                .existing(Existing.byName(values.text("existing")))
                .showAll(PointExportOptions.ShowAll.valueOf(
                        values.text("showall").toUpperCase(Locale.ROOT)))
                .build();
    }
}
