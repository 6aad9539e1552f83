package sc.fiji.neuroglancer.pyramid;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The levels of a resolution pyramid. Level 0 is the image; each next level halves those axes whose voxels are small,
 * so that voxels come near to cubes.
 *
 * <p>Rule: of the axes with more than one voxel left, double the factor of each whose voxel size is below sqrt(2) times
 * the smallest; stop when no axis has more than {@value #COARSEST} voxels. Sizes are rounded up.
 */
public final class PyramidPlan {

    /** The coarsest level has at most this many voxels along any axis. */
    public static final int COARSEST = 128;

    /** One level: its size in voxels and its factor against level 0. */
    public static final class Level {
        private final Size3 size;
        private final Size3 factor;

        Level(final Size3 full, final Size3 factor) {
            this.size = full.ceilDiv(factor);
            this.factor = factor;
        }

        /** Voxels along x, y, z. */
        public Size3 size() {
            return size;
        }

        /** How many voxels of level 0 one voxel covers along x, y, z: powers of two. */
        public Size3 factor() {
            return factor;
        }
    }

    private final List<Level> levels;

    private PyramidPlan(final List<Level> levels) {
        this.levels = List.copyOf(levels);
    }

    /**
     * Plans the levels.
     *
     * @param size of the image in voxels
     * @param voxelSize edges of a voxel along x, y, z in one unit, positive
     * @param count number of levels with level 0, or 0 for as many as the rule gives
     * @throws InputException when that many levels cannot be made
     */
    public static PyramidPlan of(final Size3 size, final double[] voxelSize, final int count) {
        if (count < 0) throw new InputException("levels is " + count + ": give 0 for automatic, or how many you want.");
        final List<Level> levels = new ArrayList<>();
        Size3 factor = Size3.ONE;
        levels.add(new Level(size, factor));
        while (count == 0 ? last(levels).size.max() > COARSEST : levels.size() < count) {
            if (last(levels).size.max() == 1)
                throw new InputException("levels is " + count + ", but this image is a single voxel after "
                        + levels.size() + " levels: give a smaller number, or 0 for automatic.");
            factor = next(size, voxelSize, factor);
            levels.add(new Level(size, factor));
        }
        return new PyramidPlan(levels);
    }

    private static Level last(final List<Level> levels) {
        return levels.get(levels.size() - 1);
    }

    private static Size3 next(final Size3 size, final double[] voxelSize, final Size3 factor) {
        final Size3 left = size.ceilDiv(factor);
        double smallest = Double.POSITIVE_INFINITY;
        for (int d = 0; d < 3; d++) if (left.get(d) > 1) smallest = Math.min(smallest, voxelSize[d] * factor.get(d));
        final double limit = smallest * Math.sqrt(2) * (1 + 1e-9);
        Size3 next = factor;
        for (int d = 0; d < 3; d++) {
            if (left.get(d) > 1 && voxelSize[d] * factor.get(d) <= limit) next = next.with(d, factor.get(d) * 2);
        }
        return next;
    }

    /** The levels, finest first. */
    public List<Level> levels() {
        return levels;
    }

    /** The factor from one level to the next: 1 or 2 along each axis. */
    public Size3 step(final int level) {
        final Size3 a = levels.get(level).factor;
        final Size3 b = levels.get(level + 1).factor;
        return Size3.of(b.x() / a.x(), b.y() / a.y(), b.z() / a.z());
    }
}
