package sc.fiji.neuroglancer.pyramid;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.task.WorkerPool;

/**
 * Turns the planes of a volume, fed once each in z order, into full slabs of every level.
 *
 * <p>Level {@code l} keeps a slab as deep as a chunk. Each plane, or each pair of planes where z is halved, gives one
 * plane of level {@code l + 1}. A full slab goes to the sink; when all slabs of a level are with the sink, the feeding
 * thread waits. So memory is bounded on all levels. Nothing that was written is read back.
 */
public final class SlabCascade implements Closeable {

    private final PyramidPlan pyramid;
    private final Size3 chunk;
    private final Reducer reducer;
    private final PixelType type;
    private final WorkerPool workers;
    private final SlabSink sink;
    private final List<Stage> levels = new ArrayList<>();
    private int channel;
    private int time;

    /** The state of one level. */
    private static final class Stage {
        final Size3 size;
        final Size3 step;
        final Deque<Slab> free = new ArrayDeque<>();
        final List<Slab> all = new ArrayList<>();
        final Object[] reduced = new Object[2];
        Slab filling;
        Object waiting;
        int planes;

        Stage(final Size3 size, final Size3 step) {
            this.size = size;
            this.step = step;
        }
    }

    /**
     * @param memory knows the levels and the pixel type, and decides the chunk, how many slabs there are, and which are on disk
     * @param workers wakes the feeding thread when a slab is released, or stops it
     * @param scratch where scratch files go, if the plan has any
     */
    public SlabCascade(
            final MemoryPlan memory,
            final Reducer reducer,
            final WorkerPool workers,
            final SlabSink sink,
            final ScratchFiles scratch)
            throws IOException {
        pyramid = memory.pyramid();
        this.chunk = memory.chunk();
        this.reducer = reducer;
        type = memory.type();
        this.workers = workers;
        this.sink = sink;
        boolean complete = false;
        try {
            for (int l = 0; l < pyramid.levels().size(); l++) addLevel(l, memory, scratch);
            complete = true;
        } finally {
            if (!complete) close();
        }
    }

    private void addLevel(final int l, final MemoryPlan memory, final ScratchFiles scratch) throws IOException {
        final Size3 size = pyramid.levels().get(l).size();
        final Stage level = new Stage(size, l + 1 < pyramid.levels().size() ? pyramid.step(l) : null);
        levels.add(level);
        if (l > 0) for (int i = 0; i < 2; i++) level.reduced[i] = type.newArray(size.x() * size.y());
        allocate(l, level, memory, scratch);
    }

    /** Takes the slabs that a cascade has filled. */
    @FunctionalInterface
    public interface SlabSink {

        /**
         * Takes a full slab. Called by the thread that feeds the cascade, which continues meanwhile; the slab must be
         * released when it is no longer read.
         */
        void accept(Slab slab) throws IOException;
    }

    /** Reads back what an interrupted export has written, so that it can continue in the middle. */
    @FunctionalInterface
    public interface StoredLevels {

        /**
         * Reads whole rows of all planes of one slab that is stored.
         *
         * @param level of the pyramid
         * @param zIndex which slab, counted from 0 along z
         * @param firstRow first row of chunks along y
         * @param rows number of rows of chunks
         * @param target receives plane after plane, each as wide as the level and as high as these rows of chunks, as far
         *     as they lie in the image
         */
        void read(int level, int channel, int time, int zIndex, int firstRow, int rows, Object target)
                throws IOException;
    }

    /** Names scratch files. */
    @FunctionalInterface
    public interface ScratchFiles {
        /** A separate file for the slab of this level. */
        Path file(int level);
    }

    private void allocate(final int l, final Stage level, final MemoryPlan memory, final ScratchFiles scratch)
            throws IOException {
        final Size3 size = level.size;
        final int depth = Math.min(chunk.z(), size.z());
        final boolean onDisk = l < memory.scratchLevels();
        for (int i = 0; i < (onDisk ? 1 : memory.slabs()); i++) {
            final SlabStorage storage = onDisk
                    ? new ScratchStorage(type, size.x(), size.y(), depth, chunk.y(), scratch.file(l))
                    : new HeapStorage(type, size.x(), size.y(), depth, chunk, MemoryPlan.blockBytes());
            final Slab slab = new Slab(l, size, chunk, type, storage, this::give);
            level.all.add(slab);
            level.free.add(slab);
        }
    }

    /** Begins a volume at its first plane. */
    public void begin(final int ofChannel, final int atTime) {
        channel = ofChannel;
        time = atTime;
        for (final Stage level : levels) {
            level.planes = 0;
            level.waiting = null;
            level.filling = null;
        }
    }

    /** Feeds the next plane. The array must not change before the plane after the next one has been fed. */
    public void add(final Object plane) throws IOException {
        add(0, plane);
    }

    private void add(final int l, final Object plane) throws IOException {
        final Stage level = levels.get(l);
        if (level.filling == null) level.filling = take(l, level.planes / chunk.z());
        level.filling.add(plane);
        level.planes++;
        final boolean last = level.planes == level.size.z();
        if (last || level.planes % chunk.z() == 0) {
            final Slab full = level.filling;
            level.filling = null;
            sink.accept(full);
        }
        if (level.step != null) reduce(l, plane, last);
    }

