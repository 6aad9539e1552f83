package sc.fiji.neuroglancer.pyramid;

import sc.fiji.neuroglancer.grid.Size3;

/** Chooses the shape of chunks: close to cubes in physical space, powers of two, the same for all levels. */
public final class ChunkShape {

    /** Voxels per chunk that suit viewers best: 64 x 64 x 64. */
    static final int USUAL_VOXELS = 1 << 18;
    /** Voxels per chunk where the number of files matters more: 128 x 128 x 128. */
    static final int LARGE_VOXELS = 1 << 21;
    /** With more files than this, chunks become large. */
    static final long MANY_FILES = 100_000;
    /** With flatter chunks, cross sections along z become slow to view. */
    private static final int THINNEST = 16;

    private ChunkShape() {}

    /**
     * Chooses a shape.
     *
     * @param voxelSize edges of a voxel along x, y, z in one unit
     * @param volumes number of channels times number of time points
     */
    public static Size3 auto(final PyramidPlan plan, final double[] voxelSize, final long volumes) {
        final Size3 size = plan.levels().get(0).size();
        final Size3 usual = near(size, voxelSize, USUAL_VOXELS);
        return files(plan, usual, volumes) > MANY_FILES ? near(size, voxelSize, LARGE_VOXELS) : usual;
    }

    private static Size3 near(final Size3 size, final double[] voxelSize, final int voxels) {
        Size3 chunk = Size3.ONE;
        while (chunk.product() < voxels) {
            final int axis = shortest(chunk, size, voxelSize, 3);
            if (axis < 0) break;
            chunk = chunk.with(axis, chunk.get(axis) * 2);
        }
        return chunk;
    }

    /** The axis along which the chunk is shortest in space and does not yet cover the image, or -1. */
    private static int shortest(final Size3 chunk, final Size3 size, final double[] voxelSize, final int axes) {
        int best = -1;
        for (int d = 0; d < axes; d++) {
            if (chunk.get(d) >= size.get(d)) continue;
            if (best < 0 || chunk.get(d) * voxelSize[d] < chunk.get(best) * voxelSize[best]) best = d;
        }
        return best;
    }

    /** Number of chunks of all levels. */
    public static long files(final PyramidPlan plan, final Size3 chunk, final long volumes) {
        long files = 0;
        for (final PyramidPlan.Level level : plan.levels())
            files += level.size().ceilDiv(chunk).product();
        return files * volumes;
    }

    /** The shape with half the planes and the same voxels, or the same shape when it should not become flatter. */
    static Size3 flatter(final Size3 chunk, final Size3 size, final double[] voxelSize) {
        if (chunk.z() % 2 != 0 || chunk.z() <= THINNEST) return chunk;
        final Size3 flat = chunk.with(2, chunk.z() / 2);
        final int axis = shortest(flat, size, voxelSize, 2);
        return axis < 0 ? flat : flat.with(axis, flat.get(axis) * 2);
    }
}
