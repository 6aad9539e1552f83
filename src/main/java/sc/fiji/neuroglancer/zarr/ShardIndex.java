package sc.fiji.neuroglancer.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import sc.fiji.neuroglancer.store.ReadableStore;

/**
 * Where the chunks of a shard are (Zarr v3 codec {@code sharding_indexed}), all within its file. Immutable.
 *
 * <p>Memory: 16 bytes for each place.
 */
public final class ShardIndex {

    private final ByteBuffer places;
    private final int length;

    private ShardIndex(final ByteBuffer places, final int length) {
        this.places = places;
        this.length = length;
    }

    /**
     * Reads the index of a shard.
     *
     * @param size of the shard's file in bytes
     * @param length number of places in the shard
     * @param atEnd whether the index is at the end of the file
     * @param checksum whether a CRC-32C follows the index
     * @throws IOException when it is damaged, or refers to bytes beyond the end of the file
     */
    public static ShardIndex read(
            final ReadableStore store,
            final String key,
            final long size,
            final int length,
            final boolean atEnd,
            final boolean checksum)
            throws IOException {
        final int indexLength = ShardBuilder.indexLength(length) - (checksum ? 0 : Integer.BYTES);
        if (size < indexLength) throw damaged(key, "it is shorter than its index");
        final byte[] bytes = store.read(key, atEnd ? size - indexLength : 0, indexLength)
                .orElseThrow(() -> new IOException(key + " disappeared while it was being read."));
        final ByteBuffer places = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (checksum) {
            final CRC32C crc = new CRC32C();
            crc.update(bytes, 0, indexLength - Integer.BYTES);
            if (places.getInt(indexLength - Integer.BYTES) != (int) crc.getValue())
                throw damaged(key, "the checksum of its index is wrong");
        }
        final ShardIndex index = new ShardIndex(places, length);
        for (int place = 0; place < length; place++) {
            final long offset = index.offset(place);
            if (index.has(place) && (offset < 0 || index.bytes(place) < 0 || offset > size - index.bytes(place)))
                throw damaged(key, "it is shorter than its index says");
        }
        return index;
    }

    private static IOException damaged(final String key, final String how) {
        return new IOException(key + " is damaged: " + how + ".");
    }

    /** Number of places. */
    public int length() {
        return length;
    }

    /** Whether there is a chunk in a place. */
    public boolean has(final int place) {
        return offset(place) != ShardBuilder.MISSING;
    }

    /** Where a chunk begins in the file. */
    long offset(final int place) {
        return places.getLong(place * 2 * Long.BYTES);
    }

    /** Number of bytes of a chunk. */
    long bytes(final int place) {
        return places.getLong(place * 2 * Long.BYTES + Long.BYTES);
    }

    /** Number of chunks in the shard. */
    public int count() {
        int count = 0;
        for (int place = 0; place < length; place++) if (has(place)) count++;
        return count;
    }
}