    private void reduce(final int l, final Object plane, final boolean last) throws IOException {
        final Stage level = levels.get(l);
        if (level.step.z() == 2 && level.waiting == null && !last) {
            level.waiting = plane;
            return;
        }
        final Object first = level.waiting == null ? plane : level.waiting;
        level.waiting = null;
        final Stage next = levels.get(l + 1);
        final Object reduced = next.reduced[next.planes % 2];
        reducer.reduce(first, plane, level.size.x(), level.size.y(), level.step, reduced);
        add(l + 1, reduced);
    }

    private Slab take(final int l, final int zIndex) throws IOException {
        final Deque<Slab> free = levels.get(l).free;
        final Slab[] slab = new Slab[1];
        workers.await(() -> {
            synchronized (free) {
                slab[0] = free.poll();
            }
            return slab[0] != null;
        });
        slab[0].begin(channel, time, zIndex);
        return slab[0];
    }

    private void give(final Slab slab) {
        final Deque<Slab> free = levels.get(slab.level()).free;
        synchronized (free) {
            free.add(slab);
        }
        workers.signal();
    }

    /**
     * Whether {@link #resume} can continue within a volume: pairs of planes must not straddle two slabs, and two rows of
     * chunks must fit into an array.
     */
    public boolean canResumeWithin() {
        if (!bandFits(levels.get(0).size, chunk)) return false;
        if (chunk.z() % 2 == 0) return true;
        for (final Stage level : levels) if (level.step != null && level.step.z() == 2) return false;
        return true;
    }

    static boolean bandFits(final Size3 size, final Size3 chunk) {
        return Size3.of(size.x(), bandHeight(size, chunk), chunk.z()).product() <= MemoryPlan.LONGEST_ARRAY;
    }

    private static int bandHeight(final Size3 size, final Size3 chunk) {
        return (int) Math.min(2L * chunk.y(), size.y());
    }

    /**
     * Begins a volume after its first slabs, whose complete slabs are stored on all levels. What was still in memory is
     * restored from the level below; at most 4/3 slabs are read.
     *
     * @param slabs number of slabs of level 0 that are done
     */
    public void resume(final int ofChannel, final int atTime, final int slabs, final StoredLevels stored)
            throws IOException {
        begin(ofChannel, atTime);
        levels.get(0).planes = slabs * chunk.z();
        for (int l = 1; l < levels.size(); l++) {
            final Stage level = levels.get(l);
            level.planes = pyramid.planesKnown(l, slabs * chunk.z());
            final int done = level.planes / chunk.z() * chunk.z();
            if (level.planes > done) {
                level.filling = take(l, level.planes / chunk.z());
                level.filling.planes(level.planes - done);
                restore(l, done, stored);
            }
            if (level.step != null && level.step.z() == 2 && level.planes % 2 == 1) holdLast(level, done);
        }
    }

    private void holdLast(final Stage level, final int done) throws IOException {
        final int index = level.planes - 1;
        final Object plane = level.reduced[index % 2];
        level.filling.storage().get(index - done, 0, level.size.y(), plane, 0);
        level.waiting = plane;
    }

    private void restore(final int l, final int done, final StoredLevels stored) throws IOException {
        final Stage below = levels.get(l - 1);
        final int step = below.step.z();
        final int belowDone = below.planes / chunk.z() * chunk.z();
        final int storedUntil = Math.min(levels.get(l).planes, belowDone / step);
        if (storedUntil > done) restoreStored(l, done, storedUntil - done, stored);
        final Object a = type.newArray(below.size.x() * below.size.y());
        final Object b = step == 2 ? type.newArray(below.size.x() * below.size.y()) : a;
        final Object out = levels.get(l).reduced[0];
        for (int p = Math.max(done, storedUntil); p < levels.get(l).planes; p++) {
            below.filling.storage().get(p * step - belowDone, 0, below.size.y(), a, 0);
            if (step == 2) below.filling.storage().get(p * step + 1 - belowDone, 0, below.size.y(), b, 0);
            reducer.reduce(a, b, below.size.x(), below.size.y(), below.step, out);
            levels.get(l).filling.storage().put(p - done, 0, levels.get(l).size.y(), out, 0);
        }
    }

    /** Makes planes of level {@code l} from one stored slab of the level below, two rows of chunks at a time. */
    private void restoreStored(final int l, final int done, final int planes, final StoredLevels stored)
            throws IOException {
        final Stage level = levels.get(l);
        final Stage below = levels.get(l - 1);
        final Size3 step = below.step;
        final int width = below.size.x();
        final int bandHeight = bandHeight(below.size, chunk);
        final Object band = type.newArray(Math.multiplyExact(width * bandHeight, chunk.z()));
        final Object a = type.newArray(width * bandHeight);
        final Object b = type.newArray(width * bandHeight);
        final Object out = type.newArray(level.size.x() * ((bandHeight + step.y() - 1) / step.y()));
        for (int y = 0; y < below.size.y(); y += bandHeight) {
            final int height = Math.min(bandHeight, below.size.y() - y);
            workers.await(() -> true); // throws when canceled
            stored.read(l - 1, channel, time, done * step.z() / chunk.z(), y / chunk.y(), 2, band);
            for (int p = 0; p < planes; p++) {
                final int from = p * step.z() * width * height;
                System.arraycopy(band, from, a, 0, width * height);
                System.arraycopy(band, from + (step.z() - 1) * width * height, b, 0, width * height);
                reducer.reduce(a, b, width, height, step, out);
                level.filling.storage().put(p, y / step.y(), (height + step.y() - 1) / step.y(), out, 0);
            }
        }
    }

    /** Frees scratch files. */
    @Override
    public void close() throws IOException {
        for (final Stage level : levels) for (final Slab slab : level.all) slab.close();
    }
}
