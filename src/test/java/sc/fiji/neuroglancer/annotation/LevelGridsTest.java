package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.precomputed.Bytes;

class LevelGridsTest {

    private static LevelGrids grids(final double... extents) {
        return new LevelGrids(new double[extents.length], extents, extents);
    }

    @Test
    void theWidestDimensionsAreHalvedFirst() {
        final LevelGrids grids = grids(8000, 10000, 2000);
        assertArrayEquals(new int[] {1, 1, 1}, grids.shape(0));
        assertArrayEquals(new int[] {2, 2, 1}, grids.shape(1));
        assertArrayEquals(new int[] {4, 4, 1}, grids.shape(2));
        assertArrayEquals(new int[] {8, 8, 2}, grids.shape(3));
        assertArrayEquals(new double[] {1000, 1250, 1000}, grids.cellSize(3));
    }

    @Test
    void refinementEnds() {
        for (int rank = 2; rank <= 5; rank++) {
            final double[] extents = new double[rank];
            Arrays.fill(extents, 1);
            final LevelGrids grids = grids(extents);
            assertTrue(grids.levels() <= LevelGrids.MAX_LEVELS && grids.totalBits() <= LevelGrids.MAX_BITS);
            assertTrue(grids.levels() > 7, "rank " + rank);
        }
    }

    /** The viewer's arithmetic: floor of (position - lower) / chunk size. */
    @Property(tries = 300)
    void theCellOfEveryLevelIsAPrefixOfTheCode(
            @ForAll @IntRange(min = 2, max = 5) final int rank, @ForAll final long seed) {
        final Random random = new Random(seed);
        final double[] lower = new double[rank];
        final double[] upper = new double[rank];
        final double[] widths = new double[rank];
        for (int d = 0; d < rank; d++) {
            lower[d] = random.nextInt(100) - 50.5;
            upper[d] = lower[d] + 1 + random.nextInt(1 << random.nextInt(15));
            widths[d] = (upper[d] - lower[d]) * (1 + random.nextInt(10));
        }
        final LevelGrids grids = new LevelGrids(lower, upper, widths);
        final byte[][] points = new byte[20][4 * rank];
        for (final byte[] point : points) {
            for (int d = 0; d < rank; d++) {
                final double p = lower[d] + (upper[d] - lower[d]) * (random.nextDouble() * 1.2 - 0.1);
                Bytes.FLOAT.set(point, 4 * d, (float) p);
            }
        }
        for (int level = 0; level < grids.levels(); level++) {
            final int shift = grids.totalBits() - grids.bits(level);
            for (final byte[] a : points) {
                final int[] cell = grids.cell(level, a, 0);
                for (int d = 0; d < rank; d++) {
                    final float p = (float) Bytes.FLOAT.get(a, 4 * d);
                    final double floor = Math.floor((p - lower[d]) / grids.cellSize(level)[d]);
                    final int expected = (int) Math.max(0, Math.min(grids.shape(level)[d] - 1, floor));
                    assertEquals(expected, cell[d]);
                    assertEquals(expected, grids.cell(level, d, p));
                }
                for (final byte[] b : points) {
                    final boolean same = Arrays.equals(cell, grids.cell(level, b, 0));
                    assertEquals(same, grids.code(a, 0) >>> shift == grids.code(b, 0) >>> shift);
                }
            }
        }
    }

    @Test
    void drawsFillCellsToTheTargetAndSpareFinerGrids() {
        final int[] bits = {0, 3, 6, 9};
        final LevelDraw draw = new LevelDraw(new long[] {1_000_000, 125_000, 15_625, 1_953}, bits, 10_000);
        assertEquals(3, draw.levels(), "14,000 are left in each cell, and 8 times the cells are not worth it");
        final long[] counts = new long[3];
        for (int i = 0; i < 1_000_000; i++) counts[draw.level(i)]++;
        assertEquals(10_000, counts[0], 400);
        assertEquals(80_000, counts[1], 1_200);
        assertEquals(1, new LevelDraw(new long[] {55_000, 7_000}, new int[] {0, 3}, 10_000).levels());
        assertEquals(2, new LevelDraw(new long[] {60_000, 8_000}, new int[] {0, 3}, 10_000).levels());
        assertEquals(1, new LevelDraw(new long[] {50_000}, new int[] {0}, 10_000).levels());
    }
}
