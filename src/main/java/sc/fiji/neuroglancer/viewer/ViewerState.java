package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The whole state of a Neuroglancer viewer. Immutable; each {@code with} returns a changed copy that has kept
 * everything else, known or not.
 */
public final class ViewerState {

    private static final String DIMENSIONS = "dimensions";
    private static final String LAYERS = "layers";

    private final ObjectNode json;

    private ViewerState(final ObjectNode json) {
        this.json = json;
    }

    /** The state of an empty viewer. */
    public static ViewerState empty() {
        return new ViewerState(Json.object());
    }

    /**
     * Reads a state, for instance the contents of {@code state.json}.
     *
     * @throws InputException when the text is not a JSON object
     */
    public static ViewerState parse(final String text) {
        return new ViewerState(Json.parse(text, "The viewer state"));
    }

    /** The state's JSON; a copy. */
    public ObjectNode toJson() {
        return json.deepCopy();
    }

    /** The same with another value of a key, for keys without a method of their own. */
    public ViewerState with(final String key, final JsonNode value) {
        return new ViewerState(Json.with(json, key, value.deepCopy()));
    }

    /** The shared dimensions in the order of the viewer's axes; dimensions without a constant step are left out. */
    public List<Dimension> dimensions() {
        final List<Dimension> found = new ArrayList<>();
        for (final Map.Entry<String, JsonNode> e : json.path(DIMENSIONS).properties()) {
            final JsonNode scale = e.getValue().path(0);
            if (Dimension.isName(e.getKey())
                    && scale.isNumber()
                    && scale.decimalValue().signum() > 0)
                found.add(Dimension.of(
                        e.getKey(), scale.decimalValue(), e.getValue().path(1).asText("")));
        }
        return found;
    }

    /** The same with other dimensions; the first three are the axes of the panels. */
    public ViewerState withDimensions(final List<Dimension> dimensions) {
        final ObjectNode object = Json.object();
        for (final Dimension d : dimensions)
            object.set(d.name(), Json.array().add(Json.number(d.scale())).add(d.unit()));
        return with(DIMENSIONS, object);
    }

    /** Where the viewer looks, in steps of {@link #dimensions()}; empty when the state does not say. */
    public double[] position() {
        return Json.numbers(json.path("position"));
    }

    /** The same, looking elsewhere, in steps of {@link #dimensions()}. */
    public ViewerState withPosition(final double... position) {
        return with("position", Json.numbers(position));
    }

    /**
     * Smallest steps of the displayed dimensions per screen pixel in cross-sections; 0.5 shows everything twice as
     * large. NaN when the state does not say.
     */
    public double crossSectionScale() {
        return Json.number(json, "crossSectionScale");
    }

    /** The same with another zoom of the cross-sections, see {@link #crossSectionScale()}. */
    public ViewerState withCrossSectionScale(final double scale) {
        return with("crossSectionScale", Json.number(scale));
    }

    /** Smallest steps of the displayed dimensions per height of the 3D view; NaN when the state does not say. */
    public double projectionScale() {
        return Json.number(json, "projectionScale");
    }

    /** The same with another zoom of the 3D view, see {@link #projectionScale()}. */
    public ViewerState withProjectionScale(final double scale) {
        return with("projectionScale", Json.number(scale));
    }

    /** The arrangement of panels; empty when the state does not say. For instance {@code 4panel}, {@code xy}, {@code 3d}. */
    public String layout() {
        final JsonNode layout = json.path("layout");
        return layout.isObject() ? Json.text(layout, "type") : Json.text(json, "layout");
    }

    /** The same with another arrangement, see {@link #layout()}. */
    public ViewerState withLayout(final String layout) {
        return with("layout", TextNode.valueOf(layout));
    }

    /** Whether panels have a scale bar. */
    public boolean scaleBar() {
        return Json.flag(json, "showScaleBar", true);
    }

    /** The same with or without a scale bar. */
    public ViewerState withScaleBar(final boolean shown) {
        return with("showScaleBar", BooleanNode.valueOf(shown));
    }

    /** Whether lines mark the position. */
    public boolean axisLines() {
        return Json.flag(json, "showAxisLines", true);
    }

    /** The same with or without lines that mark the position. */
    public ViewerState withAxisLines(final boolean shown) {
        return with("showAxisLines", BooleanNode.valueOf(shown));
    }

    /** The title of the browser's window; empty when the state has none. */
    public String title() {
        return Json.text(json, "title");
    }

    /** The same with another title. */
    public ViewerState withTitle(final String title) {
        return with("title", TextNode.valueOf(title));
    }

    /** Name of the layer whose controls are shown at the side; empty for none. */
    public String selectedLayer() {
        final JsonNode selected = json.path("selectedLayer");
        return Json.flag(selected, "visible", false) ? Json.text(selected, "layer") : "";
    }

    /** The same with the controls of this layer at the side. */
    public ViewerState withSelectedLayer(final String layer) {
        final JsonNode old = json.path("selectedLayer");
        final ObjectNode selected = old instanceof ObjectNode object ? object.deepCopy() : Json.object();
        return with("selectedLayer", selected.put("visible", true).put("layer", layer));
    }

    /** The layers, the lowest first. */
    public List<Layer<?>> layers() {
        final List<Layer<?>> found = new ArrayList<>();
        for (final JsonNode layer : json.path(LAYERS)) {
            if (layer instanceof ObjectNode object) found.add(Layer.of(object));
        }
        return found;
    }

    /** The layer of this name, or empty. */
    public Optional<Layer<?>> layer(final String name) {
        return layers().stream().filter(named(name)).findFirst();
    }

    /** The same with other layers. */
    public ViewerState withLayers(final List<? extends Layer<?>> layers) {
        final ArrayNode array = Json.array();
        layers.forEach(l -> array.add(l.json().deepCopy()));
        return with(LAYERS, array);
    }

    /** The same with this layer in place of the one of the same name, or on top if there is no such layer. */
    public ViewerState withLayer(final Layer<?> layer) {
        final List<Layer<?>> layers = layers();
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).name().equals(layer.name())) continue;
            layers.set(i, layer);
            return withLayers(layers);
        }
        layers.add(layer);
        return withLayers(layers);
    }

    /** The same with this layer on top; a number is appended to its name if the name is taken. */
    public ViewerState plusLayer(final Layer<?> layer) {
        final List<Layer<?>> layers = layers();
        String name = layer.name();
        for (int n = 2; layers.stream().anyMatch(named(name)); n++) name = layer.name() + " " + n;
        layers.add(name.equals(layer.name()) ? layer : layer.withName(name));
        return withLayers(layers);
    }

    /** The same without the layers of this name. */
    public ViewerState withoutLayer(final String name) {
        final List<Layer<?>> layers = layers();
        layers.removeIf(named(name));
        return withLayers(layers);
    }

    private static Predicate<Layer<?>> named(final String name) {
        return l -> l.name().equals(name);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ViewerState && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The state's JSON text, on one line: what {@code state.json} holds. */
    @Override
    public String toString() {
        return Json.write(json);
    }
}
