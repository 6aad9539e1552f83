package sc.fiji.neuroglancer.pyramid;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;

/** Arrays of any pixel type, slowly and plainly. */
final class Pixels {

    private Pixels() {}

    /** Random bits; NaN and infinities do not occur among floats, which are whole numbers below a million. */
    static Object random(final PixelType type, final int length, final Random random) {
        final Object pixels = type.newArray(length);
        for (int i = 0; i < length; i++) setBits(pixels, i, random.nextLong());
        if (pixels instanceof float[])
            for (int i = 0; i < length; i++) ((float[]) pixels)[i] = random.nextInt(1_000_000);
        return pixels;
    }

    /** Sets the lowest bits of a whole number, or a float from the bits. */
    static void setBits(final Object pixels, final int i, final long bits) {
        if (pixels instanceof byte[]) ((byte[]) pixels)[i] = (byte) bits;
        else if (pixels instanceof short[]) ((short[]) pixels)[i] = (short) bits;
        else if (pixels instanceof int[]) ((int[]) pixels)[i] = (int) bits;
        else if (pixels instanceof long[]) ((long[]) pixels)[i] = bits;
        else ((float[]) pixels)[i] = Float.intBitsToFloat((int) bits);
    }

    /** The bits of a pixel as an unsigned number. */
    static long bits(final Object pixels, final int i) {
        if (pixels instanceof byte[]) return ((byte[]) pixels)[i] & 0xff;
        if (pixels instanceof short[]) return ((short[]) pixels)[i] & 0xffff;
        if (pixels instanceof int[]) return ((int[]) pixels)[i] & 0xffffffffL;
        if (pixels instanceof long[]) return ((long[]) pixels)[i];
        return Float.floatToRawIntBits(((float[]) pixels)[i]) & 0xffffffffL;
    }

    /** The value of a pixel; it must not be NaN. */
    static BigDecimal value(final PixelType type, final Object pixels, final int i) {
        if (type == PixelType.FLOAT32) return new BigDecimal(((float[]) pixels)[i]);
        if (type.isUnsigned()) return new BigDecimal(Long.toUnsignedString(bits(pixels, i)));
        return new BigDecimal(String.valueOf(Array.get(pixels, i)));
    }

    static Object copy(final PixelType type, final Object pixels, final int from, final int length) {
        final Object part = type.newArray(length);
        System.arraycopy(pixels, from, part, 0, length);
        return part;
    }

    static boolean equal(final Object a, final Object b) {
        return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
    }

    /**
     * Reduces a volume, given as one array, voxel by voxel with this reducer's rule: each block is reduced by itself.
     *
     * @param reducer is used on blocks of exactly the existing voxels, one or two planes
     */
    static Object reduceVolume(
            final PixelType type, final Reducer reducer, final Object pixels, final Size3 size, final Size3 step) {
        final Size3 small = size.ceilDiv(step);
        final Object out = type.newArray((int) small.product());
        final Object one = type.newArray(1);
        int i = 0;
        for (int z = 0; z < size.z(); z += step.z()) {
            for (int y = 0; y < size.y(); y += step.y()) {
                for (int x = 0; x < size.x(); x += step.x(), i++) {
                    final int w = Math.min(step.x(), size.x() - x);
                    final int h = Math.min(step.y(), size.y() - y);
                    final Object a = block(type, pixels, size, x, y, z, w, h);
                    final boolean two = step.z() == 2 && z + 1 < size.z();
                    final Object b = two ? block(type, pixels, size, x, y, z + 1, w, h) : a;
                    reducer.reduce(a, b, w, h, Size3.of(w, h, two ? 2 : 1), one);
                    System.arraycopy(one, 0, out, i, 1);
                }
            }
        }
        return out;
    }

    private static Object block(
            final PixelType type,
            final Object pixels,
            final Size3 size,
            final int x,
            final int y,
            final int z,
            final int w,
            final int h) {
        final Object block = type.newArray(w * h);
        for (int row = 0; row < h; row++)
            System.arraycopy(pixels, (z * size.y() + y + row) * size.x() + x, block, row * w, w);
        return block;
    }
}
