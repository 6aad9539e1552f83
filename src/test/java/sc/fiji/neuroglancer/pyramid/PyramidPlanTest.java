package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.task.InputException;

class PyramidPlanTest {

    /** Twice the voxel size is infinite. */
    @Test
    @Timeout(10)
    void comesToAnEndWithTheLargestVoxels() {
        final double[] voxel = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        assertEquals(
                Size3.of(8, 8, 8),
                PyramidPlan.of(Size3.of(1024, 1000, 900), voxel, 0)
                        .levels()
                        .get(3)
                        .factor());
    }

    /** Worked out by an independent program in another language. */
    @ParameterizedTest
    @CsvSource({
        "8000 10000 2000, .65 .65 2, 1:1:1 2:2:1 4:4:1 8:8:2 16:16:4 32:32:8 64:64:16 128:128:32",
        "2048 2048 50, .1 .1 .3, 1:1:1 2:2:1 4:4:1 8:8:2 16:16:4",
        "2048 2048 100, 1 1 2, 1:1:1 2:2:1 4:4:2 8:8:4 16:16:8",
        "20000 20000 1, 1 1 1, 1:1:1 2:2:1 4:4:1 8:8:1 16:16:1 32:32:1 64:64:1 128:128:1 256:256:1",
        "512 512 30, .2 .2 1.5, 1:1:1 2:2:1 4:4:1",
    })
    void followsTheTable(final String size, final String voxel, final String factors) {
        final int[] n = new int[3];
        final double[] v = new double[3];
        for (int d = 0; d < 3; d++) {
            n[d] = Integer.parseInt(size.split(" ")[d]);
            v[d] = Double.parseDouble(voxel.split(" ")[d]);
        }
        assertEquals(factors, factors(PyramidPlan.of(Size3.of(n[0], n[1], n[2]), v, 0)));
    }

    private static String factors(final PyramidPlan plan) {
        final StringJoiner text = new StringJoiner(" ");
        for (final PyramidPlan.Level level : plan.levels())
            text.add(level.factor().x() + ":" + level.factor().y() + ":"
                    + level.factor().z());
        return text.toString();
    }

    @Test
    void sizesAreRoundedUp() {
        final PyramidPlan plan = PyramidPlan.of(Size3.of(101, 100, 20), new double[] {.65, .65, 2}, 3);
        assertEquals(Size3.of(101, 100, 20), plan.levels().get(0).size());
        assertEquals(Size3.of(51, 50, 20), plan.levels().get(1).size());
        assertEquals(Size3.of(26, 25, 20), plan.levels().get(2).size());
    }

    @Test
    void smallImageIsOneLevel() {
        assertEquals("1:1:1", factors(PyramidPlan.of(Size3.of(128, 128, 128), new double[] {1, 1, 1}, 0)));
        assertEquals("1:1:1 2:2:2", factors(PyramidPlan.of(Size3.of(129, 128, 128), new double[] {1, 1, 1}, 0)));
    }

    @Test
    void refusesMoreLevelsThanThereCanBe() {
        final double[] cube = {1, 1, 1};
        assertEquals(4, PyramidPlan.of(Size3.of(8, 1, 1), cube, 4).levels().size());
        final InputException tooMany =
                assertThrows(InputException.class, () -> PyramidPlan.of(Size3.of(8, 1, 1), cube, 5));
        assertTrue(tooMany.getMessage().contains("after 4 levels"), tooMany.getMessage());
        assertThrows(InputException.class, () -> PyramidPlan.of(Size3.of(8, 1, 1), cube, -1));
    }

    @Property
    void stopsAsSoonAsNoAxisIsLong(@ForAll("sizes") final Size3 size, @ForAll("voxels") final double[] voxel) {
        final List<PyramidPlan.Level> levels = PyramidPlan.of(size, voxel, 0).levels();
        assertEquals(Size3.ONE, levels.get(0).factor());
        assertEquals(size, levels.get(0).size());
        final int last = levels.size() - 1;
        assertTrue(levels.get(last).size().max() <= PyramidPlan.COARSEST);
        for (int i = 0; i < last; i++) assertTrue(levels.get(i).size().max() > PyramidPlan.COARSEST);
    }

