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

    /** The channels; without any, one white channel over the whole range of the type is made. */
    public List<Channel> channels = new ArrayList<>();

    private String name;
    private PixelType type;
    private Size3 size;
    private int frames = 1;
    private List<Double> voxelSize = List.of(1.0, 1.0, 1.0);
    private List<Double> origin = List.of(0.0, 0.0, 0.0);
    private Unit spaceUnit = Unit.NONE;
    private double frameInterval = 1;
    private Unit timeUnit = Unit.NONE;
    private ImageMetadata.Shown shown = new ImageMetadata.Shown(0, 0);
    private List<String> warnings = new ArrayList<>();

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

    /** Replaces the channels. */
    public ImageMetadataBuilder channels(final Collection<Channel> value) {
        channels = new ArrayList<>(value);
        return this;
    }

    /** Edges of a voxel in the unit of space. */
    public ImageMetadataBuilder voxelSize(final double x, final double y, final double z) {
        voxelSize = List.of(x, y, z);
        return this;
    }

    /** Center of the first voxel in the unit of space. */
    public ImageMetadataBuilder origin(final double x, final double y, final double z) {
        origin = List.of(x, y, z);
        return this;
    }

    /** Unit of lengths, or {@link Unit#NONE} for pixels. */
    public ImageMetadataBuilder spaceUnit(final Unit value) {
        spaceUnit = value;
        return this;
    }

    /** Time between two time points in the unit of time. */
    public ImageMetadataBuilder frameInterval(final double value) {
        frameInterval = value;
        return this;
    }

    /** Unit of time, or {@link Unit#NONE} when unknown. */
    public ImageMetadataBuilder timeUnit(final Unit value) {
        timeUnit = value;
        return this;
    }

    /** The plane and the time point shown at first, from 0. */
    public ImageMetadataBuilder shown(final int z, final int t) {
        shown = new ImageMetadata.Shown(z, t);
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
        return new ImageMetadata(
                name,
                new ImageMetadata.Extent(type, size, frames),
                channels.isEmpty() ? List.of(Channel.white("channel 0", type)) : channels,
                new ImageMetadata.Spacing(voxelSize, origin, spaceUnit, frameInterval, timeUnit),
                shown,
                warnings);
    }
}
