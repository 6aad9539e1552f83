package sc.fiji.neuroglancer.pyramid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

/** A random volume, its pyramid made naively, and runs of the cascade over it whose chunks are collected. */
final class CascadeRun implements AutoCloseable {

    /** What is exported and how. */
    static final class Setup {
        final PixelType type;
        final Size3 chunk;
        final PyramidPlan pyramid;
        final MemoryPlan memory;
        final Reducer reducer;
        /** What stands in an array before a chunk is copied into it. */
        final Object garbage;
        /** The levels, each one array, x fastest. */
        final List<Object> levels = new ArrayList<>();

        Setup(
                final PixelType type,
                final Size3 size,
                final Size3 chunk,
                final double[] voxelSize,
                final int wantedLevels,
                final int easings,
                final long seed) {
            this.type = type;
            this.chunk = chunk;
            pyramid = pyramid(size, voxelSize, wantedLevels);
            memory = memory(easings, voxelSize);
            reducer = Reducer.mean(type);
            garbage = Pixels.random(type, (int) chunk.product(), new Random(1));
            levels.add(Pixels.random(type, (int) size.product(), new Random(seed)));
            for (int l = 0; l + 1 < pyramid.levels().size(); l++)
                levels.add(Pixels.reduceVolume(type, reducer, levels.get(l), size(l), pyramid.step(l)));
        }

        private static PyramidPlan pyramid(final Size3 size, final double[] voxelSize, final int wanted) {
            for (int count = wanted; count > 1; count--) {
                try {
                    return PyramidPlan.of(size, voxelSize, count);
                } catch (final InputException e) { // so many levels cannot be made
                    continue;
                }
            }
            return PyramidPlan.of(size, voxelSize, 1);
        }

        /** A plan after so many steps to save memory: first one slab, then more and more scratch levels. */
        private MemoryPlan memory(final int easings, final double[] voxelSize) {
            final MemoryPlan.Demand demand = new MemoryPlan.Demand(
                    pyramid, type, voxelSize, new MemoryPlan.Reads(1, 0), new MemoryPlan.Writes(3, 1), false);
            MemoryPlan plan = MemoryPlan.choose(demand, chunk, false, Long.MAX_VALUE);
            for (int i = 0; i < easings; i++) {
                try {
                    plan = MemoryPlan.choose(demand, chunk, false, plan.bytes() - 1);
                } catch (final InputException e) { // nothing more can be saved
                    break;
                }
            }
            return plan;
        }

        Size3 size(final int level) {
            return pyramid.levels().get(level).size();
        }

        int slabs() {
            return (size(0).z() + chunk.z() - 1) / chunk.z();
        }

        @Override
        public String toString() {
            return type + " " + size(0) + " chunk " + chunk + " factors "
                    + pyramid.levels().get(pyramid.levels().size() - 1).factor() + " slabs " + memory.slabs()
                    + " scratch " + memory.scratchLevels();
        }
    }

    private final Setup setup;
    private final WorkerPool workers = new WorkerPool(3, 3, Monitor.NONE);
    private final SlabCascade cascade;
    private List<Object> found;
    private Set<String> delivered;
    private int channel;
    private int time;

    CascadeRun(final Setup setup, final Path folder) throws IOException {
        this.setup = setup;
        cascade = new SlabCascade(
                setup.memory, setup.reducer, workers, this::accept, level -> folder.resolve("level" + level));
        forget(0, 0);
    }

    private void forget(final int ofChannel, final int atTime) {
        channel = ofChannel;
        time = atTime;
        delivered = new TreeSet<>();
        found = new ArrayList<>();
        for (int l = 0; l < setup.levels.size(); l++)
            found.add(setup.type.newArray((int) setup.size(l).product()));
    }

    /** Reads every chunk on the workers' threads, and releases the slab after the last. */
    private void accept(final Slab slab) throws IOException {
        if (slab.channel() != channel || slab.time() != time) throw new IOException("a slab of another volume");
        if (!delivered.add(slab.level() + "/" + slab.zIndex())) throw new IOException("a slab came twice");
        final AtomicInteger left = new AtomicInteger((int) slab.chunks().product());
        for (int cy = 0; cy < slab.chunks().y(); cy++) {
            for (int cx = 0; cx < slab.chunks().x(); cx++) {
                final int x = cx;
                final int y = cy;
                workers.submit(() -> {
                    collect(slab, x, y);
                    if (left.decrementAndGet() == 0) slab.release();
                });
            }
        }
    }

