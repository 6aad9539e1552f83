package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.task.InputException;

class MemoryPlanTest {

    private static final Size3 CUBE = Size3.of(64, 64, 64);
    private static final double[] ISOTROPIC = {1, 1, 1};
    private static final long PLENTY = 1L << 50;

    private static MemoryPlan.Demand demand(
            final Size3 size, final int channels, final int workers, final long bytesPerRead, final int perShard) {
        return new MemoryPlan.Demand(
                PyramidPlan.of(size, ISOTROPIC, 0),
                PixelType.UINT16,
                ISOTROPIC,
                new MemoryPlan.Reads(channels, bytesPerRead),
                new MemoryPlan.Writes(workers, perShard),
                false);
    }

    private static MemoryPlan.Demand volume() {
        return demand(Size3.of(2048, 2048, 600), 1, 3, 0, 1);
    }

    /** What slabs alone need: planes do not depend on the chunk's depth, and what workers need is taken off. */
    private static double slabMebibytes(final int edge, final int slabs) {
        final MemoryPlan.Demand demand = demand(Size3.of(edge, edge, 1000), 1, 3, 0, 1);
        final long workers = 3 * 5 * 2 * CUBE.product();
        return ((bytes(demand, CUBE, slabs) - bytes(demand, CUBE.with(2, 32), slabs)) * 2 - workers) / 1048576.0;
    }

    private static long bytes(final MemoryPlan.Demand demand, final Size3 chunk, final int slabs) {
        final MemoryPlan two = MemoryPlan.choose(demand, chunk, false, PLENTY);
        if (slabs == 2) return two.bytes();
        final MemoryPlan one = MemoryPlan.choose(demand, chunk, false, two.bytes() - 1);
        assertEquals(1, one.slabs());
        assertEquals(0, one.scratchLevels());
        return one.bytes();
    }

    /** X*Y*Cz*B * 4/3 per slab in flight, in MiB. */
    @ParameterizedTest
    @CsvSource({"1024, 1, 171", "2048, 1, 683", "4096, 1, 2731", "1024, 2, 341", "2048, 2, 1365"})
    void slabsNeedWhatTheFormulaSays(final int edge, final int slabs, final double mebibytes) {
        assertEquals(mebibytes, slabMebibytes(edge, slabs), 0.15 * mebibytes);
    }

    @Test
    void everyPartOfTheFormulaCounts() {
        final Size3 size = Size3.of(1024, 1024, 500);
        final long base = bytes(demand(size, 1, 3, 0, 1), CUBE, 2);
        final long chunk = 2L * 64 * 64 * 64;
        final long workers = 3 * 5 * chunk;
        assertEquals(base + 7 * 5 * chunk, bytes(demand(size, 1, 10, 0, 1), CUBE, 2));
        assertEquals(base + 3_000_000, bytes(demand(size, 1, 3, 1_000_000, 1), CUBE, 2));
        assertEquals(base + 4 * 8 * chunk, bytes(demand(size, 1, 3, 0, 8), CUBE, 2));
        assertEquals(3 * (base - workers) + workers, bytes(demand(size, 3, 3, 0, 1), CUBE, 2));
    }

    /** As the heap shrinks, the steps are taken one after the other, and each fits. */
    @Test
    void stepsAreTakenInOrder() {
        final MemoryPlan.Demand demand = volume();
        MemoryPlan plan = MemoryPlan.choose(demand, CUBE, true, PLENTY);
        check(plan, 2, CUBE, 0);
        plan = smaller(demand, plan);
        check(plan, 1, CUBE, 0);
        plan = smaller(demand, plan);
        check(plan, 1, Size3.of(128, 64, 32), 0);
        plan = smaller(demand, plan);
        check(plan, 1, Size3.of(128, 128, 16), 0);
        plan = smaller(demand, plan);
        // the level below the finest alone is larger than all levels of the flattest chunks
        check(plan, 1, CUBE, 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "64, 2"})
    void aSecondSlabNeedsAThirdWorker(final int workers, final int slabs) {
        final MemoryPlan.Demand demand = demand(Size3.of(1024, 1024, 500), 1, workers, 0, 1);
        final MemoryPlan plan = MemoryPlan.choose(demand, CUBE, true, PLENTY);
        assertEquals(slabs, plan.slabs());
        assertEquals(plan.bytes(), MemoryPlan.mostBytes(demand, CUBE));
    }

