package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/** Intensities of one channel, shown by a shader that runs on the graphics card. */
public final class ImageLayer extends Layer<ImageLayer> {

    static final String TYPE = "image";

    /**
     * One channel in one colour: {@code contrast} maps the range to 0..1 and {@code color} tints it. Several such
     * layers that are added up look as a composite image in Fiji does.
     */
    public static final String CHANNEL_SHADER = "#uicontrol invlerp contrast\n"
            + "#uicontrol vec3 color color\n"
            + "void main() {\n"
            + "  float v = contrast();\n"
            + "  if (VOLUME_RENDERING) {\n"
            + "    emitRGBA(vec4(color * v, v));\n"
            + "  } else {\n"
            + "    emitRGB(color * v);\n"
            + "  }\n"
            + "}\n";

    private static final String CONTROLS = "shaderControls";
    private static final String CONTRAST = "contrast";
    private static final String COLOR = "color";

    ImageLayer(final ObjectNode json) {
        super(json);
    }

    /** A layer with the viewer's own shader: gray, over the whole range of the pixel type. */
    public static ImageLayer of(final String name, final String source) {
        return new ImageLayer(start(TYPE, source, name));
    }

    @Override
    ImageLayer copy(final ObjectNode changed) {
        return new ImageLayer(changed);
    }

    /** The shader's source text, or empty for the viewer's own. */
    public Optional<String> shader() {
        return Json.text(json(), "shader");
    }

    /** The two pixel values that are shown darkest and brightest; the first is the larger one for an inverted table. */
    public Optional<double[]> range() {
        return interval("range");
    }

    /** The two pixel values between which the contrast control lets the user choose. */
    public Optional<double[]> window() {
        return interval("window");
    }

    private Optional<double[]> interval(final String key) {
        return Json.numbers(json().path(CONTROLS).path(CONTRAST).path(key)).filter(x -> x.length == 2);
    }

    /** The colour of the brightest value, 0xRRGGBB, or empty when the state says none. */
    public OptionalInt color() {
        return Json.text(json().path(CONTROLS), COLOR).map(Colors::parse).orElse(OptionalInt.empty());
    }

    /** Whether the layer is added to those below instead of covering them. */
    public boolean additive() {
        return Json.text(json(), "blend").filter("additive"::equals).isPresent();
    }

    /** The same, added to the layers below, or covering them. */
    public ImageLayer withAdditive(final boolean additive) {
        return with("blend", additive ? "additive" : "default");
    }

    /** The same with another opacity, from 0 to 1. */
    public ImageLayer withOpacity(final double opacity) {
        return with("opacity", opacity);
    }

    /** The same with another shader, for instance {@link #CHANNEL_SHADER}. */
    public ImageLayer withShader(final String glsl) {
        return with("shader", glsl);
    }

    /**
     * The same with another contrast, for a shader with {@code #uicontrol invlerp contrast}. For whole-numbered pixels
     * all four must be whole numbers of the pixel type, or the viewer refuses the layer.
     *
     * @param darkest pixel value shown darkest
     * @param brightest pixel value shown brightest; may be below the darkest for an inverted table
     * @param windowMin lowest value the control offers
     * @param windowMax highest value the control offers
     */
    public ImageLayer withContrast(
            final double darkest, final double brightest, final double windowMin, final double windowMax) {
        final ObjectNode contrast = controlObject(CONTRAST);
        contrast.set("range", Json.numbers(darkest, brightest));
        contrast.set("window", Json.numbers(windowMin, windowMax));
        return withControl(CONTRAST, contrast);
    }

    /** The same with another colour, 0xRRGGBB, for a shader with {@code #uicontrol vec3 color color}. */
    public ImageLayer withColor(final int rgb) {
        return withControl(COLOR, Json.object().textNode(Colors.format(rgb)));
    }

    /** The same with another value of one of the shader's controls. */
    public ImageLayer withControl(final String control, final JsonNode value) {
        final JsonNode controls = json().path(CONTROLS);
        final ObjectNode changed = controls.isObject() ? (ObjectNode) controls : Json.object();
        return with(CONTROLS, Json.with(changed, control, value.deepCopy()));
    }

    private ObjectNode controlObject(final String control) {
        final JsonNode old = json().path(CONTROLS).path(control);
        return old.isObject() ? ((ObjectNode) old).deepCopy() : Json.object();
    }
}
