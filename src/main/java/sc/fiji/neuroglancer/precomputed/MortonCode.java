package sc.fiji.neuroglancer.precomputed;

/**
 * The compressed Morton code: bits of the cell's coordinates, interleaved from the lowest up, first dimension first,
 * leaving out bits that a dimension of the grid cannot have.
 */
public final class MortonCode {

    private MortonCode() {}

    /**
     * The code of a cell.
     *
     * @param cell from 0, below the grid's shape
     * @param grid number of cells along each dimension, at least 1
     * @throws IllegalArgumentException when a cell is outside, or the code has more than 64 bits
     */
    public static long of(final int[] cell, final int[] grid) {
        long code = 0;
        int position = 0;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            for (int d = 0; d < grid.length; d++) {
                if (grid[d] - 1 >>> bit == 0) continue;
                if (position == Long.SIZE) throw new IllegalArgumentException("grid too large for a Morton code");
                code |= (cell[d] >>> bit & 1L) << position++;
            }
        }
        for (int d = 0; d < grid.length; d++) {
            if (cell[d] < 0 || cell[d] >= grid[d])
                throw new IllegalArgumentException("cell " + cell[d] + " of " + grid[d]);
        }
        return code;
    }

    /** How many bits the codes of this grid have. */
    public static int bits(final int[] grid) {
        int bits = 0;
        for (final int n : grid) bits += Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
        return bits;
    }
}
