package sc.fiji.neuroglancer.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.ome.OmeAxis;
import sc.fiji.neuroglancer.ome.OmeChannel;
import sc.fiji.neuroglancer.ome.OmeLevel;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ChannelView;
import sc.fiji.neuroglancer.viewer.DatasetView;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Reads how any OME-Zarr 0.4 or 0.5 is to be shown: its axes and units, channels, colors, display ranges.
 *
 * <p>The viewer goes by the {@code type} of an axis: {@code channel} is local to a layer, all others are shared. Axes
 * without a type are spatial if their names are x, y, z.
 */
final class DatasetReader {

    /** Colors of channels without one, as in OMERO. */
    private static final int[] COLORS = {0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff};

    /** Further channels get no layer: the link would become too long. */
    private static final int MOST_CHANNELS = 32;

    private static final String XYZ = "xyz";
    private static final int TIME = 3;

    private final OmeMetadata ome;
    private final long[] shape;
    private final PixelType type;
    private final List<Integer> space = new ArrayList<>();
    private final List<Integer> others = new ArrayList<>();
    private final List<Message> warnings = new ArrayList<>();
    private int channelDimension = -1;

    private DatasetReader(final OmeMetadata ome, final JsonNode array) {
        this.ome = ome;
        shape = new long[array.path("shape").size()];
        for (int d = 0; d < shape.length; d++)
            shape[d] = array.path("shape").path(d).asLong();
        if (shape.length != ome.axes().size())
            throw new InputException(
                    "Level 0 of the dataset has {} dimensions, but its metadata names {} axes: export it again.",
                    shape.length,
                    ome.axes().size());
        type = pixelType(array);
        sortAxes();
        findUnits();
    }

    /**
     * Reads a dataset's metadata.
     *
     * @throws InputException when there is no OME-Zarr image
     * @throws StoreException when the store cannot be read
     */
    static DatasetReader read(final ReadableStore store, final String location) throws StoreException {
        final JsonNode v2 = ZarrMetadata.read(store, MetadataFiles.ZATTRS);
        final JsonNode group = v2 == null ? ZarrMetadata.read(store, MetadataFiles.ZARR_JSON) : v2;
        if (group == null)
            throw new InputException(
                    "There is no OME-Zarr at {}: give the folder that contains .zattrs or zarr.json, and check that its"
                            + " export was finished.",
                    location);
        final OmeMetadata ome = OmeMetadata.read(group);
        final String array = ome.datasets().get(0).path();
        final JsonNode level =
                ZarrMetadata.read(store, Keys.join(array, v2 == null ? MetadataFiles.ZARR_JSON : MetadataFiles.ZARRAY));
        if (level == null)
            throw new InputException("Level {} is missing at {}: copy or export it again.", array, location);
        return new DatasetReader(ome, level);
    }

    /** Its voxel grid, as far as points need it: sizes, voxel size, unit, origin, time points, channels. */
    ImageMetadata grid(final String fallback) {
        final OmeLevel full = ome.datasets().get(0);
        final double[] step = {1, 1, 1};
        final double[] origin = {0, 0, 0};
        final int[] size = {1, 1, 1};
        for (int place = 0; place < space.size(); place++) {
            final int d = space.get(place);
            step[place] = full.scale().get(d);
            origin[place] = full.translation().get(d);
            size[place] = Math.toIntExact(shape[d]);
        }
        final ImageMetadataBuilder grid = ImageMetadata.builder(
                        ome.name().isEmpty() ? fallback : ome.name(), type, Size3.of(size[0], size[1], size[2]))
                .voxelSize(step[0], step[1], step[2])
                .origin(origin[0], origin[1], origin[2])
                .spaceUnit(ome.axes().get(space.get(0)).unit());
        for (final int d : others) {
            if (kind(d).equals(OmeAxis.TIME))
                grid.frames(Math.toIntExact(shape[d]))
                        .frameInterval(full.scale().get(d))
                        .timeUnit(ome.axes().get(d).unit());
        }
        final List<Channel> channels = new ArrayList<>();
        for (int c = 0; channelDimension >= 0 && c < shape[channelDimension]; c++)
            channels.add(new Channel("channel " + c, COLORS[0], type.min(), type.max(), false, true));
        return grid.channels(channels).build();
    }

    /** Spatial axes in the order x, y, z; the others with time first. */
    private void sortAxes() {
        for (int d = shape.length - 1; d >= 0; d--) {
            if (!Dimension.isName(name(d)))
                throw new InputException(
                        "Neuroglancer cannot show an axis named '{}': rename it in the metadata of the image, using"
                                + " letters, digits, and _.",
                        name(d));
            if (kind(d).equals(OmeAxis.CHANNEL)) channelDimension = d;
            else if (kind(d).equals(OmeAxis.SPACE) && space.size() < XYZ.length()) space.add(d);
            else others.add(d);
        }
        if (space.size() < 2)
            throw new InputException(
                    "The dataset has {} spatial axes instead of 2 or 3: give the folder of an image.", space.size());
        if (space.stream().allMatch(d -> isXyz(name(d)))) space.sort(Comparator.comparing(d -> name(d)));
        others.sort(Comparator.comparing(d -> !kind(d).equals(OmeAxis.TIME)));
    }

    private String kind(final int d) {
        final String given = ome.axes().get(d).type();
        return given.isEmpty() && isXyz(name(d)) ? OmeAxis.SPACE : given;
    }

