package sc.fiji.neuroglancer.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Collects the encoded chunks of one shard (Zarr v3 codec {@code sharding_indexed}): the chunks in C order, then the
 * index, offset and length of each as little-endian 64-bit numbers, all ones for a missing chunk, then its CRC-32C.
 */
final class ShardBuilder {

    static final long MISSING = -1;

    private final byte[][] chunks;
    private int expected;

    /**
     * @param length number of places in the shard
     * @param expected number of chunks that will be added
     */
    ShardBuilder(final int length, final int expected) {
        chunks = new byte[length][];
        this.expected = expected;
    }

    /** Adds a chunk, without bytes if it is not stored; returns true when this was the last. */
    synchronized boolean add(final int position, final ByteBuffer encoded) {
        if (encoded.hasRemaining()) chunks[position] = Arrays.copyOf(encoded.array(), encoded.limit());
        return --expected == 0;
    }

    /** The bytes of the shard; none when no chunk is stored. */
    synchronized byte[] build() {
        long size = 0;
        for (final byte[] chunk : chunks) if (chunk != null) size += chunk.length;
        if (size == 0) return new byte[0];
        final int indexLength = indexLength(chunks.length);
        final byte[] shard = new byte[Math.toIntExact(size + indexLength)];
        final ByteBuffer index = ByteBuffer.wrap(shard, (int) size, indexLength).order(ByteOrder.LITTLE_ENDIAN);
        int offset = 0;
        for (final byte[] chunk : chunks) {
            index.putLong(chunk == null ? MISSING : offset).putLong(chunk == null ? MISSING : chunk.length);
            if (chunk == null) continue;
            System.arraycopy(chunk, 0, shard, offset, chunk.length);
            offset += chunk.length;
        }
        final CRC32C crc = new CRC32C();
        crc.update(shard, (int) size, indexLength - Integer.BYTES);
        index.putInt((int) crc.getValue());
        return shard;
    }

    /** Bytes of the index of a shard with that many places. */
    static int indexLength(final int places) {
        return places * 2 * Long.BYTES + Integer.BYTES;
    }
}
