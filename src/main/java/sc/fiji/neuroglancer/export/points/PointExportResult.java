package sc.fiji.neuroglancer.export.points;

import java.time.Duration;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What {@link PointExport} did.
 *
 * @param location where the dataset is
 * @param count number of points or shapes
 * @param outside how many of them extend beyond the image; they are part of the dataset
 * @param files number of files written
 * @param bytes their size
 */
public record PointExportResult(String location, long count, long outside, long files, long bytes, Duration duration) {

    /** The same at another location, after a move. */
    public PointExportResult at(final String place) {
        return new PointExportResult(place, count, outside, files, bytes, duration);
    }

    /** A clause for the user: how many, where, and size, for instance {@code 1 annotation in /out/cells (…)}. */
    @Override
    public String toString() {
        final String beyond = outside == 0 ? "" : ", " + outside + " of them outside the image,";
        return Amounts.count(count, "annotation") + beyond + " in " + location + " (" + Amounts.count(files, "file")
                + ", " + Amounts.bytes(bytes) + ", " + Amounts.duration(duration.toMillis() / 1e3) + ")";
    }
}
