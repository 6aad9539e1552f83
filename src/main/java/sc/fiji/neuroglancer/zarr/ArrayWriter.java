package sc.fiji.neuroglancer.zarr;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;

/**
 * Writes the chunks of one array. Encoded chunks of a shard are kept until the shard is complete, so chunks of few
 * shards should be written at the same time. Safe for several threads on different chunks.
 */
public final class ArrayWriter {

    private final WritableStore store;
    private final String folder;
    private final ArraySpec spec;
    private final Map<String, ShardBuilder> shards = new ConcurrentHashMap<>();

    /** @param folder key of the array in the store */
    public ArrayWriter(final WritableStore store, final String folder, final ArraySpec spec) {
        this.store = store;
        this.folder = folder;
        this.spec = spec;
    }

    /** The array that is written. */
    public ArraySpec spec() {
        return spec;
    }

    /**
     * Takes one chunk. Each chunk of the array must be given once, including empty ones.
     *
     * @param index of the chunk along each axis
     * @param encoded its bytes, array-backed, not kept; none for a chunk of zeros, which is not stored
     */
    public void write(final long[] index, final ByteBuffer encoded) throws StoreException {
        final String key = Keys.join(folder, spec.key(index));
        if (!spec.isSharded()) {
            if (encoded.hasRemaining()) store.write(key, encoded.array(), encoded.limit());
            return;
        }
        final ShardBuilder shard = shards.computeIfAbsent(
                key, k -> new ShardBuilder(spec.shardLength(), spec.chunksIn(spec.objectOf(index))));
        if (!shard.add(spec.positionInShard(index), encoded)) return;
        shards.remove(key);
        final byte[] bytes = shard.build();
        if (bytes.length > 0) store.write(key, bytes);
    }
}
