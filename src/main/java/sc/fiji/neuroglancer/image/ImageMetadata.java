package sc.fiji.neuroglancer.image;

import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Unit;

/**
 * What the planes of an image mean: size, type, calibration, channels. Immutable; made by {@link #builder}.
 *
 * <p>Lengths along x, y, z are in one unit. The centre of voxel (0, 0, 0) lies at {@link #origin(int)}.
 */
public final class ImageMetadata {

    private final String name;
    private final PixelType type;
    private final Size3 size;
    private final int frames;
    private final List<Channel> channels;
    private final boolean hasChannelAxis;
    private final boolean hasZAxis;
    private final boolean hasTimeAxis;
    private final double[] voxelSize;
    private final double[] origin;
    private final Unit spaceUnit;
    private final double frameInterval;
    private final Unit timeUnit;
    private final int defaultZ;
    private final int defaultT;
    private final List<String> warnings;

    ImageMetadata(final ImageMetadataBuilder b) {
        name = b.name;
        type = b.type;
        size = b.size;
        frames = b.frames;
        channels = List.copyOf(b.channels);
        hasChannelAxis = b.channels.size() > 1;
        hasZAxis = b.size.z() > 1;
        hasTimeAxis = b.frames > 1;
        voxelSize = b.voxelSize.clone();
        origin = b.origin.clone();
        spaceUnit = b.spaceUnit;
        frameInterval = b.frameInterval;
        timeUnit = b.timeUnit;
        defaultZ = b.defaultZ;
        defaultT = b.defaultT;
        warnings = List.copyOf(b.warnings);
    }

    /** Starts a description with the three things that have no default. */
    public static ImageMetadataBuilder builder(final String name, final PixelType type, final Size3 size) {
        return new ImageMetadataBuilder(name, type, size);
    }

    /** Starts a description that is like this one. */
    public ImageMetadataBuilder toBuilder() {
        return new ImageMetadataBuilder(name, type, size)
                .frames(frames)
                .channels(channels)
                .voxelSize(voxelSize[0], voxelSize[1], voxelSize[2])
                .origin(origin[0], origin[1], origin[2])
                .spaceUnit(spaceUnit)
                .frameInterval(frameInterval)
                .timeUnit(timeUnit)
                .shown(defaultZ, defaultT)
                .warnings(warnings);
    }

    /** The image's title. */
    public String name() {
        return name;
    }

    /** Type of every pixel. */
    public PixelType type() {
        return type;
    }

    /** Voxels along x, y, z. */
    public Size3 size() {
        return size;
    }

    /** Number of time points, at least 1. */
    public int frames() {
        return frames;
    }

    /** The channels in order, at least one. */
    public List<Channel> channels() {
        return channels;
    }

    /** Whether there is more than one channel. */
    public boolean hasChannelAxis() {
        return hasChannelAxis;
    }

    /** Whether there is more than one plane along z. */
    public boolean hasZAxis() {
        return hasZAxis;
    }

    /** Whether there is more than one time point. */
    public boolean hasTimeAxis() {
        return hasTimeAxis;
    }

    /** Edge of a voxel along axis 0 = x, 1 = y, 2 = z, in {@link #spaceUnit()}; positive and finite. */
    public double voxelSize(final int axis) {
        return voxelSize[axis];
    }

    /** Where the centre of the first voxel lies along axis 0 = x, 1 = y, 2 = z, in {@link #spaceUnit()}; finite. */
    public double origin(final int axis) {
        return origin[axis];
    }

    /** Unit of lengths, or empty when the image has none (pixels). */
    public Optional<Unit> spaceUnit() {
        return Optional.ofNullable(spaceUnit);
    }

    /** Time between two time points in {@link #timeUnit()}, or 1 when unknown; positive and finite. */
    public double frameInterval() {
        return frameInterval;
    }

    /** Unit of time, or empty when unknown. */
    public Optional<Unit> timeUnit() {
        return Optional.ofNullable(timeUnit);
    }

    /** The plane that is shown at first, from 0. */
    public int defaultZ() {
        return defaultZ;
    }

    /** The time point that is shown at first, from 0. */
    public int defaultT() {
        return defaultT;
    }

    /** What the user should know about this image's metadata: a sentence each, with the remedy. */
    public List<String> warnings() {
        return warnings;
    }
}
