package sc.fiji.neuroglancer.store;

import java.util.Optional;
import java.util.OptionalLong;

/** Values that can be read, whole or in part. Safe for use by several threads. */
public interface ReadableStore {

    /** Returns a value, or empty if it does not exist. */
    Optional<byte[]> read(String key) throws StoreException;

    /**
     * Returns part of a value, or empty if it does not exist.
     *
     * @param offset first byte, counted from 0
     * @param length number of bytes; a range beyond the end of the value is a {@link StoreException}
     */
    Optional<byte[]> read(String key, long offset, int length) throws StoreException;

    /** Returns the size of a value in bytes, or empty if it does not exist. */
    OptionalLong size(String key) throws StoreException;
}
