package sc.fiji.neuroglancer.precomputed;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.WritableStore;

/**
 * Writes values by uint64 key into a folder of a store. Values are guaranteed to be in the store only after
 * {@link #finish}; {@link #close} frees memory and temporary files in any case.
 */
public interface KeyedWriter extends Closeable {

    /**
     * Writes one value; each key may be written once.
     *
     * @param key unsigned
     * @param bytes holds the value at {@code [offset .. offset+length-1]}; not kept
     */
    void write(long key, byte[] bytes, int offset, int length) throws IOException;

    /** Writes what is still buffered. */
    void finish() throws IOException;

    @Override
    void close();

    /** One file for each key, its name the key in decimal. */
    static KeyedWriter files(final WritableStore store, final String folder) {
        return new KeyedWriter() {
            @Override
            public void write(final long key, final byte[] bytes, final int offset, final int length)
                    throws IOException {
                final byte[] value = offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
                store.write(Keys.join(folder, Long.toUnsignedString(key)), value, length);
            }

            @Override
            public void finish() {
                // nothing is buffered
            }

            @Override
            public void close() {
                // nothing to free
            }
        };
    }
}
