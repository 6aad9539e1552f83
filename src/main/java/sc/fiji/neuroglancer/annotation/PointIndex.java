package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The spatial index of points. They are sorted by the code of their finest cell, which makes the points of any cell of
 * any level contiguous; one pass finds the fullest cells, a second draws the level of each point and writes the cells.
 *
 * <p>Heap: 8 bytes per point of the largest portion, and the current cell of each level.
 */
final class PointIndex extends SpatialIndex {

    /** A key is a code and, in its lowest bits, the position within the portion. */
    private static final int POSITION_BITS = 24;

    private static final int POSITION_MASK = (1 << POSITION_BITS) - 1;

    private final int recordBytes;

    PointIndex(final AnnotationBuffer annotations, final LevelGrids grids, final IndexLimits limits) {
        super(annotations, grids, limits);
        recordBytes = annotations.schema().recordBytes();
    }

    @Override
    List<SpatialLevel> write(final WritableStore store, final String folder, final Monitor monitor) throws IOException {
        try (PointBuckets buckets = new PointBuckets(annotations, grids, limits.bucket())) {
            final CellCounts counts = new CellCounts(grids);
            long[] keys = {};
            for (int b = 0; b < buckets.count(); b++) {
                monitor.throwIfCanceled();
                keys = sortedKeys(buckets.open(b));
                for (final long key : keys) counts.add(key >>> POSITION_BITS);
            }
            final LevelDraw draw = new LevelDraw(counts.fullest(), counts.bits(), limits.target());
            final Sweep sweep = new Sweep(draw, counts.cells(), store, folder, monitor);
            try {
                for (int b = 0; b < buckets.count(); b++) {
                    final PointBuckets.Bucket bucket = buckets.open(b);
                    sweep.add(bucket, buckets.count() == 1 ? keys : sortedKeys(bucket));
                }
                return sweep.finish();
            } finally {
                sweep.close();
            }
        }
    }

    private long[] sortedKeys(final PointBuckets.Bucket bucket) throws IOException {
        final long[] keys = new long[bucket.size()];
        final byte[] record = new byte[recordBytes];
        for (int i = 0; i < keys.length; i++) {
            bucket.read(i, record, 0);
            keys[i] = grids.code(record, 0) << POSITION_BITS | i;
        }
        Arrays.sort(keys);
        return keys;
    }

    /** Goes through all points in the order of their codes and fills the cells. */
    private final class Sweep {
        private final LevelDraw draw;
        private final Monitor monitor;
        private final List<LevelWriter> writers = new ArrayList<>();
        private final List<AnnotationList> open = new ArrayList<>();
        private final int[] shifts;
        private final long[] cells;

        Sweep(
                final LevelDraw draw,
                final long[] cellCounts,
                final WritableStore store,
                final String folder,
                final Monitor monitor) {
            this.draw = draw;
            this.monitor = monitor;
            shifts = new int[draw.levels()];
            cells = new long[draw.levels()];
            for (int level = 0; level < draw.levels(); level++) {
                shifts[level] = POSITION_BITS + grids.totalBits() - grids.bits(level);
                writers.add(new LevelWriter(store, folder, level, grids, sharding(cellCounts[level])));
                open.add(new AnnotationList());
            }
        }

        void add(final PointBuckets.Bucket bucket, final long[] keys) throws IOException {
            for (final long key : keys) {
                final int position = (int) key & POSITION_MASK;
                final int index = bucket.index(position);
                final int level = draw.level(index);
                final AnnotationList list = open.get(level);
                final long cell = key >>> shifts[level];
                if (cell != cells[level]) {
                    write(level);
                    cells[level] = cell;
                }
                bucket.read(position, list.reserve(recordBytes), list.end());
                list.add(recordBytes, annotations.id(index));
            }
        }

        private void write(final int level) throws IOException {
            final AnnotationList list = open.get(level);
            if (list.count() == 0) return;
            monitor.throwIfCanceled();
            final int count = list.count();
            writers.get(level).write(grids.cell(level, list.first(), 0), list);
            monitor.advance(count);
        }

        List<SpatialLevel> finish() throws IOException {
            for (int level = 0; level < writers.size(); level++) write(level);
            return SpatialIndex.finish(writers);
        }

        void close() {
            writers.forEach(LevelWriter::close);
        }
    }
}
