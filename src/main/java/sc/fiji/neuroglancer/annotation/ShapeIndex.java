package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The spatial index of shapes with an extent: each is in every cell of its level that it intersects. Refinement ends when
 * cells become so small that shapes would be copied into too many of them.
 *
 * <p>Heap: 8 bytes for each cell that each shape intersects, at most {@value #CELLS_PER_SHAPE} cells per shape on average.
 */
final class ShapeIndex extends SpatialIndex {

    private static final int CELLS_PER_SHAPE = 8;
    /** Small collections may be copied more often. */
    private static final int FREE_CELLS = 100_000;
    /** A visit of a shape in a cell is a long: cell, then index. */
    private static final int INDEX_BITS = 31;

    private static final int MAX_CELL_BITS = 32;

    private final int rank;
    private final RecordShape shape;
    private byte[] record = new byte[256];

    ShapeIndex(final AnnotationBuffer annotations, final LevelGrids grids, final IndexLimits limits) {
        super(annotations, grids, limits);
        rank = annotations.schema().space().rank();
        shape = new RecordShape(annotations.schema().kind(), rank);
    }

    @Override
    List<SpatialLevel> write(final WritableStore store, final String folder, final Monitor monitor) throws IOException {
        final LevelDraw draw = plan(monitor);
        final List<LevelWriter> writers = new ArrayList<>();
        try {
            for (int level = 0; level < draw.levels(); level++) {
                monitor.throwIfCanceled();
                final long[] visits = visits(level, draw);
                writers.add(new LevelWriter(store, folder, level, grids, sharding(cellCounts(visits)[1])));
                writeCells(visits, writers.get(level), new CellWalk(level), monitor);
                monitor.advance(drawn(level, draw));
            }
            return finish(writers);
        } finally {
            writers.forEach(LevelWriter::close);
        }
    }

    private LevelDraw plan(final Monitor monitor) throws IOException {
        final List<Long> fullest = new ArrayList<>();
        final long maxVisits = Math.max(FREE_CELLS, (long) CELLS_PER_SHAPE * annotations.count());
        for (int level = 0; level < grids.levels() && grids.bits(level) <= MAX_CELL_BITS; level++) {
            monitor.throwIfCanceled();
            if (level > 0 && boxVisits(level) > maxVisits) break;
            fullest.add(cellCounts(visits(level, null))[0]);
            if (fullest.get(level) <= limits.target()) break;
        }
        final int[] bits = new int[fullest.size()];
        Arrays.setAll(bits, grids::bits);
        return new LevelDraw(fullest.stream().mapToLong(n -> n).toArray(), bits, limits.target());
    }

    /** How many cells the bounding boxes of all shapes intersect. */
    private long boxVisits(final int level) throws IOException {
        long all = 0;
        for (int i = 0; i < annotations.count(); i++) {
            read(i);
            double cells = 1;
            for (int d = 0; d < rank; d++)
                cells *= grids.cell(level, d, shape.upper(d)) - grids.cell(level, d, shape.lower(d)) + 1;
            all += (long) cells;
        }
        return all;
    }

    private void read(final int index) throws IOException {
        final int length = annotations.length(index);
        if (length > record.length) record = new byte[2 * length];
        annotations.read(index, record, 0);
        shape.set(record, 0);
    }

    /** Which shape intersects which cell, sorted by cell: for the shapes of one level, or for all without a draw. */
    private long[] visits(final int level, final LevelDraw draw) throws IOException {
        long[] visits = new long[annotations.count() + 16];
        int count = 0;
        final CellWalk walk = new CellWalk(level);
        for (int i = 0; i < annotations.count(); i++) {
            if (draw != null && draw.level(i) != level) continue;
            read(i);
            final int before = count;
            for (boolean exact = true; count == before; exact = false) {
                walk.start();
                do {
                    if (exact && !walk.meets()) continue;
                    if (count == visits.length) visits = Arrays.copyOf(visits, count + count / 2);
                    visits[count++] = walk.number() << INDEX_BITS | i;
                } while (walk.next());
            }
        }
        visits = Arrays.copyOf(visits, count);
        Arrays.sort(visits);
        return visits;
    }

    /** The count of the fullest cell, and the number of cells. */
    private static long[] cellCounts(final long[] visits) {
        long fullest = 0;
        long cells = 0;
        int start = 0;
        for (int i = 0; i < visits.length; i++) {
            if (i == 0 || visits[i] >>> INDEX_BITS != visits[i - 1] >>> INDEX_BITS) {
                start = i;
                cells++;
            }
            fullest = Math.max(fullest, i - start + 1L);
        }
        return new long[] {fullest, cells};
    }

    private long drawn(final int level, final LevelDraw draw) {
        return IntStream.range(0, annotations.count())
                .filter(i -> draw.level(i) == level)
                .count();
    }

    private void writeCells(final long[] visits, final LevelWriter writer, final CellWalk walk, final Monitor monitor)
            throws IOException {
        final AnnotationList list = new AnnotationList();
        for (int i = 0; i < visits.length; i++) {
            list.add(annotations, (int) visits[i] & Integer.MAX_VALUE);
            final long cell = visits[i] >>> INDEX_BITS;
            if (i + 1 < visits.length && visits[i + 1] >>> INDEX_BITS == cell) continue;
            monitor.throwIfCanceled();
            writer.write(walk.cell(cell), list);
        }
    }

    /** Iterates over the cells that the bounding box of the current shape intersects. */
    private final class CellWalk {
        private final int level;
        private final int[] gridShape;
        private final double[] size;
        private final int[] cell = new int[rank];
        private final double[] a = new double[rank];
        private final double[] b = new double[rank];

        CellWalk(final int level) {
            this.level = level;
            gridShape = grids.shape(level);
            size = grids.cellSize(level);
        }

        void start() {
            for (int d = 0; d < rank; d++) cell[d] = grids.cell(level, d, shape.lower(d));
        }

        boolean next() {
            for (int d = 0; d < rank; d++) {
                if (cell[d] < grids.cell(level, d, shape.upper(d))) {
                    cell[d]++;
                    return true;
                }
                cell[d] = grids.cell(level, d, shape.lower(d));
            }
            return false;
        }

        /** Cells at the border extend to infinity, because they also hold what is outside the grid. */
        boolean meets() {
            for (int d = 0; d < rank; d++) {
                final boolean last = cell[d] == gridShape[d] - 1;
                a[d] = cell[d] == 0 ? Double.NEGATIVE_INFINITY : grids.lower(d) + cell[d] * size[d];
                b[d] = last ? Double.POSITIVE_INFINITY : grids.lower(d) + (cell[d] + 1) * size[d];
            }
            return shape.meets(a, b);
        }

        /** The cell as one number, first dimension fastest. */
        long number() {
            long number = 0;
            for (int d = rank - 1; d >= 0; d--) number = number * gridShape[d] + cell[d];
            return number;
        }

        int[] cell(final long number) {
            long rest = number;
            for (int d = 0; d < rank; d++) {
                cell[d] = (int) (rest % gridShape[d]);
                rest /= gridShape[d];
            }
            return cell;
        }
    }
}
