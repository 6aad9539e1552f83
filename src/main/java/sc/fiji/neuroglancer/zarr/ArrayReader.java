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

    /** The array that is read. */
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
        final Object pixels = readIfFileExists(index);
        return pixels == null ? spec.type().newArray(spec.chunkLength()) : pixels;
    }

    /**
     * Reads one chunk as {@link #read} does.
     *
     * @return null if the file that would hold it is missing
     */
    public Object readIfFileExists(final long[] index) throws IOException {
        final String key = Keys.join(folder, spec.key(index));
        if (!spec.isSharded()) {
            final Optional<byte[]> encoded = store.read(key);
            return encoded.isPresent() ? decode(encoded.get()) : null;
        }
        final Optional<ShardIndex> places = places(key);
        if (places.isEmpty()) return null;
        final int place = spec.positionInShard(index);
        if (!places.get().has(place)) return spec.type().newArray(spec.chunkLength());
        final long length = places.get().bytes(place);
        if (length > Integer.MAX_VALUE) throw new IOException(key + " has a chunk of more than 2 GiB.");
        final Optional<byte[]> encoded = store.read(key, places.get().offset(place), (int) length);
        return encoded.isPresent() ? decode(encoded.get()) : null;
    }

    private Object decode(final byte[] encoded) throws IOException {
        final Object pixels = spec.type().newArray(spec.chunkLength());
        final byte[] raw = spec.codec().decode(encoded, spec.chunkBytes());
        PixelBytes.decode(spec.type(), raw, pixels, 0, spec.chunkLength());
        return pixels;
    }

    /**
     * Whether a chunk is stored.
     *
     * @param index of the chunk along each axis
     * @throws IOException when its shard is damaged, so that this is unknown
     */
    public boolean has(final long[] index) throws IOException {
        final String key = Keys.join(folder, spec.key(index));
        if (!spec.isSharded()) return store.size(key).isPresent();
        final Optional<ShardIndex> places = places(key);
        return places.isPresent() && places.get().has(spec.positionInShard(index));
    }

    private Optional<ShardIndex> places(final String key) throws IOException {
        final OptionalLong size = store.size(key);
        if (size.isEmpty()) return Optional.empty();
        return Optional.of(ShardIndex.read(store, key, size.getAsLong(), spec.shardLength(), true, true));
    }
}