    @Property
    void halvesTheSmallVoxelsOnly(@ForAll("sizes") final Size3 size, @ForAll("voxels") final double[] voxel) {
        final PyramidPlan plan = PyramidPlan.of(size, voxel, 0);
        for (int i = 0; i + 1 < plan.levels().size(); i++) {
            final PyramidPlan.Level level = plan.levels().get(i);
            final Size3 step = plan.step(i);
            assertEquals(plan.levels().get(i + 1).factor(), level.factor().times(step));
            assertEquals(
                    size.ceilDiv(plan.levels().get(i + 1).factor()),
                    level.size().ceilDiv(step));
            assertNotEquals(Size3.ONE, step);
            final double smallest = smallest(level, voxel);
            for (int d = 0; d < 3; d++) {
                final double ratio = voxel[d] * level.factor().get(d) / smallest;
                final boolean halve = level.size().get(d) > 1 && ratio < 1.414213563;
                assertEquals(halve ? 2 : 1, step.get(d), "level " + i + ", axis " + d + ", ratio " + ratio);
            }
        }
    }

    private static double smallest(final PyramidPlan.Level level, final double[] voxel) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int d = 0; d < 3; d++)
            if (level.size().get(d) > 1)
                smallest = Math.min(smallest, voxel[d] * level.factor().get(d));
        return smallest;
    }

    /** While both can be halved, voxels along two axes differ by at most a factor of 2, or as they did at first. */
    @Property
    void voxelsComeNearToCubes(@ForAll("longSizes") final Size3 size, @ForAll("voxels") final double[] voxel) {
        final double before = Math.max(voxel[0] / voxel[1], voxel[1] / voxel[0]);
        for (final PyramidPlan.Level level : PyramidPlan.of(size, voxel, 0).levels()) {
            if (level.size().x() == 1 || level.size().y() == 1) break;
            final double ratio =
                    voxel[0] * level.factor().x() / (voxel[1] * level.factor().y());
            assertTrue(
                    Math.max(ratio, 1 / ratio) <= Math.max(before, 2) * (1 + 1e-8),
                    level.factor().toString());
        }
    }

    @Property
    void theUnitDoesNotMatter(
            @ForAll("sizes") final Size3 size,
            @ForAll("voxels") final double[] voxel,
            @ForAll @IntRange(min = -40, max = 40) final int power) {
        final double[] other = new double[3];
        for (int d = 0; d < 3; d++) other[d] = Math.scalb(voxel[d], power);
        assertEquals(factors(PyramidPlan.of(size, voxel, 0)), factors(PyramidPlan.of(size, other, 0)));
    }

    @Property
    void aGivenCountIsMade(
            @ForAll("longSizes") final Size3 size,
            @ForAll("voxels") final double[] voxel,
            @ForAll @IntRange(min = 1, max = 7) final int count) {
        final PyramidPlan plan = PyramidPlan.of(size, voxel, count);
        assertEquals(count, plan.levels().size());
        final String longer = factors(PyramidPlan.of(size, voxel, count + 1));
        assertTrue(longer.startsWith(factors(plan) + " "), longer);
    }

    @Provide
    Arbitrary<Size3> sizes() {
        final Arbitrary<Integer> n = Arbitraries.integers().between(1, 100_000);
        return Combinators.combine(n, n, n).as(Size3::of);
    }

    @Provide
    Arbitrary<Size3> longSizes() {
        final Arbitrary<Integer> n = Arbitraries.integers().between(1_000, 1_000_000);
        return Combinators.combine(n, n, n).as(Size3::of);
    }

    @Provide
    Arbitrary<double[]> voxels() {
        // Coarse steps, so that equal and nearly equal voxel sizes come up often; none is at the limit of sqrt(2).
        final Arbitrary<Double> v = Arbitraries.integers().between(1, 60).map(i -> i * 0.05);
        return Combinators.combine(v, v, v).as((x, y, z) -> new double[] {x, y, z});
    }
}
