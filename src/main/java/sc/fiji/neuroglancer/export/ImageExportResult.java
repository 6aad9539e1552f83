package sc.fiji.neuroglancer.export;

import java.nio.file.Path;
import java.util.List;
import sc.fiji.neuroglancer.task.Amounts;

/** What an export of an image has made. Immutable. */
public final class ImageExportResult {

    private final ImageExportOptions options;
    private final ExportEstimate estimate;
    private final long files;
    private final long bytes;
    private final long written;
    private final double seconds;
    private final boolean resumed;
    private final boolean complete;
    private final List<String> warnings;

    ImageExportResult(
            final ImageExportOptions options,
            final ExportEstimate estimate,
            final long files,
            final long bytes,
            final long written,
            final double seconds,
            final boolean resumed,
            final boolean complete,
            final List<String> warnings) {
        this.options = options;
        this.estimate = estimate;
        this.files = files;
        this.bytes = bytes;
        this.written = written;
        this.seconds = seconds;
        this.resumed = resumed;
        this.complete = complete;
        this.warnings = List.copyOf(warnings);
    }

    /** Where others find the dataset: its folder on this computer, or its public address. */
    public String location() {
        return options.location();
    }

    /**
     * The folder of the dataset.
     *
     * @throws java.util.NoSuchElementException when it is not on this computer
     */
    public Path dataset() {
        return options.dataset();
    }

    /** What was planned: levels, chunks, sizes. */
    public ExportEstimate estimate() {
        return estimate;
    }

    /** Number of files of the whole dataset; 0 when it was complete at a storage, where they are not counted. */
    public long files() {
        return files;
    }

    /** Size of the whole dataset in bytes; 0 when it was complete at a storage. */
    public long bytes() {
        return bytes;
    }

    /**
     * Number of files that this run wrote, or sent to a storage: without those of an earlier run that it went on with.
     */
    public long written() {
        return written;
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
        final String what = location() + (estimate.labels() ? " (labels)" : " (intensity)");
        final String counts = files == 0 // nobody has counted what was complete at a storage
                ? Amounts.count(estimate.levels(), "level")
                : String.join(
                        ", ",
                        Amounts.count(estimate.levels(), "level"),
                        Amounts.count(files, "file"),
                        Amounts.bytes(bytes));
        if (complete)
            return what + " is complete already: " + counts + ", "
                    + (written == 0 ? "nothing was written" : "only its metadata were renewed");
        return what + ": " + counts + ", " + Amounts.duration(seconds) + (resumed ? " (resumed)" : "");
    }
}
