package sc.fiji.neuroglancer.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.task.InputException;

/** Collects what {@link ImageMetadata} holds; checked in {@link #build()}. */
public final class ImageMetadataBuilder {

    String name;
    PixelType type;
    Size3 size;
    int frames = 1;
    public List<Channel> channels = new ArrayList<>();
    double[] voxelSize = {1, 1, 1};
    double[] origin = {0, 0, 0};
    Unit spaceUnit;
    double frameInterval = 1;
    Unit timeUnit;
    int defaultZ;
    int defaultT;
    List<String> warnings = new ArrayList<>();

    ImageMetadataBuilder(final String name, final PixelType type, final Size3 size) {
        this.name = name;
        this.type = type;
        this.size = size;
    }

    /** The title. */
    public ImageMetadataBuilder name(final String value) {
        name = value;
        return this;
    }

    /** Type of every pixel. */
    public ImageMetadataBuilder type(final PixelType value) {
        type = value;
        return this;
    }

    /** Voxels along x, y, z. */
    public ImageMetadataBuilder size(final Size3 value) {
        size = value;
        return this;
    }

    /** Number of time points. */
    public ImageMetadataBuilder frames(final int value) {
        frames = value;
        return this;
    }

    /** Replaces the channels; without any, one white channel over the whole range of the type is made. */
    public ImageMetadataBuilder channels(final Collection<Channel> value) {
        channels = new ArrayList<>(value);
        return this;
    }

    /** Edges of a voxel in the unit of space. */
    public ImageMetadataBuilder voxelSize(final double x, final double y, final double z) {
        voxelSize = new double[] {x, y, z};
        return this;
    }

    /** Centre of the first voxel in the unit of space. */
    public ImageMetadataBuilder origin(final double x, final double y, final double z) {
        origin = new double[] {x, y, z};
        return this;
    }

    /** Unit of lengths, or null for pixels. */
    public ImageMetadataBuilder spaceUnit(final Unit value) {
        spaceUnit = value;
        return this;
    }

    /** Time between two time points in the unit of time. */
    public ImageMetadataBuilder frameInterval(final double value) {
        frameInterval = value;
        return this;
    }

    /** Unit of time, or null when unknown. */
    public ImageMetadataBuilder timeUnit(final Unit value) {
        timeUnit = value;
        return this;
    }

    /** The plane and the time point shown at first, from 0. */
    public ImageMetadataBuilder shown(final int z, final int t) {
        defaultZ = z;
        defaultT = t;
        return this;
    }

    /** Replaces the warnings. */
    public ImageMetadataBuilder warnings(final Collection<String> value) {
        warnings = new ArrayList<>(value);
        return this;
    }

    /** Adds a warning. */
    public ImageMetadataBuilder warn(final String value) {
        warnings.add(value);
        return this;
    }

    /**
     * Returns the description.
     *
     * @throws InputException when a voxel size or interval is not positive and finite, or an origin not finite
     */
    public ImageMetadata build() {
        final String[] axes = {"x", "y", "z"};
        for (int d = 0; d < 3; d++) {
            positive(voxelSize[d], "The voxel size along " + axes[d]);
            if (!Double.isFinite(origin[d]))
                throw new InputException("The origin along " + axes[d] + " is " + origin[d]
                        + ". Set it in Image > Properties... and export again.");
        }
        positive(frameInterval, "The frame interval");
        if (channels.isEmpty()) channels.add(new Channel("channel 0", 0xffffff, type.min(), type.max(), false, true));
        return new ImageMetadata(this);
    }

    private static void positive(final double value, final String what) {
        if (!(value > 0) || Double.isInfinite(value))
            throw new InputException(what + " is " + value
                    + ", but must be a positive number. Set it in Image > Properties... and export again.");
    }
}
