package sc.fiji.neuroglancer.serve;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;

/** One open file. Used by one thread. */
interface Resource extends Closeable {

    /** Size in bytes. */
    long size();

    /** Quoted entity tag that changes with the bytes; null when unknown. */
    default String etag() {
        return null;
    }

    /** When the bytes last changed; null when unknown. */
    default Instant modified() {
        return null;
    }

    /**
     * Reads some bytes from a position inside the file.
     *
     * @param position first byte, counted from 0
     * @param into receives the bytes from its index 0
     * @param length maximum number of bytes, at least 1
     * @return number of bytes read, at least 1
     * @throws IOException also when the file ends before {@code position}: it was truncated while it was read
     */
    int read(long position, byte[] into, int length) throws IOException;

    @Override
    default void close() throws IOException {
        // most have nothing open
    }
}
