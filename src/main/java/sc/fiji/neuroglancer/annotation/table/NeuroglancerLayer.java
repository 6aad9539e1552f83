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
 * What a Neuroglancer layer, or the state around it, says about its annotations: names of properties and relationships,
 * and the dimensions of the coordinates, in the order of the image's axes when the layer was created, usually z, y, x.
 */
final class NeuroglancerLayer {

    private final ObjectMapper json;
    private final List<JsonNode> properties = new ArrayList<>();
    private final List<String> relationships = new ArrayList<>();
    /** For each dimension the step in meters, or NaN when it has another unit or none. */
    private Map<String, Double> steps = Map.of();

    private boolean moved;

    NeuroglancerLayer(final ObjectMapper json) {
        this.json = json;
    }

    /** Reads the field at whose value the parser is, or skips it. */
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

    /** Empty when these are not dimensions as written by Neuroglancer. */
    private static Map<String, Double> steps(final JsonNode dimensions) {
        final Map<String, Double> steps = new LinkedHashMap<>();
        dimensions.fields().forEachRemaining(field -> {
            final Unit unit = Units.space(field.getValue().path(1).asText());
            final double step = field.getValue().path(0).asDouble(Double.NaN);
            steps.put(field.getKey(), unit.exists() ? step * unit.inBase().doubleValue() : Double.NaN);
        });
        return steps;
    }

    /** A layer without its own dimensions has those of the state. */
    void inherit(final NeuroglancerLayer state) {
        if (steps.isEmpty()) steps = state.steps;
    }

    /** Whether the source transforms the annotations. */
    boolean isMoved() {
        return moved;
    }

    /** Whether it says which of this number of coordinates are x and y. */
    boolean names(final int coordinates) {
        return steps.size() == coordinates && steps.containsKey("x") && steps.containsKey("y");
    }

    /** The names of the coordinates; empty for axes that images in ImageJ do not have. */
    List<String> coordinateNames() {
        final List<String> names = new ArrayList<>();
        for (final String name : steps.keySet())
            names.add(List.of("x", "y", "z", "t").contains(name) ? name : "");
        return names;
    }

    /** Whether the steps along x, y and, if present, z are lengths. */
    boolean hasLengths() {
        return !Double.isNaN(steps.get("x") + steps.get("y") + steps.getOrDefault("z", 0.0));
    }

    /** Step along x, y or z in meters. */
    double step(final String name) {
        return steps.get(name);
    }

    String property(final int index) {
        return index < properties.size() ? properties.get(index).path("id").asText() : "property " + (index + 1);
    }

    /** The label of a property's value, or the value itself. */
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
