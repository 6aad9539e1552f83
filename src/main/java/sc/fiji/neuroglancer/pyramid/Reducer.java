package sc.fiji.neuroglancer.pyramid;

import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;

/**
 * Makes one plane of the next level from one or two planes of this level.
 *
 * <p>A voxel of the next level represents up to 2 x 2 x 2 voxels. At an odd edge the last voxel is used in place of the
 * missing one; since this applies to all voxels of the block, sums and counts double alike and the result is that of
 * the existing voxels.
 */
public abstract class Reducer {

    /**
     * Block mean. Whole numbers are rounded half up, {@code floor(mean + 0.5)}; NaN is ignored, and is the result only if
     * all values are NaN.
     */
    public static Reducer mean(final PixelType type) {
        return switch (type) {
            case UINT8 -> new MeanReducers.ByteMean(0xff);
            case INT8 -> new MeanReducers.ByteMean(-1);
            case UINT16 -> new MeanReducers.ShortMean(0xffff);
            case INT16 -> new MeanReducers.ShortMean(-1);
            case UINT32 -> new MeanReducers.IntMean(0xffffffffL);
            case INT32 -> new MeanReducers.IntMean(-1);
            case UINT64 -> new MeanReducers.LongMean();
            case FLOAT32 -> new MeanReducers.FloatMean();
        };
    }

    /** The most frequent value of the block, for labels; of equally frequent ones the smallest that is not zero. */
    public static Reducer mode(final PixelType type) {
        if (!type.isInteger()) throw new IllegalArgumentException("no labels: " + type);
        return switch (type.bytes()) {
            case 1 -> new ModeReducers.ByteMode();
            case 2 -> new ModeReducers.ShortMode();
            case 8 -> new ModeReducers.LongMode();
            default -> new ModeReducers.IntMode();
        };
    }

    /**
     * Reduces two planes, or one.
     *
     * @param a first plane, {@code width * height} pixels, x fastest
     * @param b second plane, or {@code a} again when planes are not merged or the second is missing
     * @param step 1 or 2 along x and y
     * @param out receives {@code ceil(width / step.x) * ceil(height / step.y)} pixels
     */
    final void reduce(
            final Object a, final Object b, final int width, final int height, final Size3 step, final Object out) {
        final int outWidth = (width + step.x() - 1) / step.x();
        final RowPairs rows = new RowPairs(a, b, width, step.x() == 2);
        for (int y = 0, target = 0; y < height; y += step.y(), target += outWidth) {
            rows.first = y * width;
            rows.second = Math.min(y + step.y() - 1, height - 1) * width;
            reduceRow(rows, out, target);
        }
    }

    /** Writes one row of the result from position {@code target} on. */
    abstract void reduceRow(RowPairs rows, Object out, int target);

    /** Two rows in each of two planes; a missing one is replaced by the other. */
    static final class RowPairs {
        final Object a;
        final Object b;
        final int width;
        final boolean halve;
        int first;
        int second;

        RowPairs(final Object a, final Object b, final int width, final boolean halve) {
            this.a = a;
            this.b = b;
            this.width = width;
            this.halve = halve;
        }
    }
}
