package sc.fiji.neuroglancer.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What an export of an image has made. Immutable. */
public final class ImageExportResult {

    private final Path dataset;
    private final ExportEstimate estimate;
    private final long files;
    private final long bytes;
    private final double seconds;
    private final boolean resumed;
    private final boolean complete;
    private final List<String> warnings;

    ImageExportResult(
            final Path dataset,
            final ExportEstimate estimate,
            final long files,
            final long bytes,
            final double seconds,
            final boolean resumed,
            final boolean complete,
            final List<String> warnings) {
        this.dataset = dataset;
        this.estimate = estimate;
        this.files = files;
        this.bytes = bytes;
        this.seconds = seconds;
        this.resumed = resumed;
        this.complete = complete;
        this.warnings = List.copyOf(warnings);
    }

    /** The folder of the dataset. */
    public Path dataset() {
        return dataset;
    }

    /** What was planned: levels, chunks, sizes. */
    public ExportEstimate estimate() {
        return estimate;
    }

    /** Number of files of the whole dataset. */
    public long files() {
        return files;
    }

    /** Size of the whole dataset in bytes. */
    public long bytes() {
        return bytes;
    }

    /** How long this run took. */
    public double seconds() {
        return seconds;
    }

    /** Whether this run went on with an earlier one. */
    public boolean resumed() {
        return resumed;
    }

    /** Whether the dataset was complete before, so that this run had nothing to do. */
    public boolean wasComplete() {
        return complete;
    }

    /** What the user should know: a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** One line for the log: where, how much, how long. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s (%s): %s, %s, %s, %.1f s%s",
                dataset,
                estimate.labels() ? "labels" : "intensity",
                ExportEstimate.count(estimate.levels(), "level"),
                ExportEstimate.count(files, "file"),
                ExportEstimate.size(bytes),
                seconds,
                complete ? " (was complete already)" : resumed ? " (resumed)" : "");
    }
}
