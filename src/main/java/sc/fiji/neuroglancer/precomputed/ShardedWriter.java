package sc.fiji.neuroglancer.precomputed;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.WritableStore;

/**
 * Packs values into shard files. Keys must come in the order of their place: by shard, then minishard, then key. For
 * {@link ShardingSpec#dense} this is ascending order; {@link SortingShardedWriter} takes keys in any order.
 *
 * <p>File: index of the minishards (2 x uint64 each, relative to its end), values, minishard indices. Heap: one shard.
 */
public final class ShardedWriter implements KeyedWriter {

    private static final int ENTRY_BYTES = 16;

    private final WritableStore store;
    private final String folder;
    private final ShardingSpec spec;
    private final Gzip gzip = new Gzip(Deflater.DEFAULT_COMPRESSION);
    /** The current shard: room for its index, then values. */
    private final Bytes shard = new Bytes(1 << 16);
    /** Its finished minishard indices. {@link #indexEnds} has the end of each. */
    private final Bytes indices = new Bytes(1 << 10);

    private final int[] indexEnds;
    private long[] keys = new long[16];
    private int[] sizes = new int[16];
    private int count;
    private int minishardStart;
    private long place = -1;

    /**
     * @param folder of the shard files
     * @param spec also in the {@code info} file
     */
    public ShardedWriter(final WritableStore store, final String folder, final ShardingSpec spec) {
        this.store = store;
        this.folder = folder;
        this.spec = spec;
        indexEnds = new int[spec.minishards()];
    }

    /** @throws IllegalArgumentException when the key does not come after the previous one */
    @Override
    public void write(final long key, final byte[] bytes, final int offset, final int length) throws IOException {
        begin(key);
        final int start = shard.size();
        if (spec.gzipData()) gzip.append(bytes, offset, length, shard);
        else shard.add(bytes, offset, length);
        end(key, shard.size() - start);
    }

    /** Writes a value that is already encoded. */
    void writeEncoded(final long key, final Spool from, final long position, final int length) throws IOException {
        begin(key);
        shard.reserve(length);
        from.read(position, shard.array(), shard.size(), length);
        shard.skip(length);
        end(key, length);
    }

    private void begin(final long key) throws IOException {
        final long next = spec.place(key);
        if (next == place) {
            if (Long.compareUnsigned(keys[count - 1], key) >= 0) throw outOfOrder(key);
            return;
        }
        if (next < place) throw outOfOrder(key);
        final int minishards = spec.minishards();
        if (place >= 0) finishMinishard();
        if (place >= 0 && next / minishards != place / minishards) finishShard();
        if (shard.size() == 0) startShard();
        place = next;
        minishardStart = shard.size();
    }

    private static IllegalArgumentException outOfOrder(final long key) {
        return new IllegalArgumentException("key out of order: " + Long.toUnsignedString(key));
    }

    private void end(final long key, final int length) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        keys[count] = key;
        sizes[count++] = length;
    }

    private void startShard() {
        shard.reserve(ENTRY_BYTES * indexEnds.length);
        shard.skip(ENTRY_BYTES * indexEnds.length);
        Arrays.fill(indexEnds, -1);
        indices.clear();
    }

    /** Three rows: keys and starts as differences, then sizes. The values are contiguous, so all starts but one are 0. */
    private void finishMinishard() {
        final byte[] rows = new byte[3 * Long.BYTES * count];
        long previous = 0;
        for (int i = 0; i < count; i++) {
            Bytes.LONG.set(rows, Long.BYTES * i, keys[i] - previous);
            Bytes.LONG.set(rows, Long.BYTES * (2 * count + i), (long) sizes[i]);
            previous = keys[i];
        }
        Bytes.LONG.set(rows, Long.BYTES * count, minishardStart - (long) ENTRY_BYTES * indexEnds.length);
        gzip.append(rows, 0, rows.length, indices);
        indexEnds[(int) (place % indexEnds.length)] = indices.size();
        count = 0;
    }

    private void finishShard() throws IOException {
        final int data = shard.size() - ENTRY_BYTES * indexEnds.length;
        shard.add(indices.array(), 0, indices.size());
        int start = 0;
        for (int i = 0; i < indexEnds.length; i++) {
            final int end = indexEnds[i] < 0 ? start : indexEnds[i];
            Bytes.LONG.set(shard.array(), ENTRY_BYTES * i, (long) data + start);
            Bytes.LONG.set(shard.array(), ENTRY_BYTES * i + Long.BYTES, (long) data + end);
            start = end;
        }
        final String name = spec.fileName(place / indexEnds.length);
        store.write(Keys.join(folder, name), shard.array(), shard.size());
        shard.clear();
    }

    @Override
    public void finish() throws IOException {
        if (place >= 0) {
            finishMinishard();
            finishShard();
        }
        place = Long.MAX_VALUE;
    }

    @Override
    public void close() {
        gzip.close();
    }
}
