package sc.fiji.neuroglancer.viewer;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;

/**
 * What a viewer state says about one OME-Zarr dataset: where it is, its axes, its channels, and what is shown first.
 * Immutable; made by {@link #builder}. The data is not read.
 */
public final class DatasetView {

    /** Screen pixels along the longer side of an image without a given zoom. */
    private static final double SIDE_ON_SCREEN = 400;

    /** How much higher the 3D view is than the longest side of the image. */
    private static final double ROOM_IN_3D = 1.5;

    /**
     * An axis of the image that all layers share.
     *
     * @param size number of voxels or time points
     * @param origin center of the first one, in steps of the dimension
     * @param position the one that is shown first, from 0
     */
    private record SharedAxis(Dimension dimension, boolean spatial, long size, double origin, double position) {}

    private final String name;
    private final String source;
    private final List<SharedAxis> axes;
    private final List<ChannelView> channels;
    private final String channelAxis;
    private final boolean labels;
    private final double magnification;

    private DatasetView(final Builder b) {
        name = b.name;
        source = b.source;
        axes = List.copyOf(b.axes);
        channels = List.copyOf(b.channels);
        channelAxis = b.channelAxis;
        labels = b.labels;
        magnification = b.magnification;
    }

    /**
     * Starts a description.
     *
     * @param name of the dataset; the layer's name if there is one channel
     * @param source data source with its format, see {@link Address#source}
     */
    public static Builder builder(final String name, final String source) {
        return new Builder(name, source);
    }

    /** Starts the description of an image that was exported with this metadata. */
    public static Builder builder(final ImageMetadata image, final String source) {
        final Builder b = builder(image.name(), source);
        for (int d = 0; d < (image.hasZAxis() ? 3 : 2); d++) {
            final int size = image.size().get(d);
            final double shown = d == 2 ? image.shown().z() : (size - 1) / 2.0;
            b.axis("xyz".substring(d, d + 1), size, image.voxelSize(d), image.spaceUnit(), image.origin(d), shown);
        }
        if (image.hasTimeAxis())
            b.otherAxis(
                    "t",
                    image.frames(),
                    image.frameInterval(),
                    image.timeUnit(),
                    0,
                    image.shown().t());
        for (final Channel c : image.channels()) b.channel(ChannelView.of(c, image.type()));
        return b.channelAxis(image.hasChannelAxis());
    }

    /** The layers, lowest first: one for each channel. */
    public List<Layer<?>> layers() {
        final List<Layer<?>> layers = new ArrayList<>();
        for (int c = 0; c < channels.size(); c++) layers.add(layer(c));
        return layers;
    }

    private Layer<?> layer(final int c) {
        final ChannelView channel = channels.get(c);
        final String title = channels.size() > 1 ? channel.name() : name;
        if (labels) {
            final SegmentationLayer layer = SegmentationLayer.of(title, source).withVisible(channel.active());
            return channelAxis == null ? layer : layer.withChannel(channelAxis, c);
        }
        final ImageLayer layer = ImageLayer.of(title, source);
        return channel.show((channelAxis == null ? layer : layer.withChannel(channelAxis, c))
                        .withAdditive(true)
                        .withOpacity(1))
                .with("tab", "rendering");
    }

    /** The dimensions that all layers share, in the order x, y, z, t. */
    public List<Dimension> dimensions() {
        final List<Dimension> dimensions = new ArrayList<>();
        axes.forEach(a -> dimensions.add(a.dimension()));
        return dimensions;
    }

    /** A state that shows this dataset alone. */
    public ViewerState toState() {
        ViewerState state = ViewerState.empty()
                .withTitle(name)
                .withDimensions(dimensions())
                .withPosition(axes.stream().mapToDouble(DatasetView::shownAt).toArray())
                .withCrossSectionScale(crossSectionScale())
                .withProjectionScale(ROOM_IN_3D * longestSide(3));
        for (final Layer<?> layer : layers()) state = state.plusLayer(layer);
        final List<Layer<?>> layers = state.layers();
        final Layer<?> selected =
                layers.stream().filter(Layer::visible).findFirst().orElse(layers.get(0));
        return state.withSelectedLayer(selected.name())
                .withLayout(spatial() > 2 ? "4panel" : "xy")
                .withAxisLines(false)
                .withScaleBar(true);
    }