    private void collect(final Slab slab, final int cx, final int cy) throws IOException {
        final Size3 chunk = setup.chunk;
        final Size3 size = setup.size(slab.level());
        final Object pixels = Pixels.copy(setup.type, setup.garbage, 0, (int) chunk.product());
        slab.copyChunk(cx, cy, pixels);
        for (int z = 0; z < chunk.z(); z++) {
            for (int y = 0; y < chunk.y(); y++) {
                final int from = (z * chunk.y() + y) * chunk.x();
                final int atZ = slab.zIndex() * chunk.z() + z;
                final int atY = cy * chunk.y() + y;
                final int atX = cx * chunk.x();
                final boolean inside = atZ < size.z() && atY < size.y();
                final int width = inside ? Math.min(chunk.x(), size.x() - atX) : 0;
                for (int x = width; x < chunk.x(); x++)
                    if (Pixels.bits(pixels, from + x) != 0) throw new IOException("pixels outside the image are not 0");
                if (inside)
                    System.arraycopy(
                            pixels, from, found.get(slab.level()), (atZ * size.y() + atY) * size.x() + atX, width);
            }
        }
    }

    SlabCascade cascade() {
        return cascade;
    }

    /**
     * Feeds all planes.
     *
     * @return what was delivered until each slab of level 0 was full
     */
    List<Set<String>> full(final int ofChannel, final int atTime) throws IOException {
        forget(ofChannel, atTime);
        cascade.begin(ofChannel, atTime);
        return feed(0);
    }

    /** Resumes after so many slabs of level 0, reading only what was delivered until then, and feeds the rest. */
    void resume(final int ofChannel, final int atTime, final int slabs, final Set<String> stored) throws IOException {
        forget(ofChannel, atTime);
        cascade.resume(ofChannel, atTime, slabs, (level, c, t, zIndex, firstRow, rows, target) -> {
            if (c != ofChannel || t != atTime) throw new IOException("another volume is read");
            if (!stored.contains(level + "/" + zIndex)) throw new IOException("not stored: " + level + "/" + zIndex);
            final Size3 size = setup.size(level);
            final int y = firstRow * setup.chunk.y();
            final int height = Math.min(rows * setup.chunk.y(), size.y() - y);
            for (int z = 0; z < setup.chunk.z(); z++)
                System.arraycopy(
                        setup.levels.get(level),
                        ((zIndex * setup.chunk.z() + z) * size.y() + y) * size.x(),
                        target,
                        z * size.x() * height,
                        size.x() * height);
        });
        feed(slabs * setup.chunk.z());
    }

    /** Planes come in three arrays by turns: one may change once two more planes have been fed. */
    private List<Set<String>> feed(final int firstPlane) throws IOException {
        final List<Set<String>> deliveredAfter = new ArrayList<>();
        final Size3 size = setup.size(0);
        final int length = size.x() * size.y();
        final Object[] buffers = new Object[3];
        for (int i = 0; i < 3; i++) buffers[i] = setup.type.newArray(length);
        for (int z = firstPlane; z < size.z(); z++) {
            if (z % setup.chunk.z() == 0) deliveredAfter.add(new TreeSet<>(delivered));
            System.arraycopy(setup.levels.get(0), z * length, buffers[z % 3], 0, length);
            cascade.add(buffers[z % 3]);
        }
        workers.drain();
        return deliveredAfter;
    }

    /** The slabs that came since the volume was begun, as level/index. */
    Set<String> delivered() {
        return delivered;
    }

    /** Whether the slabs that were delivered hold what the naive pyramid says; all others must be untouched. */
    boolean isRight() {
        for (int l = 0; l < found.size(); l++) {
            final Size3 size = setup.size(l);
            final Object expected = setup.type.newArray((int) size.product());
            for (int z = 0; z < size.z(); z++)
                if (delivered.contains(l + "/" + z / setup.chunk.z()))
                    System.arraycopy(
                            setup.levels.get(l),
                            z * size.x() * size.y(),
                            expected,
                            z * size.x() * size.y(),
                            size.x() * size.y());
            if (!Pixels.equal(expected, found.get(l))) return false;
        }
        return true;
    }

    /** All slabs of all levels. */
    Set<String> all() {
        final Set<String> all = new TreeSet<>();
        for (int l = 0; l < setup.levels.size(); l++)
            for (int z = 0; z * setup.chunk.z() < setup.size(l).z(); z++) all.add(l + "/" + z);
        return all;
    }

    @Override
    public void close() throws IOException {
        workers.close();
        cascade.close();
    }

    /** Voxel sizes by which z is halved never, from the first level, from later ones, or before x and y. */
    static final List<double[]> VOXEL_SIZES = Arrays.asList(
            new double[] {1, 1, 1},
            new double[] {1, 1, 2},
            new double[] {1, 1, 4},
            new double[] {1, 1, 0.5},
            new double[] {1, 1, 0.2},
            new double[] {1, 2, 1},
            new double[] {2, 1, 3},
            new double[] {1, 1, 1.45},
            new double[] {1, 1, 1000});
}
