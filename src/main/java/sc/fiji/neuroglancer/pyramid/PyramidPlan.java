package sc.fiji.neuroglancer.pyramid;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The levels of a resolution pyramid. Level 0 is the image; each next level halves those axes whose voxels are small,
 * so that voxels approach cubes.
 *
 * <p>Rule: of the axes with more than one voxel left, double the factor of each whose voxel size is below sqrt(2) times
 * the smallest; stop when no axis has more than {@value #COARSEST} voxels. Sizes are rounded up.
 *
 * @param levels finest first
 */
public record PyramidPlan(List<Level> levels) {

    /** The coarsest level has at most this many voxels along any axis. */
    public static final int COARSEST = 128;

    /**
     * One level.
     *
     * @param size voxels along x, y, z
     * @param factor how many voxels of level 0 one voxel covers along x, y, z: powers of two
     */
    public record Level(Size3 size, Size3 factor) {

        static Level of(final Size3 full, final Size3 factor) {
            return new Level(full.ceilDiv(factor), factor);
        }
    }

    /** Copies the levels. */
    public PyramidPlan {
        levels = List.copyOf(levels);
    }

    /** The levels of an image of that size with these factors, finest first. */
    public static PyramidPlan ofFactors(final Size3 size, final List<Size3> factors) {
        return new PyramidPlan(
                factors.stream().map(factor -> Level.of(size, factor)).toList());
    }

    /**
     * Plans the levels.
     *
     * @param size of the image in voxels
     * @param voxelSize edges of a voxel along x, y, z in one unit, positive
     * @param count number of levels with level 0, or 0 to follow the rule
     * @throws InputException if the image is too small for this number of levels
     */
    public static PyramidPlan of(final Size3 size, final double[] voxelSize, final int count) {
        if (count < 0) throw new InputException("{} is {}: use 0 for automatic, or at least 1.", key("levels"), count);
        final List<Level> levels = new ArrayList<>();
        Size3 factor = Size3.ONE;
        levels.add(Level.of(size, factor));
        while (count == 0 ? last(levels).size.max() > COARSEST : levels.size() < count) {
            if (last(levels).size.max() == 1)
                throw new InputException(
                        "{} is {}, but this image is a single voxel after {} levels: use fewer, or 0 for automatic.",
                        key("levels"),
                        count,
                        levels.size());
            factor = next(size, voxelSize, factor);
            levels.add(Level.of(size, factor));
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

    /** The factor from one level to the next: 1 or 2 along each axis. */
    public Size3 step(final int level) {
        final Size3 a = levels.get(level).factor;
        final Size3 b = levels.get(level + 1).factor;
        return Size3.of(b.x() / a.x(), b.y() / a.y(), b.z() / a.z());
    }

    /** How many planes of a level result from this number of planes of level 0, if those are not all. */
    public int planesKnown(final int level, final int planes) {
        return planes / levels.get(level).factor.z();
    }
}
