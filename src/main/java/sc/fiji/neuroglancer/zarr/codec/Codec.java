package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A way to compress the bytes of a chunk. Immutable; the work is done by its encoders. */
public interface Codec {

    /** The name by which users choose it, for instance {@code Blosc zstd}. */
    String name();

    /** The {@code compressor} of Zarr v2, null for none. */
    JsonNode v2();

    /**
     * The bytes-to-bytes codec of Zarr v3, missing for none.
     *
     * @param elementSize bytes per pixel
     */
    JsonNode v3(int elementSize);

    /**
     * Makes an encoder for one thread.
     *
     * @param maxLength the longest chunk that will be encoded, in bytes
     * @param elementSize bytes per pixel
     */
    Encoder encoder(int maxLength, int elementSize);

    /**
     * Decodes a chunk.
     *
     * @param length bytes of the decoded chunk
     * @throws IOException when the bytes are not what this codec writes, or the decoded length differs
     */
    byte[] decode(byte[] encoded, int length) throws IOException;

    /** Encodes chunks, one at a time, with its own buffers. Not safe for several threads. */
    @FunctionalInterface
    interface Encoder extends AutoCloseable {
        /**
         * Encodes a chunk.
         *
         * @param raw the chunk is {@code raw[0 .. length-1]}, little-endian pixels
         * @return the encoded bytes in an array-backed buffer, valid until the next call
         */
        ByteBuffer encode(byte[] raw, int length);

        /** Frees what is not on the heap. */
        @Override
        default void close() {
            // most encoders have nothing to free
        }
    }
}