    private static boolean isXyz(final String name) {
        return name.length() == 1 && XYZ.contains(name.toLowerCase(Locale.ROOT));
    }

    private String name(final int d) {
        return ome.axes().get(d).name();
    }

    private void findUnits() {
        for (final OmeAxis axis : ome.axes()) {
            if (axis.unit().exists() || axis.unitText().isEmpty()) continue;
            warnings.add(Message.of(
                    "Neuroglancer rejects this image because it does not know the unit '{}' of axis {}: correct it in the"
                            + " metadata of the image, or export the image again.",
                    axis.unitText(),
                    axis.name()));
        }
    }

    /** The name in the metadata; blank when there is none. */
    String name() {
        return ome.name();
    }

    /** What the user should know, a sentence each. */
    List<Message> warnings() {
        return warnings;
    }

    /** Voxels along x, y, z, and time points; 1 where there is no such axis. */
    long[] sizeXyzt() {
        final long[] size = {1, 1, 1, 1};
        for (int place = 0; place < space.size(); place++) size[place] = shape[space.get(place)];
        for (final int d : others) if (kind(d).equals(OmeAxis.TIME)) size[TIME] = shape[d];
        return size;
    }

    /**
     * Describes the dataset for the viewer.
     *
     * @param source the data source
     * @param display what Fiji shows of it, or null
     */
    DatasetView view(final String name, final String source, final FijiView display) {
        final FijiView shown = display != null && display.fits(sizeXyzt()) ? display : null;
        final DatasetView.Builder view = DatasetView.builder(name, source).labels(ome.labels());
        for (int place = 0; place < space.size(); place++) addAxis(view, space.get(place), place, shown);
        for (final int d : others) addAxis(view, d, kind(d).equals(OmeAxis.TIME) ? TIME : -1, shown);
        if (shown != null) view.magnification(shown.magnification());
        channelViews(shown).forEach(view::channel);
        return view.channelAxis(channelDimension < 0 ? null : name(channelDimension))
                .build();
    }

    private void addAxis(final DatasetView.Builder view, final int d, final int place, final FijiView display) {
        final OmeAxis axis = ome.axes().get(d);
        final OmeLevel full = ome.datasets().get(0);
        final double step = full.scale().get(d);
        final double origin = full.translation().get(d);
        final boolean isSpace = space.contains(d);
        final double standard = isSpace ? Math.floor((shape[d] - 1) / 2.0) : 0;
        final double shown = place < 0 || display == null ? standard : display.position()[place];
        if (isSpace) view.axis(axis.name(), shape[d], step, axis.unit(), origin, shown);
        else view.otherAxis(axis.name(), shape[d], step, axis.unit(), origin, shown);
    }

    private List<ChannelView> channelViews(final FijiView display) {
        final long count = channelDimension < 0 ? 1 : shape[channelDimension];
        if (count > MOST_CHANNELS)
            warnings.add(Message.of(
                    "Only the first {} of {} channels have a layer: add others in the viewer.", MOST_CHANNELS, count));
        final List<ChannelView> views = new ArrayList<>();
        for (int c = 0; c < Math.min(count, MOST_CHANNELS); c++) {
            final OmeChannel stored = c < ome.channels().size() ? ome.channels().get(c) : OmeChannel.UNKNOWN;
            final boolean open = display != null && display.channels().size() == count;
            final Channel shown = open ? display.channels().get(c) : channel(c, count, stored);
            final OmeChannel.Window window = stored.window();
            views.add(
                    window.exists()
                            ? ChannelView.of(shown, type, window.min(), window.max())
                            : ChannelView.of(shown, type));
        }
        return views;
    }

    private Channel channel(final int c, final long count, final OmeChannel stored) {
        final int standard = count == 1 ? 0xffffff : COLORS[c % COLORS.length];
        final OmeChannel.Window window = stored.window();
        if (!window.exists() && c == 0 && !ome.labels())
            warnings.add(
                    Message.of("The image has no display range: set the contrast in the viewer, in the Rendering tab"
                            + " of the layer."));
        final double start = window.exists() ? window.start() : lowest();
        final double end = window.exists() ? window.end() : highest();
        return new Channel(
                stored.label().isEmpty() ? "channel " + (c + 1) : stored.label(),
                stored.rgb() == OmeChannel.NO_COLOR ? standard : stored.rgb(),
                Math.min(start, end),
                Math.max(start, end),
                stored.inverted() != start > end, // as the viewer takes a start above the end
                stored.active());
    }

    /** For floats, whose type says nothing, what most programs write for black and white. */
    private double lowest() {
        return type.isInteger() ? type.min() : 0;
    }

    private double highest() {
        return type.isInteger() ? type.max() : 1;
    }

    private static PixelType pixelType(final JsonNode array) {
        final String v3 = array.path("data_type").asText();
        final String v2 = array.path("dtype").asText();
        for (final PixelType type : PixelType.values()) {
            final String kind = !type.isInteger() ? "f" : type.isUnsigned() ? "u" : "i";
            if (type.label().equals(v3) || v2.matches("[<>|]" + kind + type.bytes())) return type;
        }
        throw new InputException(
                "Neuroglancer cannot show pixels of type {}: convert the image to 8, 16, or 32 bit, and export it again.",
                v3.isEmpty() ? v2 : v3);
    }
}
