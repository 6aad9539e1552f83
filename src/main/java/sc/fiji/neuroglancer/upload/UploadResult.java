package sc.fiji.neuroglancer.upload;

import java.net.URI;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What {@link Upload} did.
 *
 * @param target the address that the dataset was uploaded to; its public address may differ
 * @param files number of files that were sent
 * @param bytes their size
 * @param skipped number of files that were already stored
 * @param seconds how long it took
 */
public record UploadResult(URI target, long files, long bytes, long skipped, double seconds) {

    /** One sentence for the user. */
    @Override
    public String toString() {
        final String before = skipped == 0 ? "" : " (" + skipped + " already there)";
        return Amounts.count(files, "file") + before + ", " + Amounts.bytes(bytes) + ", in " + Amounts.duration(seconds)
                + ", at " + WebAddress.shown(target);
    }
}
