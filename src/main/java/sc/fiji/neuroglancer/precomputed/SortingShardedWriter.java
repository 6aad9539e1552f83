package sc.fiji.neuroglancer.precomputed;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import sc.fiji.neuroglancer.store.WritableStore;

/**
 * Packs values into shard files. Keys may come in any order. Nothing reaches the store before {@link #finish}, which
 * sorts the keys of one portion of the shards at a time.
 *
 * <p>Heap: one shard, 32 MiB of values, 8 MiB of keys and 36 bytes for each of the 2^20 keys of a portion; the rest goes
 * to temporary files. A portion is larger when a 4096th of all places holds more keys.
 */
public final class SortingShardedWriter implements KeyedWriter {

    private static final long HEAP_BYTES = 32 << 20;
    private static final long KEY_HEAP_BYTES = 8 << 20;
    private static final int PORTION = 1 << 20;
    private static final int ENTRY_BYTES = Long.BYTES + Integer.BYTES;
    /** Ranges of places whose keys are counted. */
    private static final int RANGE_BITS = 12;

    private final WritableStore store;
    private final String folder;
    private final ShardingSpec spec;
    private final int portion;
    private final Spool values = new Spool(HEAP_BYTES);
    /** Key and length of each value. */
    private final Spool entries = new Spool(KEY_HEAP_BYTES);

    private final Gzip gzip = new Gzip(Deflater.BEST_SPEED);
    private final Bytes encoded = new Bytes(1 << 12);
    private final byte[] entry = new byte[ENTRY_BYTES];
    private final int[] rangeCounts;
    private final int rangeShift;

    /**
     * @param folder of the shard files
     * @param spec also in the {@code info} file
     */
    public SortingShardedWriter(final WritableStore store, final String folder, final ShardingSpec spec) {
        this(store, folder, spec, PORTION);
    }

    /** @param portion number of keys sorted at once */
    SortingShardedWriter(final WritableStore store, final String folder, final ShardingSpec spec, final int portion) {
        this.store = store;
        this.folder = folder;
        this.spec = spec;
        this.portion = portion;
        rangeShift = Math.max(0, spec.placeBits() - RANGE_BITS);
        rangeCounts = new int[1 << Math.min(RANGE_BITS, spec.placeBits())];
    }

    @Override
    public void write(final long key, final byte[] bytes, final int offset, final int length) throws IOException {
        if (spec.gzipData()) {
            encoded.clear();
            gzip.append(bytes, offset, length, encoded);
            add(key, encoded.array(), 0, encoded.size());
        } else {
            add(key, bytes, offset, length);
        }
    }

    private void add(final long key, final byte[] bytes, final int offset, final int length) throws IOException {
        values.append(bytes, offset, length);
        Bytes.LONG.set(entry, 0, key);
        Bytes.INT.set(entry, Long.BYTES, length);
        entries.append(entry, 0, ENTRY_BYTES);
        rangeCounts[(int) (spec.place(key) >>> rangeShift)]++;
    }

    /** @throws IllegalArgumentException when a key was written twice */
    @Override
    public void finish() throws IOException {
        try (ShardedWriter out = new ShardedWriter(store, folder, spec)) {
            int first = 0;
            while (first < rangeCounts.length) {
                int count = rangeCounts[first];
                int end = first + 1;
                while (end < rangeCounts.length && count + (long) rangeCounts[end] <= portion)
                    count += rangeCounts[end++];
                if (count > 0) new Portion(first, end, count).write(out);
                first = end;
            }
            out.finish();
        }
    }

    @Override
    public void close() {
        gzip.close();
        values.close();
        entries.close();
    }

    /** The keys whose places are in some neighboring ranges. */
    private final class Portion {
        private final long[] keys;
        private final long[] places;
        private final long[] starts;
        private final int[] lengths;

        Portion(final int firstRange, final int endRange, final int count) throws IOException {
            keys = new long[count];
            places = new long[count];
            starts = new long[count];
            lengths = new int[count];
            final Spool.Cursor in = entries.reader();
            long start = 0;
            int n = 0;
            while (n < count) {
                in.read(entry, 0, ENTRY_BYTES);
                final long key = (long) Bytes.LONG.get(entry, 0);
                final int length = (int) Bytes.INT.get(entry, Long.BYTES);
                final long place = spec.place(key);
                final int range = (int) (place >>> rangeShift);
                if (range >= firstRange && range < endRange) {
                    keys[n] = key;
                    places[n] = place;
                    starts[n] = start;
                    lengths[n++] = length;
                }
                start += length;
            }
        }

        void write(final ShardedWriter out) throws IOException {
            final int[] order = new int[keys.length];
            Arrays.setAll(order, i -> i);
            IntSort.sort(order, this::inOrder);
            for (final int i : order) out.writeEncoded(keys[i], values, starts[i], lengths[i]);
        }

        private boolean inOrder(final int a, final int b) {
            final int byPlace = Long.compare(places[a], places[b]);
            return byPlace < 0 || byPlace == 0 && Long.compareUnsigned(keys[a], keys[b]) <= 0;
        }
    }
}
