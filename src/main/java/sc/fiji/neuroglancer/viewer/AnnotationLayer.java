package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Points, lines, boxes, and ellipsoids. */
public final class AnnotationLayer extends Layer<AnnotationLayer> {

    static final String TYPE = "annotation";

    /** Diameter of a point's marker in screen pixels, until the user moves the slider. */
    private static final int MARKER = 8;

    private static final String SIZE_CONTROL = "#uicontrol float size slider(min=1, max=40, default=" + MARKER + ")\n";

    /** Hues a golden section apart: no two of the first values look alike. 0 is yellow, ImageJ's color of ROIs. */
    private static final String CATEGORY = """
            vec3 category(float value) {
              float hue = fract(value * 0.61803399 + 0.16666667);
              return clamp(abs(mod(hue * 6.0 + vec3(0.0, 4.0, 2.0), 6.0) - 3.0) - 1.0, 0.0, 1.0);
            }
            """;

    private static final int YELLOW = 0xffff00;

    /** The colors of more labels than this, such as a name for each point, cannot be told apart. */
    private static final int MAX_COLORS = 256;

    private static final List<String> CATEGORIES = List.of("counter", "group");

    AnnotationLayer(final ObjectNode json) {
        super(json);
    }

    /** A layer with the viewer's own shader and color. */
    public static AnnotationLayer of(final String name, final String source) {
        return new AnnotationLayer(start(TYPE, source, name));
    }

    /**
     * A layer in the annotations' own colors if they have a color property, else in a color for each value of a counter,
     * group, or other label except the name, else in yellow, like ROIs in ImageJ.
     *
     * @param info the {@code info} file of the annotations
     */
    public static AnnotationLayer of(final String name, final String source, final JsonNode info) {
        final AnnotationLayer layer = of(name, source);
        final JsonNode properties = info.path("properties");
        for (final JsonNode property : properties)
            if (property.path("type").asText().equals("rgb")) return layer.withColorProperty(id(property));
        final String category = category(properties);
        return category.isEmpty() ? layer.withColor(YELLOW) : layer.withCategoryProperty(category);
    }

    @Override
    AnnotationLayer copy(final ObjectNode changed) {
        return new AnnotationLayer(changed);
    }

    /** Source text of the shader; empty for the viewer's own. */
    public String shader() {
        return Json.text(json(), "shader");
    }

    /** The color that {@code defaultColor()} has in a shader, 0xRRGGBB; -1 when the state has none. */
    public int color() {
        return rgb(Json.text(json(), "annotationColor"));
    }

    /** The same with another shader. */
    public AnnotationLayer withShader(final String glsl) {
        return with("shader", glsl);
    }

    /** The same, all in one color, 0xRRGGBB, with a slider for the size of the markers. */
    public AnnotationLayer withColor(final int rgb) {
        return with("annotationColor", color(rgb)).withShader(shader("defaultColor()"));
    }

    /**
     * The same, each annotation in the color of its property, with a slider for the size of the markers.
     *
     * @param property id of a property of type {@code rgb}
     */
    public AnnotationLayer withColorProperty(final String property) {
        return withShader(shader("prop_" + property + "()"));
    }

    /**
     * The same, each annotation in a color for the value of a property, with a slider for the size of the markers and a
     * control for the range.
     *
     * @param property id of a property of a numeric type
     * @param min value at the blue end of the color map
     * @param max value at the red end
     */
    public AnnotationLayer withValueProperty(final String property, final double min, final double max) {
        final String range = Json.write(Json.numbers(min, max));
        return withShader("#uicontrol invlerp value(property=\"" + property + "\", range=" + range + ")\n"
                + shader("colormapJet(value())"));
    }

    /**
     * The same, each annotation in a color for the value of a property, neighboring values in colors that are easy to
     * tell apart, with a slider for the size of the markers.
     *
     * @param property id of a property of an integer type, for instance a group number
     */
    public AnnotationLayer withCategoryProperty(final String property) {
        return withShader(CATEGORY + shader("category(float(prop_" + property + "()))"));
    }

    private static String shader(final String color) {
        return SIZE_CONTROL + "void main() {\n  setColor(" + color + ");\n  setPointMarkerSize(size);\n}\n";
    }

    /**
     * The same with another density: where there are more annotations than this, the viewer shows only some of them.
     *
     * @param crossSection target distance of annotations in cross-sections, in screen pixels; 0 shows all
     * @param projection the same in the 3D view
     */
    public AnnotationLayer withSpacing(final double crossSection, final double projection) {
        return with("crossSectionAnnotationSpacing", crossSection).with("projectionAnnotationSpacing", projection);
    }

    /**
     * The same, each of its relationships linked to a segmentation layer, so that annotations can be filtered by the
     * segments that are selected there.
     *
     * @param layers name of a segmentation layer by name of the relationship
     */
    public AnnotationLayer withLinkedSegmentation(final Map<String, String> layers) {
        final ObjectNode linked = Json.object();
        layers.forEach(linked::put);
        return with("linkedSegmentationLayer", linked);
    }

    /** The property whose values get colors; empty for none. */
    private static String category(final JsonNode properties) {
        for (final String wanted : CATEGORIES) {
            for (final JsonNode property : properties)
                if (id(property).equals(wanted) && isInteger(property)) return wanted;
        }
        for (final JsonNode property : properties) {
            final int labels = property.path("enum_labels").size();
            final boolean suits =
                    labels > 1 && labels <= MAX_COLORS && !id(property).equals("name");
            if (suits && isInteger(property)) return id(property);
        }
        return "";
    }

    private static boolean isInteger(final JsonNode property) {
        return property.path("type").asText().matches("u?int(8|16|32)");
    }

    private static String id(final JsonNode property) {
        return property.path("id").asText();
    }
}
