package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.ome.Axis;
import sc.fiji.neuroglancer.ome.Dataset;
import sc.fiji.neuroglancer.ome.OmeChannel;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ChannelView;
import sc.fiji.neuroglancer.viewer.DatasetView;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/** Reads how any OME-Zarr 0.4 or 0.5 wants to be shown: its axes and units, channels, colours, display ranges. */
final class DatasetReader {

    /** Colours of channels that have none, as OMERO gives them. */
    private static final int[] COLOURS = {0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff};

    private static final String SPATIAL = "zyx";

    private final OmeMetadata ome;
    private final long[] shape;
    private final PixelType type;

    private DatasetReader(final OmeMetadata ome, final JsonNode array) {
        this.ome = ome;
        shape = new long[array.path("shape").size()];
        for (int d = 0; d < shape.length; d++)
            shape[d] = array.path("shape").path(d).asLong();
        if (shape.length != ome.axes().size())
            throw new InputException("The dataset's level 0 has " + shape.length
                    + " dimensions, but its metadata names " + ome.axes().size() + " axes: export it again.");
        type = pixelType(array);
    }

    /**
     * Reads a dataset's metadata.
     *
     * @throws InputException when there is no OME-Zarr image
     * @throws StoreException when the store cannot be read
     */
    static DatasetReader read(final ReadableStore store, final String location) throws StoreException {
        final JsonNode v2 = ZarrMetadata.read(store, ".zattrs");
        final JsonNode group = v2 == null ? ZarrMetadata.read(store, "zarr.json") : v2;
        if (group == null)
            throw new InputException("There is no OME-Zarr at " + location
                    + ": give the folder that holds .zattrs or zarr.json, and check that its export was finished.");
        final OmeMetadata ome = OmeMetadata.read(group);
        final String array = ome.datasets().get(0).path();
        final JsonNode level = ZarrMetadata.read(store, Keys.join(array, v2 == null ? "zarr.json" : ".zarray"));
        if (level == null) throw new InputException("Level " + array + " is missing at " + location + ".");
        return new DatasetReader(ome, level);
    }

    /** The name in the metadata. */
    Optional<String> name() {
        return ome.name();
    }

    /** Voxels along x, y, z, and time points; 1 where there is no such axis. */
    long[] sizeXyzt() {
        final long[] size = {1, 1, 1, 1};
        for (int d = 0; d < shape.length; d++) {
            final int place = place(d);
            if (place >= 0) size[place] = shape[d];
        }
        return size;
    }

    /** Number of channels. */
    int channels() {
        for (int d = 0; d < shape.length; d++) if (isChannel(d)) return (int) shape[d];
        return 1;
    }

    /**
     * Describes the dataset for the viewer.
     *
     * @param source the data source
     * @param display what Fiji shows of it now, if it is open there
     */
    DatasetView view(final String name, final String source, final Optional<Display> display) {
        final DatasetView.Builder view = DatasetView.builder(name, source).labels(ome.labels());
        for (int place = 0; place < 4; place++) {
            for (int d = 0; d < shape.length; d++) if (place(d) == place) addAxis(view, d, place, display);
        }
        display.ifPresent(now -> view.magnification(now.magnification()));
        boolean channelAxis = false;
        for (int d = 0; d < shape.length; d++) channelAxis |= isChannel(d);
        channelViews(display).forEach(view::channel);
        return view.channelAxis(channelAxis).build();
    }

    private void addAxis(
            final DatasetView.Builder view, final int d, final int place, final Optional<Display> display) {
        final Axis axis = ome.axes().get(d);
        final Dataset full = ome.datasets().get(0);
        final double middle = place == 3 ? 0 : Math.floor((shape[d] - 1) / 2.0);
        final double shown = display.map(now -> now.position(place)).orElse(middle);
        view.axis(
                axis.name(),
                shape[d],
                full.scale().get(d),
                axis.unit(),
                full.translation().get(d),
                shown);
    }

    /** 0, 1, 2 for x, y, z, 3 for time, -1 for a channel. */
    private int place(final int d) {
        final Axis axis = ome.axes().get(d);
        if (axis.type().equals(Axis.TIME)) return 3;
        if (isChannel(d)) return -1;
        return shape.length - 1 - d;
    }

    private boolean isChannel(final int d) {
        final Axis axis = ome.axes().get(d);
        return axis.type().equals(Axis.CHANNEL)
                || !axis.type().equals(Axis.TIME) && shape.length - 1 - d >= SPATIAL.length();
    }

    private List<ChannelView> channelViews(final Optional<Display> display) {
        final List<ChannelView> views = new ArrayList<>();
        for (int c = 0; c < channels(); c++) {
            final OmeChannel channel =
                    c < ome.channels().size() ? ome.channels().get(c) : null;
            final Channel stored = channel(c, Optional.ofNullable(channel));
            final Channel shown = display.isPresent() ? display.get().channels().get(c) : stored;
            final Optional<OmeChannel.Window> window =
                    Optional.ofNullable(channel).flatMap(OmeChannel::window);
            views.add(
                    window.isPresent()
                            ? ChannelView.of(
                                    shown,
                                    type,
                                    window.get().min(),
                                    window.get().max())
                            : ChannelView.of(shown, type));
        }
        return views;
    }

    private Channel channel(final int c, final Optional<OmeChannel> channel) {
        final int standard = channels() == 1 ? 0xffffff : COLOURS[c % COLOURS.length];
        final Optional<OmeChannel.Window> window = channel.flatMap(OmeChannel::window);
        return new Channel(
                channel.flatMap(OmeChannel::label).orElse("channel " + c),
                channel.map(OmeChannel::rgb).orElse(OptionalInt.empty()).orElse(standard),
                window.map(OmeChannel.Window::start).orElse(type.min()),
                window.map(OmeChannel.Window::end).orElse(type.max()),
                channel.map(OmeChannel::inverted).orElse(false),
                channel.map(OmeChannel::active).orElse(true));
    }

    private static PixelType pixelType(final JsonNode array) {
        final String v3 = array.path("data_type").asText();
        final String v2 = array.path("dtype").asText();
        for (final PixelType type : PixelType.values()) {
            final String kind = !type.isInteger() ? "f" : type.isUnsigned() ? "u" : "i";
            if (type.label().equals(v3) || v2.matches("[<>|]" + kind + type.bytes())) return type;
        }
        throw new InputException("Neuroglancer cannot show pixels of type " + (v3.isEmpty() ? v2 : v3)
                + ": convert the image to 8, 16 or 32 bit and export it again.");
    }
}
