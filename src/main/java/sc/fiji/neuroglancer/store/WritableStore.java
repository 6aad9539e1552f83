package sc.fiji.neuroglancer.store;

/** Values that can be written and deleted. Safe for use by several threads on different keys. */
public interface WritableStore {

    /**
     * Writes a value, which appears as a whole or not at all and replaces any earlier one.
     *
     * @param bytes holds the value; not kept, not changed
     * @param length the value is {@code bytes[0 .. length-1]}
     */
    void write(String key, byte[] bytes, int length) throws StoreException;

    /** Writes all of {@code bytes}. */
    default void write(final String key, final byte[] bytes) throws StoreException {
        write(key, bytes, bytes.length);
    }

    /** Deletes a value if it exists. */
    void delete(String key) throws StoreException;
}
