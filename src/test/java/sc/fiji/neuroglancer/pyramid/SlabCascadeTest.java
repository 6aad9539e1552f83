package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.pyramid.CascadeRun.Setup;
import sc.fiji.neuroglancer.pyramid.SlabCascade.SlabSink;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

@Timeout(120)
class SlabCascadeTest {

    @TempDir
    private Path folder;

    private static int size(final Random random, final int max) {
        return random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(max);
    }

    private static Setup setup(final PixelType type, final long seed, final boolean evenDepth, final int easings) {
        final Random random = new Random(seed);
        final Size3 size = Size3.of(size(random, 70), size(random, 70), size(random, 70));
        final int depth = evenDepth ? 2 * (1 + random.nextInt(4)) : 1 + random.nextInt(9);
        final Size3 chunk = Size3.of(size(random, 20), size(random, 20), depth);
        final double[] voxelSize = CascadeRun.VOXEL_SIZES.get(random.nextInt(CascadeRun.VOXEL_SIZES.size()));
        return new Setup(type, size, chunk, voxelSize, 1 + random.nextInt(5), easings, seed);
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void equalsTheNaivePyramid(final PixelType type) throws IOException {
        for (int i = 0; i < 16; i++) checkTwoVolumes(setup(type, 100 * type.ordinal() + i, false, i % 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void equalsTheNaivePyramidFromScratchFiles(final int easings) throws IOException {
        final Setup setup = new Setup(
                PixelType.UINT16, Size3.of(40, 66, 29), Size3.of(8, 6, 4), new double[] {1, 1, 1}, 3, easings, 7);
        assertEquals(easings - 1, setup.memory.scratchLevels());
        checkTwoVolumes(setup);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private void checkTwoVolumes(final Setup setup) throws IOException {
        try (CascadeRun run = new CascadeRun(setup, folder)) {
            for (int volume = 0; volume < 2; volume++) {
                run.full(volume, 5 - volume);
                assertEquals(run.all(), run.delivered(), setup::toString);
                assertTrue(run.isRight(), setup::toString);
            }
        }
    }

    static Stream<Arguments> resumed() {
        final List<Arguments> setups = new ArrayList<>();
        for (int voxels = 0; voxels < CascadeRun.VOXEL_SIZES.size(); voxels++)
            for (final int depth : new int[] {2, 4, 6}) setups.add(Arguments.of(voxels, depth));
        return setups.stream();
    }

    /** Sizes in y that are and are not whole numbers of chunks or of pairs of chunks; depths even and odd. */
    @ParameterizedTest
    @MethodSource("resumed")
    void resumesAfterAnyNumberOfSlabs(final int voxels, final int depth) throws IOException {
        for (int i = (voxels + depth / 2) % 2; i < 6; i += 2) {
            final Size3 size = Size3.of(13 + i, new int[] {20, 23, 1, 40, 9, 31}[i], 37 + 3 * i);
            final Size3 chunk = Size3.of(4, new int[] {5, 4, 2, 10, 20, 3}[i], depth);
            final double[] voxelSize = CascadeRun.VOXEL_SIZES.get(voxels);
            checkResume(new Setup(PixelType.UINT16, size, chunk, voxelSize, 5, i % 4, i));
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void resumesRandomVolumes(final PixelType type) throws IOException {
        for (int i = 0; i < 6; i++) checkResume(setup(type, 1000 * type.ordinal() + i, true, i % 4));
    }

    @Test
    void resumesWithOddDepthWhereZIsNotHalved() throws IOException {
        final Size3 size = Size3.of(30, 25, 20);
        final Setup setup = new Setup(PixelType.UINT8, size, Size3.of(8, 8, 3), new double[] {1, 1, 1000}, 4, 0, 3);
        assertEquals(1, setup.pyramid.levels().get(3).factor().z());
        checkResume(setup);
    }

    private void checkResume(final Setup setup) throws IOException {
        final List<Set<String>> storedAfter;
        try (CascadeRun run = new CascadeRun(setup, folder)) {
            storedAfter = run.full(1, 2);
        }
        assertEquals(setup.slabs(), storedAfter.size());
        for (int slabs = 0; slabs < setup.slabs(); slabs++) {
            try (CascadeRun run = new CascadeRun(setup, folder)) {
                assertTrue(run.cascade().canResumeWithin());
                checkPlanesKnown(setup, slabs, storedAfter.get(slabs));
                run.resume(1, 2, slabs, storedAfter.get(slabs));
                final Set<String> rest = new TreeSet<>(run.all());
                rest.removeAll(storedAfter.get(slabs));
                final String when = setup + " after " + slabs;
                assertEquals(rest, run.delivered(), when);
                assertTrue(run.isRight(), when);
                if (slabs < setup.slabs() - 1) continue;
                run.full(2, 2);
                assertTrue(run.isRight(), "the next volume of " + when);
            }
        }
    }

    private static void checkPlanesKnown(final Setup setup, final int slabs, final Set<String> stored) {
        for (int l = 0; l < setup.levels.size(); l++) {
            final int complete = setup.pyramid.planesKnown(l, slabs * setup.chunk.z()) / setup.chunk.z();
            final String level = l + "/";
            assertEquals(stored.stream().filter(s -> s.startsWith(level)).count(), complete, setup::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, true", "4, 1, true", "3, 1, false", "1, 1, false", "3, 1000, true", "1, 1000, true"})
    void pairsMustNotStraddleSlabs(final int depth, final double voxelDepth, final boolean can) throws IOException {
        final double[] voxelSize = {1, 1, voxelDepth};
        final Setup setup = new Setup(PixelType.UINT8, Size3.of(8, 8, 8), Size3.of(8, 8, depth), voxelSize, 2, 0, 1);
        try (CascadeRun run = new CascadeRun(setup, folder)) {
            assertEquals(can, run.cascade().canResumeWithin());
        }
    }

    /** A cascade over 8 x 8 x 64 in chunks of 2 planes. */
    private SlabCascade thin(final Setup setup, final WorkerPool workers, final SlabSink sink) throws IOException {
        return new SlabCascade(setup.memory, setup.reducer, workers, sink, l -> folder.resolve("l" + l));
    }

    private static Setup thin(final int easings) {
        return new Setup(
                PixelType.UINT8, Size3.of(8, 8, 64), Size3.of(8, 8, 2), CascadeRun.VOXEL_SIZES.get(0), 3, easings, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aSinkThatReleasesLateBoundsTheSlabs(final int easings) throws IOException {
        final Setup setup = thin(easings);
        assertEquals(2 - easings, setup.memory.slabs());
        final AtomicInteger[] held = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        final int[] most = new int[3];
        try (WorkerPool workers = new WorkerPool(4, 100, Monitor.NONE)) {
            final SlabSink sink = slab -> {
                most[slab.level()] = Math.max(most[slab.level()], held[slab.level()].incrementAndGet());
                workers.submit(() -> {
                    pause(2);
                    held[slab.level()].decrementAndGet();
                    slab.release();
                });
            };
            try (SlabCascade cascade = thin(setup, workers, sink)) {
                cascade.begin(0, 0);
                for (int z = 0; z < 64; z++) cascade.add(new byte[64]);
                workers.drain();
            }
        }
        assertEquals(setup.memory.slabs(), most[0]);
        assertTrue(most[1] <= setup.memory.slabs() && most[2] <= setup.memory.slabs());
    }

    private static void pause(final long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (final InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void feedingWaitsWhenNothingIsReleasedUntilAWorkerFails() throws Exception {
        final Deque<Slab> kept = new ArrayDeque<>();
        final AtomicInteger fed = new AtomicInteger();
        final AtomicReference<Throwable> end = new AtomicReference<>();
        final IOException failure = new IOException("disk full");
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE);
                SlabCascade cascade = thin(thin(0), workers, kept::add)) {
            final Thread feeder = new Thread(() -> {
                try {
                    cascade.begin(0, 0);
                    for (int z = 0; z < 64; z++, fed.incrementAndGet()) cascade.add(new byte[64]);
                } catch (final IOException | RuntimeException e) {
                    end.set(e);
                }
            });
            feeder.start();
            while (fed.get() < 4) Thread.sleep(1);
            while (feeder.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
            assertEquals(4, fed.get());
            assertEquals(3, kept.size(), "two slabs of level 0, one of level 1");
            workers.fail(failure);
            feeder.join();
        }
        assertSame(failure, end.get());
        assertEquals(4, fed.get());
    }

    @Test
    void aScratchFileThatCannotBeMadeLeavesNoOther() throws IOException {
        final Setup setup = new Setup(
                PixelType.UINT16, Size3.of(40, 66, 29), Size3.of(8, 6, 4), CascadeRun.VOXEL_SIZES.get(0), 3, 3, 7);
        assertEquals(2, setup.memory.scratchLevels());
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE)) {
            assertThrows(
                    IOException.class,
                    () -> new SlabCascade(
                            setup.memory,
                            setup.reducer,
                            workers,
                            slab -> {},
                            l -> l == 0
                                    ? folder.resolve("first")
                                    : folder.resolve("missing").resolve("second")));
        }
        assertFalse(Files.exists(folder.resolve("first")));
    }
}
