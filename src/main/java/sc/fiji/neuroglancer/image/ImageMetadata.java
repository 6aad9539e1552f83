package sc.fiji.neuroglancer.image;

import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What the planes of an image mean; made by {@link #builder}.
 *
 * @param name the image's title
 * @param extent pixel type and sizes
 * @param channels in order, at least one
 * @param spacing positions of the voxels and time points
 * @param shown the plane that is shown at first
 * @param warnings what the user should know about this image's metadata: a sentence each, with the remedy
 */
public record ImageMetadata(
        String name, Extent extent, List<Channel> channels, Spacing spacing, Shown shown, List<String> warnings) {

    /**
     * Pixel type and sizes.
     *
     * @param size voxels along x, y, z
     * @param frames number of time points, at least 1
     */
    public record Extent(PixelType type, Size3 size, int frames) {}

    /** The plane and the time point that are shown at first, from 0. */
    public record Shown(int z, int t) {}

    /**
     * Positions of the voxels and time points.
     *
     * @param voxelSize edges of a voxel along x, y, z in the unit of space; positive and finite
     * @param origin where the center of voxel (0, 0, 0) lies along x, y, z, in the unit of space; finite
     * @param spaceUnit unit of lengths, or {@link Unit#NONE} for pixels
     * @param frameInterval time between two time points in the unit of time, or 1 when unknown; positive and finite
     * @param timeUnit unit of time, or {@link Unit#NONE} when unknown
     */
    public record Spacing(
            List<Double> voxelSize, List<Double> origin, Unit spaceUnit, double frameInterval, Unit timeUnit) {

        /** @throws InputException when a voxel size or interval is not positive and finite, or an origin not finite */
        public Spacing {
            final String[] axes = {"x", "y", "z"};
            for (int d = 0; d < axes.length; d++) {
                positive(voxelSize.get(d), "The voxel size along " + axes[d]);
                if (!Double.isFinite(origin.get(d)))
                    throw new InputException(
                            "The origin along {} is {}. Set it in Image > Properties..., then export again.",
                            axes[d],
                            origin.get(d));
            }
            positive(frameInterval, "The frame interval");
        }

        private static void positive(final double value, final String what) {
            if (!(value > 0) || Double.isInfinite(value))
                throw new InputException(
                        "{} is {}, but must be a positive number. Set it in Image > Properties..., then export again.",
                        what,
                        value);
        }
    }

    /** Copies the lists. */
    public ImageMetadata {
        channels = List.copyOf(channels);
        warnings = List.copyOf(warnings);
    }

    /** Starts a description with the three things that have no default. */
    public static ImageMetadataBuilder builder(final String name, final PixelType type, final Size3 size) {
        return new ImageMetadataBuilder(name, type, size);
    }

    /** Starts a description that is like this one. */
    public ImageMetadataBuilder toBuilder() {
        return new ImageMetadataBuilder(name, type(), size())
                .frames(frames())
                .channels(channels)
                .voxelSize(voxelSize(0), voxelSize(1), voxelSize(2))
                .origin(origin(0), origin(1), origin(2))
                .spaceUnit(spaceUnit())
                .frameInterval(frameInterval())
                .timeUnit(timeUnit())
                .shown(shown.z, shown.t)
                .warnings(warnings);
    }

    public PixelType type() {
        return extent.type;
    }

    public Size3 size() {
        return extent.size;
    }

    public int frames() {
        return extent.frames;
    }

    public boolean hasChannelAxis() {
        return channels.size() > 1;
    }

    public boolean hasZAxis() {
        return size().z() > 1;
    }

    public boolean hasTimeAxis() {
        return frames() > 1;
    }

    /** Edge of a voxel along axis 0 = x, 1 = y, 2 = z, in {@link #spaceUnit()}; positive and finite. */
    public double voxelSize(final int axis) {
        return spacing.voxelSize.get(axis);
    }

    /** Where the center of the first voxel lies along axis 0 = x, 1 = y, 2 = z, in {@link #spaceUnit()}; finite. */
    public double origin(final int axis) {
        return spacing.origin.get(axis);
    }

    public Unit spaceUnit() {
        return spacing.spaceUnit;
    }

    public double frameInterval() {
        return spacing.frameInterval;
    }

    public Unit timeUnit() {
        return spacing.timeUnit;
    }
}
