package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;

class ReducerTest {

    /** Voxels of two planes (or of one, twice), and what comes out. */
    private static final class Case {
        final PixelType type;
        final int width;
        final int height;
        final Size3 step;
        final Object a;
        final Object b;

        Case(
                final PixelType type,
                final int width,
                final int height,
                final Size3 step,
                final Object a,
                final Object b) {
            this.type = type;
            this.width = width;
            this.height = height;
            this.step = step;
            this.a = a;
            this.b = b;
        }

        Object reduce(final Reducer reducer) {
            final Object out = type.newArray(length());
            reducer.reduce(a, b, width, height, step, out);
            return out;
        }

        int outWidth() {
            return (width + step.x() - 1) / step.x();
        }

        int length() {
            return outWidth() * ((height + step.y() - 1) / step.y());
        }

        /** An array with the existing voxels of the block that becomes pixel {@code i}, and nothing else. */
        Object block(final int i) {
            final List<Long> bits = new ArrayList<>();
            final int x0 = i % outWidth() * step.x();
            final int y0 = i / outWidth() * step.y();
            for (int y = y0; y < Math.min(height, y0 + step.y()); y++) {
                for (int x = x0; x < Math.min(width, x0 + step.x()); x++) {
                    bits.add(Pixels.bits(a, y * width + x));
                    if (b != a) bits.add(Pixels.bits(b, y * width + x));
                }
            }
            final Object block = type.newArray(bits.size());
            for (int k = 0; k < bits.size(); k++) Pixels.setBits(block, k, bits.get(k));
            return block;
        }
    }

    /** Planes of few different values, so that there are ties and extremes. */
    private static Object plane(final PixelType type, final int length, final Random random) {
        final boolean any = random.nextInt(3) == 0;
        final Object plane = Pixels.random(type, length, random);
        if (any && type != PixelType.FLOAT32) return plane;
        final long[] values = extremes(type);
        final int different = 1 + random.nextInt(values.length);
        for (int i = 0; i < length; i++) Pixels.setBits(plane, i, values[random.nextInt(different)]);
        return plane;
    }

    /** Bits of 0, the largest and the smallest value, those next to them, and NaN. */
    private static long[] extremes(final PixelType type) {
        if (type == PixelType.FLOAT32) {
            final float[] values = {
                0, Float.MAX_VALUE, -Float.MAX_VALUE, Float.NaN, Float.MIN_VALUE, 1.5f, -2.25f, 1e-30f, -0f
            };
            final long[] bits = new long[values.length];
            for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToIntBits(values[i]);
            return bits;
        }
        final long min = type.isUnsigned() ? 0 : -1L << 8 * type.bytes() - 1;
        final long max = type.isUnsigned() ? -1L : ~min;
        return new long[] {0, max, min, 1, 2, max - 1, min + 1, 3};
    }

    private static Case random(
            final PixelType type, final int width, final int height, final Size3 step, final Random random) {
        final Object a = plane(type, width * height, random);
        return new Case(type, width, height, step, a, step.z() == 2 ? plane(type, width * height, random) : a);
    }

    @Property(tries = 3000)
    void meanIsThatOfTheExistingVoxels(
            @ForAll final PixelType type,
            @ForAll @IntRange(min = 1, max = 9) final int width,
            @ForAll @IntRange(min = 1, max = 6) final int height,
            @ForAll @IntRange(min = 1, max = 2) final int stepX,
            @ForAll @IntRange(min = 1, max = 2) final int stepY,
            @ForAll @IntRange(min = 1, max = 2) final int stepZ,
            @ForAll final long seed) {
        final Case c = random(type, width, height, Size3.of(stepX, stepY, stepZ), new Random(seed));
        final Object found = c.reduce(Reducer.mean(type));
        for (int i = 0; i < c.length(); i++) {
            if (type == PixelType.FLOAT32) checkFloatMean((float[]) c.block(i), ((float[]) found)[i]);
            else
                assertEquals(
                        mean(type, c.block(i)), Pixels.value(type, found, i).toBigIntegerExact());
        }
    }

