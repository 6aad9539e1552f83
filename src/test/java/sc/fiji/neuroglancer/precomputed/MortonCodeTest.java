package sc.fiji.neuroglancer.precomputed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MortonCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1,2,3; 4,4,4; 53", "5,0,1; 8,1,2; 11", "5,2,1; 6,3,2; 53", "3,1,0; 5,3,1; 7", "6,2,5; 7,3,8; 220"
            })
    void agreesWithNeuroglancer(final String cell, final String grid, final long code) {
        assertEquals(code, MortonCode.of(ints(cell), ints(grid)));
    }

    private static int[] ints(final String text) {
        return Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    @Property(tries = 100)
    void everyCellOfAPowerOfTwoGridHasItsOwnCode(
            @ForAll @IntRange(max = 4) final int a,
            @ForAll @IntRange(max = 3) final int b,
            @ForAll @IntRange(max = 5) final int c) {
        final int[] grid = {1 << a, 1 << b, 1 << c};
        final Set<Long> codes = new HashSet<>();
        for (int x = 0; x < grid[0]; x++)
            for (int y = 0; y < grid[1]; y++)
                for (int z = 0; z < grid[2]; z++) codes.add(MortonCode.of(new int[] {x, y, z}, grid));
        assertEquals(1 << a + b + c, codes.size());
        assertEquals(
                (1L << MortonCode.bits(grid)) - 1,
                codes.stream().max(Long::compare).get());
    }

    @Test
    void cellsOutsideAndEndlessGridsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> MortonCode.of(new int[] {4}, new int[] {4}));
        assertThrows(IllegalArgumentException.class, () -> MortonCode.of(new int[] {-1}, new int[] {4}));
        final int[] huge = {1 << 30, 1 << 30, 1 << 30};
        assertThrows(IllegalArgumentException.class, () -> MortonCode.of(new int[3], huge));
    }
}
