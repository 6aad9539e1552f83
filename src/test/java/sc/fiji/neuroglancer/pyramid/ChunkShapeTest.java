package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.grid.Size3;

class ChunkShapeTest {

    private static Size3 auto(final Size3 size, final double x, final double y, final double z, final long volumes) {
        final double[] voxelSize = {x, y, z};
        return ChunkShape.auto(PyramidPlan.of(size, voxelSize, 0), voxelSize, volumes);
    }

    @ParameterizedTest
    @CsvSource({
        "2048, 2048, 500, 0.65, 0.65, 2, 128, 64, 32",
        "1000, 1000, 1000, 1, 1, 1, 64, 64, 64",
        "4000, 3000, 1, 1, 1, 1, 512, 512, 1",
        "2000, 2000, 5, 1, 1, 1, 256, 128, 8",
        "100, 2000, 2000, 1, 1, 1, 64, 64, 64",
        "20, 20, 20, 1, 1, 1, 32, 32, 32",
        "1, 1, 1, 1, 1, 1, 1, 1, 1",
        "1, 5000000, 1, 1, 1, 1, 1, 262144, 1"
    })
    void isNearToACubeInSpace(
            final int x,
            final int y,
            final int z,
            final double vx,
            final double vy,
            final double vz,
            final int cx,
            final int cy,
            final int cz) {
        assertEquals(Size3.of(cx, cy, cz), auto(Size3.of(x, y, z), vx, vy, vz, 1));
    }

    @Test
    void isLargeWhenThereWouldBeManyFiles() {
        final Size3 size = Size3.of(2048, 2048, 2048); // 32^3 chunks and a seventh more
        final long files = 32_768 + 4096 + 512 + 64 + 8;
        final PyramidPlan plan = PyramidPlan.of(size, new double[] {1, 1, 1}, 0);
        assertEquals(files, ChunkShape.files(plan, Size3.of(64, 64, 64), 1));
        assertEquals(Size3.of(64, 64, 64), auto(size, 1, 1, 1, 100_000 / files));
        assertEquals(Size3.of(128, 128, 128), auto(size, 1, 1, 1, 100_000 / files + 1));
    }

    @Property(tries = 300)
    void keepsItsPromises(
            @ForAll @IntRange(min = 1, max = 3000) final int x,
            @ForAll @IntRange(min = 1, max = 3000) final int y,
            @ForAll @IntRange(min = 1, max = 3000) final int z,
            @ForAll @DoubleRange(min = 0.05, max = 20) final double vz) {
        final Size3 size = Size3.of(x, y, z);
        final Size3 chunk = auto(size, 1, 1, vz, 1);
        assertTrue(chunk.product() <= ChunkShape.LARGE_VOXELS);
        boolean covers = true;
        for (int d = 0; d < 3; d++) {
            assertEquals(1, Integer.bitCount(chunk.get(d)));
            assertTrue(chunk.get(d) < 2 * size.get(d), chunk + " of " + size);
            covers &= chunk.get(d) >= size.get(d);
        }
        assertTrue(covers || chunk.product() == ChunkShape.USUAL_VOXELS || chunk.product() == ChunkShape.LARGE_VOXELS);
    }

    @Test
    void flatterKeepsTheVoxelsUntilItIsThin() {
        final Size3 size = Size3.of(1000, 1000, 1000);
        final double[] voxelSize = {1, 1, 1};
        Size3 chunk = Size3.of(64, 64, 64);
        final Size3 thin = Size3.of(128, 128, 16);
        for (final Size3 expected : List.of(Size3.of(128, 64, 32), thin, thin)) {
            chunk = ChunkShape.flatter(chunk, size, voxelSize);
            assertEquals(expected, chunk);
        }
    }

    @Test
    void flatterDoesNotOutgrowTheImage() {
        final double[] voxelSize = {1, 1, 1};
        assertEquals(
                Size3.of(64, 128, 32), ChunkShape.flatter(Size3.of(64, 64, 64), Size3.of(64, 500, 500), voxelSize));
        assertEquals(Size3.of(64, 64, 32), ChunkShape.flatter(Size3.of(64, 64, 64), Size3.of(60, 60, 500), voxelSize));
        final Size3 odd = Size3.of(64, 64, 33);
        assertEquals(odd, ChunkShape.flatter(odd, Size3.of(500, 500, 500), voxelSize));
    }
}
