package sc.fiji.neuroglancer.export;

import java.nio.file.Path;
import java.util.List;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What an export of an image has made.
 *
 * @param options how it was exported
 * @param estimate what was planned: levels, chunks, sizes
 * @param totals numbers of files and bytes
 * @param course how this run went
 * @param warnings what the user should know: a sentence each
 */
public record ImageExportResult(
        ImageExportOptions options, ExportEstimate estimate, Totals totals, Course course, List<String> warnings) {

    /**
     * Numbers of files and bytes.
     *
     * @param files of the whole dataset; 0 when it was complete at a storage, where they are not counted
     * @param bytes of the whole dataset; 0 when it was complete at a storage
     * @param written files that this run wrote, or sent to a storage: without those of an earlier run that it resumed
     */
    public record Totals(long files, long bytes, long written) {}

    /**
     * How a run went.
     *
     * @param seconds how long it took
     * @param resumed whether it resumed an earlier one
     * @param wasComplete whether the dataset was complete before, so that this run had nothing to do
     */
    public record Course(double seconds, boolean resumed, boolean wasComplete) {}

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

    public long files() {
        return totals.files;
    }

    public long bytes() {
        return totals.bytes;
    }

    public long written() {
        return totals.written;
    }

    public double seconds() {
        return course.seconds;
    }

    public boolean resumed() {
        return course.resumed;
    }

    public boolean wasComplete() {
        return course.wasComplete;
    }

    /** What was done, in a few words. */
    public String status() {
        return wasComplete() ? "It is complete already: " + news() + "." : "Exported " + counts() + ".";
    }

    /** One line for the log: where, how much, how long. */
    public String summary() {
        final String what = location() + (estimate.labels() ? " (labels)" : " (intensity)");
        if (wasComplete()) return what + " is complete already: " + counts() + ", " + news();
        return what + ": " + counts() + ", " + Amounts.duration(seconds()) + (resumed() ? " (resumed)" : "");
    }

    private String news() {
        return written() == 0 ? "nothing was written" : "only its metadata were renewed";
    }

    private String counts() {
        final String levels = Amounts.count(estimate.levels(), "level");
        if (files() == 0) return levels; // not counted when it was complete at a storage
        return String.join(", ", levels, Amounts.count(files(), "file"), Amounts.bytes(bytes()));
    }
}
