package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the channels of an {@code omero} block, a hint for viewers; so what is wrong in it counts as missing. */
final class OmeroReader {

    private static final Pattern COLOR = Pattern.compile("#?([0-9a-fA-F]{6})");

    private OmeroReader() {}

    static List<OmeChannel> read(final JsonNode channels) {
        final List<OmeChannel> list = new ArrayList<>();
        if (!channels.isArray()) return list;
        for (final JsonNode channel : channels) {
            list.add(new OmeChannel(
                    channel.path("label").isTextual() ? channel.path("label").textValue() : "",
                    rgb(channel.path("color").asText("")),
                    window(channel.path("window")),
                    channel.path("active").asBoolean(true),
                    channel.path("inverted").asBoolean(false)));
        }
        return list;
    }

    private static int rgb(final String color) {
        final Matcher hex = COLOR.matcher(color);
        return hex.matches() ? Integer.parseInt(hex.group(1), 16) : OmeChannel.NO_COLOR;
    }

    private static OmeChannel.Window window(final JsonNode window) {
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
