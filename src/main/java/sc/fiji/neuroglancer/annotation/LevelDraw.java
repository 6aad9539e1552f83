package sc.fiji.neuroglancer.annotation;

import java.util.Arrays;

/**
 * Assigns annotations to the levels of a spatial index at random, with one probability for a whole level, so that each
 * level shows the true density. The draw depends only on the index of the annotation, so the same source always gives
 * the same files.
 */
final class LevelDraw {

    private static final long SEED = 0x6e657572_6f676c61L;

    /**
     * How much fuller the cells of the last level may be: n times the target for cells that n^(1 / this) finer ones
     * would replace. At 1, clustered points give very large cells; at 2/3, three times as many files.
     */
    private static final double PATIENCE = 5 / 6.0;

    /** Annotations whose random number is below this belong to this level or a coarser one. */
    private final long[] thresholds;

    /**
     * Plans as many levels as needed to draw about {@code target} annotations in the fullest cell of each but the last.
     * The last level takes the rest: when they are few enough for the target, or so few more that a finer grid is not
     * worth its files, or when no finer grid exists.
     *
     * @param fullest for each grid, how many annotations its fullest cell holds
     * @param bits for each grid, the logarithm of its number of cells
     */
    LevelDraw(final long[] fullest, final int[] bits, final long target) {
        final long[] limits = new long[fullest.length];
        double left = 1;
        int level = 0;
        while (level < fullest.length - 1) {
            final double count = fullest[level] * left;
            final double worthIt = target * Math.pow(2, (bits[level + 1] - bits[level]) * PATIENCE);
            if (count <= worthIt) break;
            left *= 1 - target / count;
            limits[level++] = (long) ((1 - left) * Long.MAX_VALUE);
        }
        limits[level] = Long.MAX_VALUE;
        thresholds = Arrays.copyOf(limits, level + 1);
    }

    /** Number of levels, at least 1. */
    int levels() {
        return thresholds.length;
    }

    /** The level of an annotation. */
    int level(final int index) {
        final long number = mix(index * 0x9e3779b97f4a7c15L + SEED) >>> 1;
        int level = 0;
        while (level < thresholds.length - 1 && number >= thresholds[level]) level++;
        return level;
    }

    /** The finalizer of splitmix64. */
    private static long mix(final long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
