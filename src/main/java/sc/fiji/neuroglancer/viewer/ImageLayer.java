package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Intensities of one channel, shown by a shader that runs on the graphics card. */
public final class ImageLayer extends Layer<ImageLayer> {

    static final String TYPE = "image";

    /**
     * One channel in one color: {@code contrast} maps the range to 0..1 and {@code color} tints it. Several such
     * layers, added up, look like a composite image in Fiji.
     */
    public static final String CHANNEL_SHADER = """
            #uicontrol invlerp contrast
            #uicontrol vec3 color color
            void main() {
              float v = contrast();
              if (VOLUME_RENDERING) {
                emitRGBA(vec4(color * v, v));
              } else {
                emitRGB(color * v);
              }
            }
            """;

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

    /** Source text of the shader; empty for the viewer's own. */
    public String shader() {
        return Json.text(json(), "shader");
    }

    /**
     * The pixel values that are shown darkest and brightest; the first is larger for an inverted lookup table. Empty
     * when the state has none.
     */
    public double[] range() {
        return interval("range");
    }

    /** The lowest and highest pixel value that the contrast control offers; empty when the state has none. */
    public double[] window() {
        return interval("window");
    }

    private double[] interval(final String key) {
        final double[] values =
                Json.numbers(json().path(CONTROLS).path(CONTRAST).path(key));
        return values.length == 2 ? values : new double[0];
    }

    /** The color of the brightest value, 0xRRGGBB; -1 when the state has none. */
    public int color() {
        return rgb(Json.text(json().path(CONTROLS), COLOR));
    }

    /** Whether the layer is added to those below instead of covering them. */
    public boolean additive() {
        return Json.text(json(), "blend").equals("additive");
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
     * The same with another contrast, for a shader with {@code #uicontrol invlerp contrast}. For integer pixel types all
     * four must be values of the type, or the viewer rejects the layer.
     *
     * @param darkest pixel value shown darkest
     * @param brightest pixel value shown brightest; may be below the darkest for an inverted lookup table
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

    /** The same with another color, 0xRRGGBB, for a shader with {@code #uicontrol vec3 color color}. */
    public ImageLayer withColor(final int rgb) {
        return withControl(COLOR, Json.object().textNode(color(rgb)));
    }

    /** The same with another value of one of the shader's controls. */
    public ImageLayer withControl(final String control, final JsonNode value) {
        final JsonNode controls = json().path(CONTROLS);
        final ObjectNode changed = controls instanceof ObjectNode object ? object : Json.object();
        return with(CONTROLS, Json.with(changed, control, value.deepCopy()));
    }

    private ObjectNode controlObject(final String control) {
        final JsonNode old = json().path(CONTROLS).path(control);
        return old instanceof ObjectNode object ? object.deepCopy() : Json.object();
    }
}
