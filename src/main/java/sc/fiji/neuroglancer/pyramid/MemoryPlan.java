package sc.fiji.neuroglancer.pyramid;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Decides before an export starts how to stay within the heap.
 *
 * <p>With planes of {@code X * Y} voxels of {@code B} bytes, chunks {@code Cx * Cy * Cz}, {@code T} workers, {@code n}
 * slabs in flight per level and {@code c} channels read at once, the heap needed is about
 *
 * <pre>
 *   M = c * X*Y*Cz*B * 4/3 * n * 17/16        slabs of all levels, X and Y rounded up to whole chunks; the arrays are
 *                                             rounded up to heap regions
 *     + c * X*Y*B * 5, in whole regions       planes read ahead, being read, being reduced; 3 of each further level
 *     + T * 5 * Cx*Cy*Cz*B                    a chunk as pixels, as bytes, shuffled, and encoded
 *     + shards                                twice two shards, where chunks are put into shards
 *     + 3 * R                                 what the source itself needs for the planes it reads
 *     + X*2*Cy*(Cz + 3)*B                     two rows of chunks read back, when an export is resumed
 * </pre>
 *
 * <p>The steps, taken until {@code M} fits: two slabs in flight per level, if there are more than two workers; one;
 * flatter chunks of the same size, if the user did not choose their shape; the slabs of the finest levels in one
 * scratch file each, of which two bands of {@code X*Cy*Cz*B} are on the heap.
 */
public final class MemoryPlan {

    /** Number of planes that the reader may be ahead of the cascade. */
    static final int READ_AHEAD = 2;

    /** Pixels that one array can hold on every Java. */
    static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * The parts of an export that need memory.
     *
     * @param voxelSize edges of a voxel in one unit, along x, y, z
     * @param resumed whether stored chunks are read back first
     */
    public record Demand(
            PyramidPlan pyramid, PixelType type, double[] voxelSize, Reads reads, Writes writes, boolean resumed) {}

    /**
     * How planes are read.
     *
     * @param channels that one read delivers
     * @param bytes heap that the source needs for a read
     */
    public record Reads(int channels, long bytes) {}

    /**
     * How chunks are written.
     *
     * @param workers number of threads that encode chunks
     * @param chunksPerShard 1 without shards
     */
    public record Writes(int workers, int chunksPerShard) {}

    private final Demand demand;
    private final Size3 chunk;
    private final int slabs;
    private final int scratchLevels;

    private MemoryPlan(final Demand demand, final Size3 chunk, final int slabs, final int scratchLevels) {
        this.demand = demand;
        this.chunk = chunk;
        this.slabs = slabs;
        this.scratchLevels = scratchLevels;
    }

    /**
     * Finds the first option that fits.
     *
     * @param chunk the preferred chunk
     * @param mayFlatten whether it may become flatter
     * @param heap bytes that may be used
     * @throws InputException if even the last option needs more
     */
    public static MemoryPlan choose(final Demand demand, final Size3 chunk, final boolean mayFlatten, final long heap) {
        final List<MemoryPlan> ways = new ArrayList<>();
        for (int slabs = mostSlabs(demand); slabs >= 1; slabs--) ways.add(new MemoryPlan(demand, chunk, slabs, 0));
        if (mayFlatten) addFlatter(demand, chunk, ways);
        addScratch(demand, chunk, ways);
        for (final MemoryPlan way : ways) if (way.bytes() <= heap) return way;
        throw tooSmall(demand, chunk, heap);
    }

    /** One slab keeps two workers busy; a second slab would only touch more memory. */
    private static int mostSlabs(final Demand demand) {
        return demand.writes.workers > 2 ? 2 : 1;
    }

    private static void addFlatter(final Demand demand, final Size3 chunk, final List<MemoryPlan> ways) {
        final Size3 size = demand.pyramid.levels().get(0).size();
        Size3 shape = chunk;
        Size3 flat = ChunkShape.flatter(shape, size, demand.voxelSize);
        while (!flat.equals(shape)) {
            shape = flat;
            ways.add(new MemoryPlan(demand, shape, 1, 0));
            flat = ChunkShape.flatter(shape, size, demand.voxelSize);
        }
    }

    private static void addScratch(final Demand demand, final Size3 chunk, final List<MemoryPlan> ways) {
        for (int levels = 1; levels <= demand.pyramid.levels().size(); levels++) {
            final MemoryPlan plan = new MemoryPlan(demand, chunk, 1, levels);
            if (!plan.bandsFitIntoArrays()) break;
            ways.add(plan);
        }
    }