    @Test
    void levelsGoToScratchFilesOneAfterTheOther() {
        final MemoryPlan.Demand demand = volume();
        MemoryPlan plan = MemoryPlan.choose(demand, CUBE, false, PLENTY);
        plan = MemoryPlan.choose(demand, CUBE, false, plan.bytes() - 1);
        for (int levels = 0; levels <= demand.pyramid().levels().size(); levels++) {
            check(plan, 1, CUBE, levels);
            final long less = plan.bytes() - 1;
            if (levels == demand.pyramid().levels().size())
                assertThrows(InputException.class, () -> MemoryPlan.choose(demand, CUBE, false, less));
            else plan = MemoryPlan.choose(demand, CUBE, false, less);
        }
    }

    private static MemoryPlan smaller(final MemoryPlan.Demand demand, final MemoryPlan plan) {
        final MemoryPlan next = MemoryPlan.choose(demand, CUBE, true, plan.bytes() - 1);
        assertTrue(next.bytes() < plan.bytes());
        assertEquals(
                next.bytes(),
                MemoryPlan.choose(demand, CUBE, true, next.bytes()).bytes());
        return next;
    }

    private static void check(final MemoryPlan plan, final int slabs, final Size3 chunk, final int scratchLevels) {
        assertEquals(slabs, plan.slabs());
        assertEquals(chunk, plan.chunk());
        assertEquals(scratchLevels, plan.scratchLevels());
        assertEquals(scratchLevels > 0, plan.scratchBytes() > 0);
    }

    @Test
    void theUsersChunkIsNotMadeFlatter() {
        final MemoryPlan one = MemoryPlan.choose(
                volume(),
                CUBE,
                false,
                MemoryPlan.choose(volume(), CUBE, false, PLENTY).bytes() - 1);
        check(MemoryPlan.choose(volume(), CUBE, false, one.bytes() - 1), 1, CUBE, 1);
    }

    @Test
    void scratchFilesAreAsLargeAsTheSlabs() {
        final MemoryPlan.Demand demand = demand(Size3.of(1000, 700, 50), 3, 3, 0, 1);
        final long flattest = MemoryPlan.choose(demand, CUBE, false, PLENTY).bytes();
        MemoryPlan plan = MemoryPlan.choose(demand, CUBE, false, flattest - 1);
        while (plan.scratchLevels() == 0) plan = MemoryPlan.choose(demand, CUBE, false, plan.bytes() - 1);
        assertEquals(3L * 1000 * 700 * 50 * 2, plan.scratchBytes());
        plan = MemoryPlan.choose(demand, CUBE, false, plan.bytes() - 1);
        assertEquals(2, plan.scratchLevels());
        assertEquals(3L * 2 * (1000 * 700 * 50 + 500 * 350 * 25), plan.scratchBytes());
    }

    @Test
    void aSentenceWhenNothingFits() {
        final InputException e =
                assertThrows(InputException.class, () -> MemoryPlan.choose(volume(), CUBE, true, 10L << 20));
        assertTrue(
                e.getMessage().matches("This export needs about \\d+ MiB of memory, but only 10 MiB is free: .*"),
                e.getMessage());
        final long needed = Long.parseLong(e.getMessage().replaceAll("\\D*(\\d+) MiB of.*", "$1"));
        assertTrue(MemoryPlan.choose(volume(), CUBE, true, needed << 20).scratchLevels() > 0);
        assertThrows(InputException.class, () -> MemoryPlan.choose(volume(), CUBE, true, needed - 1 << 20));
    }

    @Test
    void freeHeapIsLessThanTheHeap() {
        assertTrue(MemoryPlan.freeHeap(0) > 0);
        assertTrue(MemoryPlan.freeHeap(0) < Runtime.getRuntime().maxMemory());
    }

    /** Two bands are on the heap for each slab in a scratch file, each in one array. */
    @Test
    void bandsThatNoArrayHoldsAreNotPlanned() {
        final MemoryPlan.Demand demand = demand(Size3.of(40_000, 40_000, 400), 1, 1, 0, 1);
        final Size3 chunk = Size3.of(64, 1024, 64);
        final long slabs = MemoryPlan.mostBytes(demand, chunk);
        final String message = assertThrows(
                        InputException.class, () -> MemoryPlan.choose(demand, chunk, false, slabs - 1))
                .getMessage();
        assertTrue(message.startsWith("This export needs about " + ((slabs >> 20) + 1) + " MiB"), message);
        assertEquals(
                1,
                MemoryPlan.choose(demand, chunk.with(1, 256), false, slabs / 2).scratchLevels());
    }

    @Test
    void rowsOfChunksThatNoArrayHoldsAreNotReadBack() {
        assertTrue(SlabCascade.bandFits(Size3.of(65_536, 60_000, 10), Size3.of(64, 64, 64)));
        assertTrue(SlabCascade.bandFits(Size3.of(65_536, 3, 10), Size3.of(64, 1 << 30, 64)));
        assertFalse(SlabCascade.bandFits(Size3.of(65_536, 60_000, 10), Size3.of(64, 512, 32)));
    }
}
