package sc.fiji.neuroglancer.upload;

import java.net.URI;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.task.Amounts;

/** What {@link Upload} did. Immutable. */
public final class UploadResult {

    private final URI target;
    private final long files;
    private final long bytes;
    private final long skipped;
    private final double seconds;

    UploadResult(final URI target, final long files, final long bytes, final long skipped, final double seconds) {
        this.target = target;
        this.files = files;
        this.bytes = bytes;
        this.skipped = skipped;
        this.seconds = seconds;
    }

    /** The dataset's address where it was uploaded to; its public address may be another. */
    public URI target() {
        return target;
    }

    /** Number of files that were sent. */
    public long files() {
        return files;
    }

    /** Their size in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Number of files that were there already. */
    public long skipped() {
        return skipped;
    }

    /** How long it took. */
    public double seconds() {
        return seconds;
    }

    /** One sentence for the user. */
    @Override
    public String toString() {
        final String before = skipped == 0 ? "" : " (" + skipped + " were there already)";
        return Amounts.count(files, "file") + before + ", " + Amounts.bytes(bytes) + ", in " + Amounts.duration(seconds)
                + ", at " + WebAddress.shown(target);
    }
}
