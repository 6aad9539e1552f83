package sc.fiji.neuroglancer.annotation;

/** Counts points in the cells of all levels, from codes in ascending order. */
final class CellCounts {

    private final int[] bits;
    /** For each bit, the coarsest level at which codes differ whose highest different bit is this one. */
    private final int[] firstChanged;

    private final long[] starts;
    private final long[] fullest;
    private final long[] cells;
    private long previous;
    private long count;

    CellCounts(final LevelGrids grids) {
        final int levels = grids.levels();
        bits = new int[levels];
        starts = new long[levels];
        fullest = new long[levels];
        cells = new long[levels];
        firstChanged = new int[grids.totalBits()];
        for (int level = levels - 1; level >= 0; level--) {
            bits[level] = grids.bits(level);
            for (int bit = grids.totalBits() - bits[level]; bit < firstChanged.length; bit++) firstChanged[bit] = level;
        }
    }

    void add(final long code) {
        final long difference = code ^ previous;
        if (difference != 0 && count > 0) {
            final int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(difference);
            for (int level = firstChanged[bit]; level < starts.length; level++) endCell(level);
        }
        previous = code;
        count++;
    }

    private void endCell(final int level) {
        fullest[level] = Math.max(fullest[level], count - starts[level]);
        starts[level] = count;
        cells[level]++;
    }

    int[] bits() {
        return bits.clone();
    }

    /** For each level, the count of its fullest cell. */
    long[] fullest() {
        final long[] all = fullest.clone();
        for (int level = 0; level < all.length; level++) all[level] = Math.max(all[level], count - starts[level]);
        return all;
    }

    /** For each level, the number of cells that are not empty. */
    long[] cells() {
        final long[] all = cells.clone();
        for (int level = 0; count > 0 && level < all.length; level++) all[level]++;
        return all;
    }
}
