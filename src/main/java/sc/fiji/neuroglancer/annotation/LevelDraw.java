package sc.fiji.neuroglancer.annotation;

import java.util.Arrays;

/**
 * Says into which level of a spatial index each annotation goes: at random, with one probability for a whole level, so
 * that each level shows the density as it is. The draw depends on the annotation's index alone, so the same source
 * always makes the same files.
 */
final class LevelDraw {

    private static final long SEED = 0x6e657572_6f676c61L;

    /**
     * How much fuller the last level's cells may be: n times the target for cells that n^(1 / this) finer ones would
     * replace. At 1, clustered points make very large cells; at 2/3, three times as many files.
     */
    private static final double PATIENCE = 5 / 6.0;

    /** An annotation whose number is below belongs to this level or a coarser one. */
    private final long[] thresholds;

    /**
     * Plans so many levels that, in the fullest cell of each but the last, about {@code target} annotations are drawn.
     * The last takes all that are left: when they are few enough for the target, or so few more that a finer grid would
     * have more files than it is worth, or when there is no finer grid.
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