    private boolean bandsFitIntoArrays() {
        final Size3 size = demand.pyramid.levels().get(scratchLevels - 1).size();
        final Size3 band = Size3.of(size.x(), Math.min(chunk.y(), size.y()), Math.min(chunk.z(), size.z()));
        return band.product() <= LONGEST_ARRAY;
    }

    private static InputException tooSmall(final Demand demand, final Size3 chunk, final long heap) {
        final MemoryPlan last =
                new MemoryPlan(demand, chunk, 1, demand.pyramid.levels().size());
        final long need = (last.bytes() > heap ? last : new MemoryPlan(demand, chunk, 1, 0)).bytes();
        return new InputException(
                "This export needs about {} MiB of memory, but only {} MiB is free: {}, use fewer threads, or choose"
                        + " smaller chunks.",
                (need >> 20) + 1,
                heap >> 20,
                Slot.memory(need, heap));
    }

    /** Heap that is needed, in bytes. */
    public long bytes() {
        final int b = demand.type.bytes();
        long slab = 0;
        long planes = 0;
        for (int l = 0; l < demand.pyramid.levels().size(); l++) {
            final Size3 size = demand.pyramid.levels().get(l).size();
            final long plane = (long) size.x() * size.y() * b;
            final int depth = Math.min(chunk.z(), size.z());
            if (l < scratchLevels) slab += 2L * size.x() * Math.min(chunk.y(), size.y()) * depth * b;
            else slab += HeapStorage.bytes(demand.type, size, depth, chunk) * slabs / 16 * 17;
            planes += rounded(plane) * (l == 0 ? READ_AHEAD + 3 : 3);
        }
        final long chunkBytes = chunk.product() * b;
        final long shards = demand.writes.chunksPerShard == 1 ? 0 : 4 * chunkBytes * demand.writes.chunksPerShard;
        return demand.reads.channels * (slab + planes)
                + 5 * chunkBytes * demand.writes.workers
                + shards
                + 3 * demand.reads.bytes
                + (demand.resumed ? restoreBytes() : 0);
    }

    private long restoreBytes() {
        final Size3 size = demand.pyramid.levels().get(0).size();
        return (long) size.x() * Math.min(2 * chunk.y(), size.y()) * (chunk.z() + 3) * demand.type.bytes();
    }

    /** Heap of the first option. */
    public static long mostBytes(final Demand demand, final Size3 chunk) {
        return new MemoryPlan(demand, chunk, mostSlabs(demand), 0).bytes();
    }

    /**
     * The heap that is free, less a reserve: what {@link #choose} may be given.
     *
     * @param wanted if less seems to be free, garbage is collected before it is measured again
     */
    public static long freeHeap(final long wanted) {
        if (freeHeap() < wanted) System.gc();
        return freeHeap();
    }

    private static long freeHeap() {
        final Runtime runtime = Runtime.getRuntime();
        final long free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
        return free - free / 16 - (8L << 20);
    }

    PyramidPlan pyramid() {
        return demand.pyramid;
    }

    PixelType type() {
        return demand.type;
    }

    /** Number of threads that encode chunks. */
    public int workers() {
        return demand.writes.workers;
    }

    /** Shape of the chunks. */
    public Size3 chunk() {
        return chunk;
    }

    /** Slabs per level that may be in use at once. */
    public int slabs() {
        return slabs;
    }

    /** How many of the finest levels keep their slab in a scratch file. */
    public int scratchLevels() {
        return scratchLevels;
    }

    /** Size of the scratch files, in bytes. */
    public long scratchBytes() {
        long bytes = 0;
        for (final PyramidPlan.Level level : demand.pyramid.levels().subList(0, scratchLevels)) {
            final Size3 size = level.size();
            bytes += (long) size.x() * size.y() * Math.min(chunk.z(), size.z()) * demand.type.bytes();
        }
        return bytes * demand.reads.channels;
    }

    /** What an array takes: large arrays occupy whole regions of the collector, and small ones leave gaps. */
    private static long rounded(final long bytes) {
        final long region = regionBytes();
        return bytes <= region / 2 ? bytes * 3 / 2 : (bytes + region) / region * region;
    }

    /** Approximate length of each array of a slab: large compared to the regions of the collector. */
    static long blockBytes() {
        return 16 * regionBytes();
    }

    /** An upper estimate of the size of the collector's regions. */
    private static long regionBytes() {
        return Math.max(1L << 20, Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 2048));
    }
}
