package sc.fiji.neuroglancer.export.points;

import java.time.Duration;
import sc.fiji.neuroglancer.task.Amounts;

/** What {@link PointExport} did. Immutable. */
public final class PointExportResult {

    private final String location;
    private final long count;
    private final long outside;
    private final boolean showAll;
    private final long files;
    private final long bytes;
    private final Duration duration;

    PointExportResult(
            final String location,
            final long count,
            final long outside,
            final boolean showAll,
            final long files,
            final long bytes,
            final Duration duration) {
        this.location = location;
        this.count = count;
        this.outside = outside;
        this.showAll = showAll;
        this.files = files;
        this.bytes = bytes;
        this.duration = duration;
    }

    /** The same at another place, where it was moved to. */
    public PointExportResult at(final String place) {
        return new PointExportResult(place, count, outside, showAll, files, bytes, duration);
    }

    /** Where the dataset is. */
    public String location() {
        return location;
    }

    /** Number of points or shapes. */
    public long count() {
        return count;
    }

    /** How many of them reach beyond the image; they are in the dataset all the same. */
    public long outside() {
        return outside;
    }

    /** Whether viewers draw all of them. */
    public boolean showAll() {
        return showAll;
    }

    /** Number of files written. */
    public long files() {
        return files;
    }

    /** Their size in bytes. */
    public long bytes() {
        return bytes;
    }

    /** How long it took. */
    public Duration duration() {
        return duration;
    }

    /** A clause for the user: how many, where, how large, for instance {@code 1 annotation in /out/cells (…)}. */
    @Override
    public String toString() {
        final String beyond = outside == 0 ? "" : ", " + outside + " of them outside the image,";
        return Amounts.count(count, "annotation") + beyond + " in " + location + " (" + Amounts.count(files, "file")
                + ", " + Amounts.bytes(bytes) + ", " + Amounts.duration(duration.toMillis() / 1e3) + ")";
    }
}
