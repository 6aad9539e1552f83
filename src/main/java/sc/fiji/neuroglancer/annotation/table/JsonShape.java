package sc.fiji.neuroglancer.annotation.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/**
 * The geometry of an entry of a JSON list: the entry itself when it is an array; the {@code point} of an object; or
 * what Neuroglancer writes for the other shapes, {@code pointA} and {@code pointB}, {@code center} and {@code radii},
 * {@code points}.
 */
final class JsonShape {

    private static final String TYPE = "type";

    private final GeometryKind kind;
    private final List<JsonNode> positions = new ArrayList<>();

    private JsonShape(final GeometryKind kind, final JsonNode entry, final String... fields) {
        this.kind = kind;
        for (final String field : fields) positions.add(entry.path(field));
    }

    /** A point without positions when the entry has its coordinates by name, or is no point at all. */
    static JsonShape of(final JsonNode entry) {
        switch (entry.path(TYPE).asText().toLowerCase(Locale.ROOT)) {
            case "line":
                return new JsonShape(GeometryKind.LINE, entry, "pointA", "pointB").orPoint(entry);
            case "axis_aligned_bounding_box":
                return new JsonShape(GeometryKind.BOX, entry, "pointA", "pointB").orPoint(entry);
            case "ellipsoid":
                return new JsonShape(GeometryKind.ELLIPSOID, entry, "center", "radii").orPoint(entry);
            case "polyline":
                final JsonShape line = new JsonShape(GeometryKind.POLYLINE, entry);
                entry.path("points").forEach(line.positions::add);
                return line.orPoint(entry);
            default:
                return point(entry);
        }
    }

    /** The word may be meant otherwise. */
    private JsonShape orPoint(final JsonNode entry) {
        return !positions.isEmpty() && positions.get(0).isArray() ? this : point(entry);
    }

    private static JsonShape point(final JsonNode entry) {
        final JsonShape point = new JsonShape(GeometryKind.POINT, entry);
        final JsonNode position = entry.isArray() ? entry : entry.path("point");
        if (position.isArray()) point.positions.add(position);
        return point;
    }

    /** Whether a field says no more than what kind of shape the entry is. */
    static boolean isKind(final String field, final JsonNode value) {
        return field.equals(TYPE)
                && Arrays.stream(GeometryKind.values())
                        .anyMatch(kind -> kind.label().equalsIgnoreCase(value.asText()));
    }

    GeometryKind kind() {
        return kind;
    }

    /** Number of coordinates of each position, 0 when there is none, -1 when they differ. */
    int rank() {
        final int rank = positions.isEmpty() ? 0 : positions.get(0).size();
        for (final JsonNode position : positions) if (!position.isArray() || position.size() != rank) return -1;
        return rank;
    }

    /** Whether the kind of shape needs more positions than there are. */
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
