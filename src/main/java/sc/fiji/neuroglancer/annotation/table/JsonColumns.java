package sc.fiji.neuroglancer.annotation.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The columns of the entries of a JSON list: coordinates, fields, lists of segments by relationship, properties.
 *
 * <p>Heap: the names of all columns, at most {@value #MAX_COLUMNS}.
 */
final class JsonColumns {

    private static final int MAX_COLUMNS = 1000;
    private static final int SHORT = 60;
    private static final String PROPERTIES = "props";

    private final Path file;
    private final Set<String> fields = new LinkedHashSet<>();
    private NeuroglancerLayer layer;
    private int coordinates;
    private int relationships;
    private int properties;
    /** Factors of the coordinates. */
    private double[] factors = {};

    JsonColumns(final Path file) {
        this.file = file;
    }

    /** @throws InputException when the entry is not a point or shape like those before */
    void add(final long number, final JsonNode entry) {
        final JsonShape shape = JsonShape.of(entry);
        if (shape.isTooShort()) throw wrong(number, entry, "a polyline of fewer than two vertices");
        if (!fits(number, entry, shape.rank())) throw wrong(number, entry, "not a point or shape like the others");
        coordinates = shape.rank();
        if (!entry.isObject()) return;
        if (isNested(entry))
            relationships = Math.max(relationships, segments(entry).size());
        if (entry.path(PROPERTIES).isArray())
            properties = Math.max(properties, entry.path(PROPERTIES).size());
        entry.fields().forEachRemaining(field -> {
            if (isColumn(field.getKey(), field.getValue()) && fields.size() < MAX_COLUMNS) fields.add(field.getKey());
        });
    }

    private boolean fits(final long number, final JsonNode entry, final int rank) {
        if (number > 1) return rank == coordinates && entry.isContainerNode();
        return rank == 0 ? entry.isObject() : rank >= 2 && rank <= ColumnMap.AXES;
    }

    private InputException wrong(final long number, final JsonNode entry, final String what) {
        final String text = entry.toString();
        final String shown = text.length() <= SHORT ? text : text.substring(0, SHORT - 3) + "...";
        return new InputException("Entry {} of {} is {}: {}. Remove it.", number, file.getFileName(), what, shown);
    }

    private static boolean isColumn(final String name, final JsonNode value) {
        if (value.isArray())
            return SegmentColumns.isSegments(name) && !value.path(0).isArray();
        return value.isValueNode() && !JsonShape.isKind(name, value);
    }

    private static JsonNode segments(final JsonNode entry) {
        return entry.path(SegmentColumns.USUAL);
    }

    /** Whether the segments are one list per relationship. */
    private static boolean isNested(final JsonNode entry) {
        return segments(entry).path(0).isArray();
    }

    /**
     * Finishes the columns and returns their names, as far as given by the layer.
     *
     * @throws InputException when the layer transforms its annotations
     */
    List<String> names(final NeuroglancerLayer described, final TableOptions options) {
        layer = described;
        if (layer.isMoved())
            throw new InputException(
                    "The layer in {} moves or rotates its annotations by the matrix of its source, which is not applied"
                            + " here: reset the transform of the source.",
                    file.getFileName());
        final List<String> names = coordinateNames(options);
        names.addAll(fields);
        for (int i = 0; i < relationships; i++) names.add(layer.relationship(i));
        for (int i = 0; i < Math.min(properties, MAX_COLUMNS); i++) names.add(layer.property(i));
        return names;
    }

    /** Coordinates with a unit of length become lengths in the unit of the image. */
    private List<String> coordinateNames(final TableOptions options) {
        factors = new double[coordinates];
        Arrays.fill(factors, 1);
        if (coordinates == 0 || !layer.names(coordinates))
            return TableReaders.coordinateNames(coordinates, options.order());
        final List<String> names = layer.coordinateNames();
        final Unit unit = Units.space(options.unit());
        final boolean voxels = options.coordinates() == TableOptions.Coordinates.VOXEL
                || options.coordinates() == TableOptions.Coordinates.VOXEL_WITHOUT_IMAGE;
        if (voxels || !unit.exists() || !layer.hasLengths()) return names;
        for (int i = 0; i < coordinates; i++) {
            final String name = names.get(i);
            if (name.isEmpty() || name.equals("t")) continue;
            factors[i] = layer.step(name) / unit.inBase().doubleValue();
            names.set(i, name + " (" + options.unit() + ")");
        }
        return names;
    }

    /** The texts of an entry; of a coordinate, the number of each position, separated by spaces. */
    List<String> cells(final JsonNode entry, final JsonShape shape) {
        final List<String> cells = new ArrayList<>();
        for (int i = 0; i < coordinates; i++) {
            final double factor = factors[i];
            cells.add(shape.coordinate(i).stream()
                    .map(number ->
                            number.isContainerNode() ? "" : scaled(text(number).replace(' ', '_'), factor))
                    .collect(Collectors.joining(" ")));
        }
        for (final String name : fields) {
            final JsonNode value = entry.path(name);
            cells.add(isColumn(name, value) ? text(value) : "");
        }
        for (int i = 0; i < relationships; i++)
            cells.add(isNested(entry) ? text(segments(entry).path(i)) : "");
        for (int i = 0; i < Math.min(properties, MAX_COLUMNS); i++)
            cells.add(text(layer.label(i, entry.path(PROPERTIES).path(i))));
        return cells;
    }

    private static String scaled(final String number, final double factor) {
        return factor == 1 || !Numbers.isNumber(number) ? number : Double.toString(Numbers.parse(number) * factor);
    }

    private static String text(final JsonNode value) {
        if (value.isArray()) return joined(value);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** Several ids, as in the cell of a table. */
    private static String joined(final JsonNode values) {
        final List<String> texts = new ArrayList<>();
        for (final JsonNode value : values) texts.add(value.isContainerNode() ? value.toString() : text(value));
        return String.join(" ", texts);
    }
}
