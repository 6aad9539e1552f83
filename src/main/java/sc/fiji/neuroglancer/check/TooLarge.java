package sc.fiji.neuroglancer.check;

import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.StoreException;

/** A file has more bytes than {@link Check} reads into memory. */
final class TooLarge extends StoreException {

    private static final long serialVersionUID = 1L;

    /** The most bytes of a file that are read. */
    static final int MOST_BYTES = 64 << 20;

    /** @param file for messages */
    TooLarge(final String file, final String store, final String key) {
        super(
                Message.of("{} has more than {} MiB, which a check does not read.", file, MOST_BYTES >> 20),
                store,
                key,
                null);
    }
}
