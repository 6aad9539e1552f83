package sc.fiji.neuroglancer.annotation.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;

/**
 * What a layer of Neuroglancer, or the state around it, says about its annotations: names of properties and
 * relationships, and the dimensions of the coordinates, whose order is that of the image's axes when the viewer made
 * the layer, mostly z, y, x.
 */
final class NeuroglancerLayer {

    private final ObjectMapper json;
    private final List<JsonNode> properties = new ArrayList<>();
    private final List<String> relationships = new ArrayList<>();
    /** For each dimension the metres of a step, or NaN when it has another unit or none. */
    private Map<String, Double> steps = Map.of();

    private boolean moved;

    NeuroglancerLayer(final ObjectMapper json) {
        this.json = json;
    }

    /** Reads the field at whose value the parser is, or goes past it. */
    void read(final JsonParser parser) throws IOException {
        switch (parser.currentName()) {
            case "annotationProperties" -> json.<JsonNode>readTree(parser).forEach(properties::add);
            case "annotationRelationships" ->
                json.<JsonNode>readTree(parser).forEach(name -> relationships.add(name.asText()));
            case "dimensions" -> {
                if (steps.isEmpty()) steps = steps(json.readTree(parser));
            }
            case "source" -> source(json.readTree(parser));
            default -> parser.skipChildren();
        }
    }

    private void source(final JsonNode source) {
        for (final JsonNode one : source.isArray() ? source : List.of(source)) {
            final JsonNode transform = one.path("transform");
            if (!one.path("url").asText().startsWith("local:") || transform.isMissingNode()) continue;
            moved = transform.has("matrix");
            steps = steps(transform.path("outputDimensions"));
        }
    }

    /** Empty when these are no dimensions as Neuroglancer writes them. */
    private static Map<String, Double> steps(final JsonNode dimensions) {
        final Map<String, Double> steps = new LinkedHashMap<>();
        dimensions.fields().forEachRemaining(field -> {
            final Unit unit = Units.space(field.getValue().path(1).asText());
            final double step = field.getValue().path(0).asDouble(Double.NaN);
            steps.put(field.getKey(), unit.exists() ? step * unit.inBase().doubleValue() : Double.NaN);
        });
        return steps;
    }

    /** A layer without dimensions of its own has those of the state. */
    void inherit(final NeuroglancerLayer state) {
        if (steps.isEmpty()) steps = state.steps;
    }

    /** Whether the source moves, turns or stretches the annotations. */
    boolean isMoved() {
        return moved;
    }

    /** Whether it tells which of so many coordinates are x and y. */
    boolean names(final int coordinates) {
        return steps.size() == coordinates && steps.containsKey("x") && steps.containsKey("y");
    }

    /** The names of the coordinates; empty for those that no image of ImageJ has. */
    List<String> coordinateNames() {
        final List<String> names = new ArrayList<>();
        for (final String name : steps.keySet())
            names.add(List.of("x", "y", "z", "t").contains(name) ? name : "");
        return names;
    }

    /** Whether the steps along x, y and z, if there is one, are lengths. */
    boolean hasLengths() {
        return !Double.isNaN(steps.get("x") + steps.get("y") + steps.getOrDefault("z", 0.0));
    }

    /** Metres of a step along x, y or z. */
    double step(final String name) {
        return steps.get(name);
    }

    String property(final int index) {
        return index < properties.size() ? properties.get(index).path("id").asText() : "property " + (index + 1);
    }

    /** The label that the value of a property stands for, or the value. */
    JsonNode label(final int index, final JsonNode value) {
        if (index >= properties.size() || !value.isNumber()) return value;
        final JsonNode values = properties.get(index).path("enum_values");
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).asDouble() == value.asDouble())
                return properties.get(index).path("enum_labels").path(i);
        }
        return value;
    }

    String relationship(final int index) {
        if (index < relationships.size()) return "segments: " + relationships.get(index);
        return index == 0 ? SegmentColumns.USUAL : "segments: " + SegmentColumns.USUAL + " " + (index + 1);
    }
}