    /** floor(mean + 0.5) = floor((2 sum + n) / 2n) */
    private static BigInteger mean(final PixelType type, final Object block) {
        final int n = Array.getLength(block);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) sum = sum.add(Pixels.value(type, block, i));
        final BigDecimal twice = sum.multiply(BigDecimal.valueOf(2)).add(BigDecimal.valueOf(n));
        return twice.divide(BigDecimal.valueOf(2L * n), 0, RoundingMode.FLOOR).toBigIntegerExact();
    }

    private static void checkFloatMean(final float[] block, final float found) {
        BigDecimal sum = BigDecimal.ZERO;
        int n = 0;
        float largest = 0;
        for (final float v : block) {
            if (Float.isNaN(v)) continue;
            sum = sum.add(new BigDecimal(v));
            largest = Math.max(largest, Math.abs(v));
            n++;
        }
        if (n == 0) {
            assertTrue(Float.isNaN(found));
            return;
        }
        final BigDecimal mean = sum.divide(BigDecimal.valueOf(n), new MathContext(60));
        // half a unit in the last place of a float, and what a sum of eight doubles loses
        final double tolerance = 0.5 * Math.ulp(mean.floatValue()) * (1 + 1e-6) + 8 * Math.ulp((double) largest);
        assertTrue(Float.isFinite(found), () -> "mean " + mean + " became " + found);
        final BigDecimal error = mean.subtract(new BigDecimal(found)).abs();
        assertTrue(error.compareTo(new BigDecimal(tolerance)) <= 0, () -> "mean " + mean + " became " + found);
    }

    @Property(tries = 3000)
    void modeIsThatOfTheExistingVoxels(
            @ForAll final PixelType type,
            @ForAll @IntRange(min = 1, max = 9) final int width,
            @ForAll @IntRange(min = 1, max = 6) final int height,
            @ForAll @IntRange(min = 1, max = 2) final int stepX,
            @ForAll @IntRange(min = 1, max = 2) final int stepY,
            @ForAll @IntRange(min = 1, max = 2) final int stepZ,
            @ForAll final long seed) {
        if (type == PixelType.FLOAT32) return;
        final Case c = random(type, width, height, Size3.of(stepX, stepY, stepZ), new Random(seed));
        final Object found = c.reduce(Reducer.mode(type));
        for (int i = 0; i < c.length(); i++) assertEquals(mode(c.block(i)), Pixels.bits(found, i));
    }

    /** The most frequent; of several the smallest that is not zero, as unsigned numbers. */
    private static long mode(final Object block) {
        final Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < Array.getLength(block); i++) counts.merge(Pixels.bits(block, i), 1, Integer::sum);
        final int most = counts.values().stream().max(Integer::compare).get();
        counts.values().removeIf(n -> n < most);
        if (counts.size() > 1) counts.remove(0L);
        return counts.keySet().stream().min(Long::compareUnsigned).get();
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void extremesStayWhatTheyAre(final PixelType type) {
        for (final long bits : extremes(type)) {
            final Object plane = type.newArray(16);
            for (int i = 0; i < 16; i++) Pixels.setBits(plane, i, bits);
            final Object other = Pixels.copy(type, plane, 0, 16);
            final Object expected = Pixels.copy(type, plane, 0, 4);
            final Case c = new Case(type, 4, 4, Size3.of(2, 2, 2), plane, other);
            if (bits != Float.floatToIntBits(-0f) || type != PixelType.FLOAT32)
                assertTrue(Pixels.equal(expected, c.reduce(Reducer.mean(type))), type + " " + bits);
            if (type != PixelType.FLOAT32) assertTrue(Pixels.equal(expected, c.reduce(Reducer.mode(type))));
        }
    }

    @Test
    void meanRoundsHalfUp() {
        final byte[] unsigned = {1, 2, 0, 0};
        final byte[] out = new byte[2];
        Reducer.mean(PixelType.UINT8).reduce(unsigned, unsigned, 4, 1, Size3.of(2, 1, 1), out);
        assertArrayEquals(new byte[] {2, 0}, out);
        final byte[] signed = {-1, -2, -1, 0};
        Reducer.mean(PixelType.INT8).reduce(signed, signed, 4, 1, Size3.of(2, 1, 1), out);
        assertArrayEquals(new byte[] {-1, 0}, out);
    }

    @Test
    void nanIsLeftOut() {
        final float nan = Float.NaN;
        final float[] out = new float[3];
        final float[] in = {1, nan, nan, nan, Float.POSITIVE_INFINITY, 1};
        Reducer.mean(PixelType.FLOAT32).reduce(in, in, 6, 1, Size3.of(2, 1, 1), out);
        assertArrayEquals(new float[] {1, nan, Float.POSITIVE_INFINITY}, out);
    }

    @Test
    void aLabelWinsOverAsMuchBackground() {
        final short[] out = new short[2];
        final short[] a = {0, 7, 0, 0};
        final short[] b = {0, 7, 9, 0};
        Reducer.mode(PixelType.UINT16).reduce(a, b, 4, 1, Size3.of(2, 1, 2), out);
        assertArrayEquals(new short[] {7, 0}, out);
    }

    @Test
    void floatsAreNoLabels() {
        assertThrows(IllegalArgumentException.class, () -> Reducer.mode(PixelType.FLOAT32));
    }
}
