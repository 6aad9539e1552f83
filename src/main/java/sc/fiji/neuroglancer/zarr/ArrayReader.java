package sc.fiji.neuroglancer.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import sc.fiji.neuroglancer.pyramid.PixelBytes;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;

/** Reads chunks of an array that {@link ArrayWriter} wrote. Safe for several threads. */
public final class ArrayReader {

    private final ReadableStore store;
    private final String folder;
    private final ArraySpec spec;

    /** @param folder key of the array in the store */
    public ArrayReader(final ReadableStore store, final String folder, final ArraySpec spec) {
        this.store = store;
        this.folder = folder;
        this.spec = spec;
    }

    /** What is read. */
    public ArraySpec spec() {
        return spec;
    }

    /**
     * Reads one chunk.
     *
     * @param index of the chunk along each axis
     * @return its pixels, last axis fastest; all 0 if it is not stored
     * @throws IOException when it cannot be read or is damaged
     */
    public Object read(final long[] index) throws IOException {
        final Object pixels = spec.type().newArray(spec.chunkLength());
        final String key = Keys.join(folder, spec.key(index));
        final Optional<byte[]> encoded =
                spec.chunksPerShard().isPresent() ? readFromShard(key, index) : store.read(key);
        if (encoded.isPresent()) {
            final byte[] raw = spec.codec().decode(encoded.get(), spec.chunkBytes());
            PixelBytes.decode(spec.type(), raw, pixels, 0, spec.chunkLength());
        }
        return pixels;
    }

    private Optional<byte[]> readFromShard(final String key, final long[] index) throws IOException {
        final OptionalLong size = store.size(key);
        if (size.isEmpty()) return Optional.empty();
        final int length = ShardBuilder.indexLength(spec.shardLength());
        if (size.getAsLong() < length) throw damaged(key, "it is shorter than its index");
        final byte[] bytes = store.read(key, size.getAsLong() - length, length)
                .orElseThrow(() -> new IOException(key + " vanished while it was read."));
        final ByteBuffer places = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length - Integer.BYTES);
        if (places.getInt(length - Integer.BYTES) != (int) crc.getValue())
            throw damaged(key, "the checksum of its index is wrong");
        final int place = spec.positionInShard(index) * 2 * Long.BYTES;
        final long offset = places.getLong(place);
        if (offset == ShardBuilder.MISSING) return Optional.empty();
        final long count = places.getLong(place + Long.BYTES);
        if (offset < 0 || count < 0 || count > Integer.MAX_VALUE || offset > size.getAsLong() - count)
            throw damaged(key, "it is shorter than its index says");
        return store.read(key, offset, (int) count);
    }

    private static IOException damaged(final String key, final String how) {
        return new IOException(key + " is damaged: " + how + ".");
    }
}
