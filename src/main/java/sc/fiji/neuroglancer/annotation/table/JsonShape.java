package sc.fiji.neuroglancer.annotation.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/**
 * The geometry of an entry of a JSON list: the entry itself when it is an array; the {@code point} of an object; or
 * the fields that Neuroglancer writes for other shapes, {@code pointA} and {@code pointB}, {@code center} and {@code radii},
 * {@code points}.
 */
record JsonShape(GeometryKind kind, List<JsonNode> positions) {

    private static final String TYPE = "type";

    /** A point without positions when the entry has its coordinates by name, or is not a point at all. */
    static JsonShape of(final JsonNode entry) {
        final List<JsonNode> vertices = new ArrayList<>();
        entry.path("points").forEach(vertices::add);
        final JsonShape shape = switch (entry.path(TYPE).asText().toLowerCase(Locale.ROOT)) {
            case "line" -> of(GeometryKind.LINE, entry, "pointA", "pointB");
            case "axis_aligned_bounding_box" -> of(GeometryKind.BOX, entry, "pointA", "pointB");
            case "ellipsoid" -> of(GeometryKind.ELLIPSOID, entry, "center", "radii");
            case "polyline" -> new JsonShape(GeometryKind.POLYLINE, vertices);
            default -> point(entry);
        };
        // these types may mean something else in other files
        return !shape.positions.isEmpty() && shape.positions.get(0).isArray() ? shape : point(entry);
    }

    private static JsonShape of(
            final GeometryKind kind, final JsonNode entry, final String first, final String second) {
        return new JsonShape(kind, List.of(entry.path(first), entry.path(second)));
    }

    private static JsonShape point(final JsonNode entry) {
        final JsonNode position = entry.isArray() ? entry : entry.path("point");
        return new JsonShape(GeometryKind.POINT, position.isArray() ? List.of(position) : List.of());
    }

    /** Whether a field only gives the kind of shape of the entry. */
    static boolean isKind(final String field, final JsonNode value) {
        return field.equals(TYPE)
                && Arrays.stream(GeometryKind.values())
                        .anyMatch(kind -> kind.label().equalsIgnoreCase(value.asText()));
    }

    /** Number of coordinates of each position, 0 without positions, -1 when they differ. */
    int rank() {
        final int rank = positions.isEmpty() ? 0 : positions.get(0).size();
        for (final JsonNode position : positions) if (!position.isArray() || position.size() != rank) return -1;
        return rank;
    }

    /** Whether there are too few positions for the kind of shape. */
    boolean isTooShort() {
        return kind == GeometryKind.POLYLINE && positions.size() < 2;
    }

    /** One coordinate of all positions. */
    List<JsonNode> coordinate(final int index) {
        final List<JsonNode> numbers = new ArrayList<>();
        for (final JsonNode position : positions) numbers.add(position.path(index));
        return numbers;
    }
}
