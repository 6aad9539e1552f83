package sc.fiji.neuroglancer.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.precomputed.Bytes;

/**
 * The grids of the levels of a spatial index, coarse to fine. The first is one cell; the next doubles the dimension
 * whose cells are widest, and every other one whose cells are then more than 1.5 times as wide as the halves. Numbers
 * of cells are powers of two, so that cell borders are the same in any arithmetic.
 *
 * <p>The code of a position has one bit for each halving, the first one highest, so that the cell of a level is a prefix.
 */
final class LevelGrids {

    /** Many points in one place would be refined forever. */
    static final int MAX_LEVELS = 16;
    /** Leaves 24 bits of a positive long for the number of a point. */
    static final int MAX_BITS = 39;

    private static final double SIMILAR = 1.5;

    private final double[] lower;
    private final double[] extent;
    /** For each level: logarithms of the number of cells along each dimension. */
    private final List<int[]> bits = new ArrayList<>();

    private final int[] finest;
    private final double[] finestCell;
    private final int totalBits;
    /** Code bits of each byte of a finest cell coordinate: [dimension][byte][value]. */
    private final long[][][] spread;

    /**
     * @param lower corner
     * @param upper corner
     * @param widths physical extent along each dimension, in comparable units
     */
    LevelGrids(final double[] lower, final double[] upper, final double[] widths) {
        this.lower = lower.clone();
        extent = new double[lower.length];
        for (int d = 0; d < extent.length; d++) extent[d] = upper[d] - lower[d];
        plan(widths.clone());
        finest = bits.get(bits.size() - 1);
        finestCell = cellSize(bits.size() - 1);
        totalBits = Arrays.stream(finest).sum();
        spread = new long[finest.length][2][256];
        fillSpread();
    }

    private void plan(final double[] width) {
        int[] current = new int[width.length];
        bits.add(current);
        while (bits.size() < MAX_LEVELS) {
            final int[] next = current.clone();
            int widest = 0;
            for (int d = 1; d < width.length; d++) if (width[d] > width[widest]) widest = d;
            final double half = width[widest] / 2;
            for (int d = 0; d < width.length; d++) {
                if (d != widest && width[d] / half <= SIMILAR) continue;
                next[d]++;
                width[d] /= 2;
            }
            if (Arrays.stream(next).sum() > MAX_BITS) return;
            bits.add(next);
            current = next;
        }
    }

    private void fillSpread() {
        final int[] left = finest.clone();
        int position = totalBits;
        for (int level = 1; level < bits.size(); level++) {
            for (int d = 0; d < left.length; d++) {
                if (bits.get(level)[d] == bits.get(level - 1)[d]) continue;
                final int bit = --left[d];
                position--;
                for (int value = 0; value < 256; value++)
                    spread[d][bit >>> 3][value] |= (value >>> (bit & 7) & 1L) << position;
            }
        }
    }

    int levels() {
        return bits.size();
    }

    /** Bits of the codes of a level. */
    int bits(final int level) {
        return Arrays.stream(bits.get(level)).sum();
    }

    /** Bits of {@link #code}. */
    int totalBits() {
        return totalBits;
    }

    /** Number of cells along each dimension. */
    int[] shape(final int level) {
        return Arrays.stream(bits.get(level)).map(b -> 1 << b).toArray();
    }

    /** Extent of a cell along each dimension. */
    double[] cellSize(final int level) {
        final double[] size = extent.clone();
        for (int d = 0; d < size.length; d++) size[d] /= 1 << bits.get(level)[d];
        return size;
    }

    /** The code of the finest cell of the point that begins at {@code offset}; clamped to the grid. */
    long code(final byte[] record, final int offset) {
        long code = 0;
        for (int d = 0; d < finest.length; d++) {
            final float p = Float.intBitsToFloat((int) Bytes.INT.get(record, offset + Float.BYTES * d));
            final int cell = finestCell(d, p);
            code |= spread[d][0][cell & 0xff] | spread[d][1][cell >>> 8];
        }
        return code;
    }

    private int finestCell(final int d, final double position) {
        final double cell = (position - lower[d]) / finestCell[d];
        return (int) Math.max(0, Math.min(cell, (1 << finest[d]) - 1));
    }

    /** The coordinates of the cell of a level that holds the point. */
    int[] cell(final int level, final byte[] record, final int offset) {
        final int[] cell = new int[finest.length];
        for (int d = 0; d < cell.length; d++) {
            final float p = Float.intBitsToFloat((int) Bytes.INT.get(record, offset + Float.BYTES * d));
            cell[d] = finestCell(d, p) >>> finest[d] - bits.get(level)[d];
        }
        return cell;
    }

    /** The cell of a level that contains a position along one dimension; clamped to the grid. */
    int cell(final int level, final int d, final double position) {
        return finestCell(d, position) >>> finest[d] - bits.get(level)[d];
    }

    double lower(final int dimension) {
        return lower[dimension];
    }
}
