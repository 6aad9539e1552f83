package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.Address;

/**
 * One layer of a state: a data source and how it is shown. Immutable; each {@code with} returns a changed copy that has
 * kept everything else, known or not.
 *
 * @param <L> the kind of layer
 */
public abstract class Layer<L extends Layer<L>> {

    /** Usual name of OME-Zarr's channel axis; the viewer adds a prime, which makes it local to the layer. */
    static final String CHANNEL_AXIS = "c";

    /** In place of a color that is missing or in another notation. */
    static final int NO_COLOR = -1;

    private static final Pattern LONG_COLOR = Pattern.compile("#([0-9a-fA-F]{6})");
    private static final Pattern SHORT_COLOR = Pattern.compile("#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])");

    private final ObjectNode json;

    Layer(final ObjectNode json) {
        this.json = json;
    }

    /** Reads a layer of a state; its {@code type} decides which class it is. */
    static Layer<?> of(final ObjectNode json) {
        final ObjectNode own = json.deepCopy();
        return switch (Json.text(own, "type")) {
            case ImageLayer.TYPE -> new ImageLayer(own);
            case AnnotationLayer.TYPE -> new AnnotationLayer(own);
            case SegmentationLayer.TYPE -> new SegmentationLayer(own);
            default -> new OtherLayer(own);
        };
    }

    static ObjectNode start(final String type, final String source, final String name) {
        return Json.object().put("type", type).put("source", source).put("name", name);
    }

    abstract L copy(ObjectNode changed);

    final ObjectNode json() {
        return json;
    }

    /** The same with another value of a key of the layer's JSON, for keys without a method of their own. */
    public final L with(final String key, final JsonNode value) {
        return copy(Json.with(json, key, value.deepCopy()));
    }

    final L with(final String key, final String value) {
        return copy(Json.with(json, key, TextNode.valueOf(value)));
    }

    final L with(final String key, final double value) {
        return copy(Json.with(json, key, Json.number(value)));
    }

    /** The layer's name; empty when it has none. */
    public final String name() {
        return Json.text(json, "name");
    }

    /** The layer's type in the state, for instance {@code image}; empty when it has none. */
    public final String type() {
        return Json.text(json, "type");
    }

    /** The addresses of the layer's data sources, each with its format, for instance {@code zarr://https://…}. */
    public final List<String> sources() {
        final List<String> urls = new ArrayList<>();
        final JsonNode source = json.path("source");
        for (final JsonNode one : source.isArray() ? source : Json.array().add(source)) {
            final String url = one.isTextual() ? one.textValue() : Json.text(one, "url");
            if (!url.isEmpty()) urls.add(url);
        }
        return urls;
    }

    /** Whether the layer is shown. */
    public final boolean visible() {
        return Json.flag(json, "visible", true) && !archived();
    }

    /** Whether the layer is only listed and loads nothing. */
    public final boolean archived() {
        return Json.flag(json, "archived", false);
    }

    /** Index along the channel axis that the layer shows; -1 when it has none. */
    public final int channel() {
        final double[] position = Json.numbers(json.path("localPosition"));
        return position.length == 1 ? (int) Math.floor(position[0]) : -1;
    }

    /** The same under another name. */
    public final L withName(final String name) {
        return with("name", name);
    }

    /** The same with another data source, for instance {@code zarr://https://…}; see {@link Address#source}. */
    public final L withSource(final String source) {
        return with("source", source);
    }

    /** The same, shown or hidden; a hidden layer can be shown by a click. */
    public final L withVisible(final boolean visible) {
        final ObjectNode changed = json.deepCopy();
        changed.remove("archived");
        changed.remove("visible");
        if (!visible) changed.set("visible", BooleanNode.FALSE);
        return copy(changed);
    }

    /** The same, hidden and not loaded, or shown. */
    public final L withArchived(final boolean archived) {
        final ObjectNode changed = withVisible(true).json().deepCopy();
        if (archived) changed.set("archived", BooleanNode.TRUE);
        return copy(changed);
    }

    /**
     * The same, showing one channel of an OME-Zarr source with a channel axis.
     *
     * @param index from 0, as the viewer counts, because OME-Zarr's origin is the center of a voxel
     */
    public final L withChannel(final int index) {
        return withChannel(CHANNEL_AXIS, index);
    }

    /** The same for a channel axis of another name than {@value #CHANNEL_AXIS}, see {@link #withChannel(int)}. */
    public final L withChannel(final String axis, final int index) {
        final ObjectNode changed = json.deepCopy();
        final ArrayNode step = Json.array().add(1).add("");
        changed.set("localDimensions", Json.object().set(axis + "'", step));
        changed.set("localPosition", Json.array().add(index));
        return copy(changed);
    }

    /** A color 0xRRGGBB as Neuroglancer writes it: {@code #rrggbb}. */
    static String color(final int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb & 0xffffff);
    }

    /** The color 0xRRGGBB, or {@value #NO_COLOR} for names and other notations. */
    static int rgb(final String css) {
        final Matcher six = LONG_COLOR.matcher(css);
        if (six.matches()) return Integer.parseInt(six.group(1), 16);
        final Matcher three = SHORT_COLOR.matcher(css);
        if (three.matches()) return Integer.parseInt(three.replaceAll("$1$1$2$2$3$3"), 16);
        return NO_COLOR;
    }

    @Override
    public final boolean equals(final Object other) {
        return other instanceof Layer && toString().equals(other.toString());
    }

    @Override
    public final int hashCode() {
        return toString().hashCode();
    }

    /** The layer's JSON. */
    @Override
    public final String toString() {
        return Json.write(json);
    }
}
