package sc.fiji.neuroglancer.check;

import sc.fiji.neuroglancer.store.StoreException;

/** A file is there, but has more bytes than {@link Check} takes into memory. */
final class TooLarge extends StoreException {

    private static final long serialVersionUID = 1L;

    /** So many bytes of a file are looked at, at most. */
    static final int MOST_BYTES = 64 << 20;

    /** @param file for messages */
    TooLarge(final String file, final String store, final String key) {
        super(file + " has more than " + (MOST_BYTES >> 20) + " MiB, which a check does not read.", store, key, null);
    }
}
