package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CellCountsTest {

    @Property(tries = 200)
    void countsAreThoseOfAMapOfCells(
            @ForAll @IntRange(max = 200) final int count,
            @ForAll @IntRange(min = 1, max = 39) final int bits,
            @ForAll final long seed) {
        final LevelGrids grids = new LevelGrids(new double[3], new double[] {8, 10, 2}, new double[] {8, 10, 2});
        final Random random = new Random(seed);
        final long[] codes = random.longs(count, 0, 1L << Math.min(bits, grids.totalBits()))
                .sorted()
                .toArray();
        final CellCounts counts = new CellCounts(grids);
        for (final long code : codes) counts.add(code);
        final long[] fullest = new long[grids.levels()];
        final long[] cells = new long[grids.levels()];
        for (int level = 0; level < grids.levels(); level++) {
            final TreeMap<Long, Long> map = new TreeMap<>();
            for (final long code : codes) map.merge(code >>> grids.totalBits() - grids.bits(level), 1L, Long::sum);
            cells[level] = map.size();
            fullest[level] = map.values().stream().mapToLong(n -> n).max().orElse(0);
        }
        assertArrayEquals(fullest, counts.fullest());
        assertArrayEquals(cells, counts.cells());
    }
}
