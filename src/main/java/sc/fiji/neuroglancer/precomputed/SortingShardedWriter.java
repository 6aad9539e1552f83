package sc.fiji.neuroglancer.precomputed;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import sc.fiji.neuroglancer.store.WritableStore;

/**
 * Packs values into shard files; takes the keys in any order. Nothing reaches the store before {@link #finish}.
 *
 * <p>Heap: 24 bytes a key, one shard, and at most {@value #HEAP_BYTES} bytes of values; more go to a temporary file.
 */
public final class SortingShardedWriter implements KeyedWriter {

    private static final long HEAP_BYTES = 32 << 20;

    private final WritableStore store;
    private final String folder;
    private final ShardingSpec spec;
    private final Spool values = new Spool(HEAP_BYTES);
    private final Gzip gzip = new Gzip(Deflater.BEST_SPEED);
    private final Bytes encoded = new Bytes(1 << 12);
    private long[] keys = new long[64];
    private long[] starts = new long[64];
    private int count;

    /**
     * @param store where to
     * @param folder of the shard files
     * @param spec stands in the {@code info} file, too
     */
    public SortingShardedWriter(final WritableStore store, final String folder, final ShardingSpec spec) {
        this.store = store;
        this.folder = folder;
        this.spec = spec;
    }

    @Override
    public void write(final long key, final byte[] bytes, final int offset, final int length) throws IOException {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
        }
        keys[count] = key;
        starts[count++] = values.size();
        if (spec.gzipData()) {
            encoded.clear();
            gzip.append(bytes, offset, length, encoded);
            values.append(encoded.array(), 0, encoded.size());
        } else {
            values.append(bytes, offset, length);
        }
    }

    /** @throws IllegalArgumentException when a key was written twice */
    @Override
    public void finish() throws IOException {
        final int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        IntSort.sort(order, this::inOrder);
        try (ShardedWriter out = new ShardedWriter(store, folder, spec)) {
            for (final int i : order) {
                final long end = i + 1 < count ? starts[i + 1] : values.size();
                out.writeEncoded(keys[i], values, starts[i], (int) (end - starts[i]));
            }
            out.finish();
        }
    }

    private boolean inOrder(final int a, final int b) {
        final int byPlace = Long.compare(spec.place(keys[a]), spec.place(keys[b]));
        return byPlace < 0 || byPlace == 0 && Long.compareUnsigned(keys[a], keys[b]) <= 0;
    }

    @Override
    public void close() {
        gzip.close();
        values.close();
    }
}
