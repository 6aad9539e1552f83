package sc.fiji.neuroglancer.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;

/**
 * The viewer's layer for annotations: in their own colours when they have some, otherwise in one colour for each
 * counter, group or other label but the name, otherwise yellow, as ImageJ draws ROIs whatever their names are.
 */
public final class PointsLayer {

    private static final int YELLOW = 0xffff00;
    /** More labels than this, such as a name for each point, have no colours that people can tell apart. */
    private static final int MAX_COLORS = 256;

    private static final String NAME = "name";
    private static final List<String> CATEGORIES = List.of("counter", "group");

    private PointsLayer() {}

    /**
     * Makes the layer.
     *
     * @param name of the layer
     * @param source address of the annotations as the viewer takes it
     * @param info their {@code info} file
     */
    public static AnnotationLayer of(final String name, final String source, final JsonNode info) {
        final AnnotationLayer layer = AnnotationLayer.of(name, source);
        final JsonNode properties = info.path("properties");
        for (final JsonNode property : properties)
            if (property.path("type").asText().equals("rgb")) return layer.withColorProperty(id(property));
        return category(properties).map(layer::withCategoryProperty).orElseGet(() -> layer.withColor(YELLOW));
    }

    private static Optional<String> category(final JsonNode properties) {
        for (final String wanted : CATEGORIES) {
            for (final JsonNode property : properties)
                if (id(property).equals(wanted) && isInteger(property)) return Optional.of(wanted);
        }
        for (final JsonNode property : properties) {
            final int labels = property.path("enum_labels").size();
            final boolean tells =
                    labels > 1 && labels <= MAX_COLORS && !id(property).equals(NAME);
            if (tells && isInteger(property)) return Optional.of(id(property));
        }
        return Optional.empty();
    }

    private static boolean isInteger(final JsonNode property) {
        return property.path("type").asText().matches("u?int(8|16|32)");
    }

    private static String id(final JsonNode property) {
        return property.path("id").asText();
    }
}
