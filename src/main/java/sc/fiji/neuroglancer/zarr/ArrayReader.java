package sc.fiji.neuroglancer.zarr;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
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
        final Optional<byte[]> encoded = spec.isSharded() ? readFromShard(key, index) : store.read(key);
        if (encoded.isPresent()) {
            final byte[] raw = spec.codec().decode(encoded.get(), spec.chunkBytes());
            PixelBytes.decode(spec.type(), raw, pixels, 0, spec.chunkLength());
        }
        return pixels;
    }

    /**
     * Whether a chunk is stored.
     *
     * @param index of the chunk along each axis
     * @throws IOException when that cannot be known, as its shard is damaged
     */
    public boolean has(final long[] index) throws IOException {
        final String key = Keys.join(folder, spec.key(index));
        if (!spec.isSharded()) return store.size(key).isPresent();
        final Optional<ShardIndex> places = places(key);
        return places.isPresent() && places.get().has(spec.positionInShard(index));
    }

    private Optional<byte[]> readFromShard(final String key, final long[] index) throws IOException {
        final Optional<ShardIndex> found = places(key);
        final int place = spec.positionInShard(index);
        if (found.isEmpty() || !found.get().has(place)) return Optional.empty();
        final long length = found.get().bytes(place);
        if (length > Integer.MAX_VALUE) throw new IOException(key + " has a chunk of more than 2 GiB.");
        return store.read(key, found.get().offset(place), (int) length);
    }

    private Optional<ShardIndex> places(final String key) throws IOException {
        final OptionalLong size = store.size(key);
        if (size.isEmpty()) return Optional.empty();
        return Optional.of(ShardIndex.read(store, key, size.getAsLong(), spec.shardLength(), true, true));
    }
}