    /** Coordinates count steps from the physical origin, not from the first voxel. */
    private static double shownAt(final SharedAxis axis) {
        return axis.origin() + axis.position();
    }

    private double crossSectionScale() {
        if (magnification > 0) return axes.get(0).dimension.scale().doubleValue() / smallestStep() / magnification;
        return longestSide(2) / SIDE_ON_SCREEN;
    }

    private int spatial() {
        return (int) axes.stream().filter(a -> a.spatial()).count();
    }

    /** The viewer measures zoom in the smallest step of the displayed axes. */
    private double smallestStep() {
        return axes.stream()
                .limit(spatial())
                .mapToDouble(a -> a.dimension().scale().doubleValue())
                .min()
                .orElse(1);
    }

    private double longestSide(final int among) {
        return axes.stream()
                .limit(Math.min(among, spatial()))
                .mapToDouble(a -> a.size() * a.dimension().scale().doubleValue() / smallestStep())
                .max()
                .orElse(1);
    }

    /** Collects what {@link DatasetView} holds. */
    public static final class Builder {

        private final String name;
        private final String source;
        private final List<SharedAxis> axes = new ArrayList<>();
        private final List<ChannelView> channels = new ArrayList<>();
        private String channelAxis;
        private boolean labels;
        private double magnification;

        private Builder(final String name, final String source) {
            this.name = name;
            this.source = source;
        }

        /**
         * Adds a spatial axis; the order is x, y, z.
         *
         * @param size number of voxels or time points
         * @param step their distance in the unit, positive
         * @param unit unit of length or time, or {@link Unit#NONE}
         * @param origin center of the first one, in the unit
         * @param position the one that is shown first, from 0; a half is between two of them
         */
        public Builder axis(
                final String axis,
                final long size,
                final double step,
                final Unit unit,
                final double origin,
                final double position) {
            axes.add(new SharedAxis(Dimension.of(axis, step, unit), true, size, origin / step, position));
            return this;
        }

        /** Adds an axis that is not spatial, for instance time; after all spatial axes. */
        public Builder otherAxis(
                final String axis,
                final long size,
                final double step,
                final Unit unit,
                final double origin,
                final double position) {
            axes.add(new SharedAxis(Dimension.of(axis, step, unit), false, size, origin / step, position));
            return this;
        }

        /** Adds a channel; the order is that of the channel axis. */
        public Builder channel(final ChannelView channel) {
            channels.add(channel);
            return this;
        }

        /** Whether the dataset has a channel axis; without it, there is one channel. */
        public Builder channelAxis(final boolean present) {
            return channelAxis(present ? Layer.CHANNEL_AXIS : null);
        }

        /** The name of the dataset's channel axis, or null. */
        public Builder channelAxis(final String axis) {
            channelAxis = axis;
            return this;
        }

        /** Whether values are object numbers rather than intensities. */
        public Builder labels(final boolean value) {
            labels = value;
            return this;
        }

        /** Screen pixels per voxel along x, like Fiji's zoom; 0 fits the image into the view. */
        public Builder magnification(final double value) {
            magnification = value;
            return this;
        }

        /**
         * Returns the description.
         *
         * @throws IllegalArgumentException without axes or channels, or with several channels and no channel axis
         */
        public DatasetView build() {
            if (axes.size() < 2 || channels.isEmpty() || channels.size() > 1 && channelAxis == null)
                throw new IllegalArgumentException("axes: " + axes.size() + ", channels: " + channels.size());
            return new DatasetView(this);
        }
    }
}
