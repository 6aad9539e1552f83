package sc.fiji.neuroglancer.serve;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One open file. Used by one thread. */
interface Resource extends Closeable {

    /** Size in bytes. */
    long size();

    /** Quoted entity tag that changes with the bytes, or empty when the source knows none. */
    Optional<String> etag();

    /** When the bytes last changed, or empty when unknown. */
    Optional<Instant> modified();

    /**
     * Reads some bytes from a position inside the file.
     *
     * @param position first byte, counted from 0
     * @param into receives the bytes from its index 0
     * @param length most bytes to read, at least 1
     * @return how many were read, at least 1
     * @throws IOException also when the file ends before {@code position}: it was cut while it was read
     */
    int read(long position, byte[] into, int length) throws IOException;

    @Override
    default void close() throws IOException {
        // most hold nothing open
    }
}
