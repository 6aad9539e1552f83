package sc.fiji.neuroglancer.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;

/**
 * The viewer's layer for annotations: in their own colors if they have a color property, else in a color for each value
 * of a counter, group, or other label except the name, else in yellow, like ROIs in ImageJ.
 */
public final class PointsLayer {

    private static final int YELLOW = 0xffff00;

    /** The colors of more labels than this, such as a name for each point, cannot be told apart. */
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
        final String category = category(properties);
        return category.isEmpty() ? layer.withColor(YELLOW) : layer.withCategoryProperty(category);
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
                    labels > 1 && labels <= MAX_COLORS && !id(property).equals(NAME);
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
