package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.task.InputException;

/** The {@code omero} block: names, colors and display ranges of the channels. */
final class Omero {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern COLOR = Pattern.compile("#?([0-9a-fA-F]{6})");
    private static final int WHITE = 0xffffff;

    /** Up to here a double holds every whole number. */
    private static final double EXACT = 9007199254740992.0;

    private Omero() {}

    /** @throws InputException when a display range is not finite */
    static ObjectNode write(final ImageMetadata image, final NgffVersion version) {
        final ObjectNode omero = JSON.objectNode().put("id", 1).put("name", image.name());
        if (version == NgffVersion.V04) omero.put("version", version.label());
        final ArrayNode channels = omero.putArray("channels");
        for (final Channel channel : image.channels()) channels.add(channel(channel, image.type()));
        final boolean gray =
                image.channels().size() == 1 && image.channels().get(0).rgb() == WHITE;
        omero.putObject("rdefs")
                .put("defaultT", image.shown().t())
                .put("defaultZ", image.shown().z())
                .put("model", gray ? "greyscale" : "color");
        return omero;
    }

    private static ObjectNode channel(final Channel channel, final PixelType type) {
        final ObjectNode node = JSON.objectNode()
                .put("active", channel.active())
                .put("coefficient", 1)
                .put("color", String.format("%06X", channel.rgb()))
                .put("family", "linear")
                .put("inverted", channel.inverted())
                .put("label", channel.name());
        node.set("window", window(channel, type));
        return node;
    }

    /**
     * The display range and the range to choose it from. The latter is the type's for 8 and 16 bit, the range
     * that users know; for wider types, whose range is too large to choose from, it is the display range.
     */
    private static ObjectNode window(final Channel channel, final PixelType type) {
        double start = channel.displayMin();
        double end = channel.displayMax();
        if (!Double.isFinite(start) || !Double.isFinite(end))
            throw new InputException(
                    "The display range of channel {} is {} to {}. Set it in Image > Adjust > Brightness/Contrast..., then"
                            + " export again.",
                    channel.name(),
                    start,
                    end);
        final boolean narrow = type.bytes() <= 2;
        if (narrow) {
            start = clamp(start, type);
            end = clamp(end, type);
        }
        // An empty range would divide by zero in viewers.
        if (start >= end) {
            if (narrow && start >= type.max()) start = type.max() - 1;
            end = start + Math.max(1, Math.ulp((float) start));
        }
        final ObjectNode window = JSON.objectNode();
        window.set("min", number(narrow ? type.min() : start));
        window.set("max", number(narrow ? type.max() : end));
        window.set("start", number(start));
        window.set("end", number(end));
        return window;
    }

    private static double clamp(final double value, final PixelType type) {
        return Math.max(type.min(), Math.min(type.max(), value));
    }

    private static JsonNode number(final double value) {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) return JSON.numberNode((long) value);
        return JSON.numberNode(value);
    }

    /** Reads the channels. The block is a hint for viewers, so invalid values count as missing. */
    static List<OmeChannel> read(final JsonNode channels) {
        final List<OmeChannel> list = new ArrayList<>();
        if (!channels.isArray()) return list;
        for (final JsonNode channel : channels) {
            list.add(new OmeChannel(
                    channel.path("label").isTextual() ? channel.path("label").textValue() : "",
                    rgb(channel.path("color").asText("")),
                    readWindow(channel.path("window")),
                    channel.path("active").asBoolean(true),
                    channel.path("inverted").asBoolean(false)));
        }
        return list;
    }

    private static int rgb(final String color) {
        final Matcher hex = COLOR.matcher(color);
        return hex.matches() ? Integer.parseInt(hex.group(1), 16) : OmeChannel.NO_COLOR;
    }

    private static OmeChannel.Window readWindow(final JsonNode window) {
        for (final String key : List.of("min", "max", "start", "end")) {
            final JsonNode value = window.path(key);
            if (!value.isNumber() || !Double.isFinite(value.doubleValue())) return OmeChannel.Window.NONE;
        }
        return new OmeChannel.Window(
                window.path("min").doubleValue(),
                window.path("max").doubleValue(),
                window.path("start").doubleValue(),
                window.path("end").doubleValue());
    }
}
