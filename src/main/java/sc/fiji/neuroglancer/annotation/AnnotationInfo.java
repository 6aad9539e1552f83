package sc.fiji.neuroglancer.annotation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;

/** The info file of a collection of annotations. */
final class AnnotationInfo {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private final ObjectNode info = JSON.objectNode();

    AnnotationInfo(final AnnotationSchema schema, final double[] lower, final double[] upper) {
        info.put("@type", InfoFile.ANNOTATIONS);
        final ObjectNode dimensions = info.putObject("dimensions");
        for (final Dimension d : schema.space().dimensions())
            dimensions.putArray(d.name()).add(d.scale()).add(d.unit());
        info.set("lower_bound", numbers(lower));
        info.set("upper_bound", numbers(upper));
        info.put("annotation_type", schema.kind().label());
        final ArrayNode properties = info.putArray("properties");
        for (final PropertySpec p : schema.properties()) properties.add(property(p));
        info.putArray("relationships");
        info.putObject("by_id");
        info.putArray("spatial");
    }

    private static ObjectNode property(final PropertySpec spec) {
        final ObjectNode node =
                JSON.objectNode().put("id", spec.id()).put("type", spec.type().label());
        if (!spec.description().isEmpty()) node.put("description", spec.description());
        if (spec.labels().isEmpty()) return node;
        final ArrayNode values = node.putArray("enum_values");
        final ArrayNode labels = node.putArray("enum_labels");
        for (int i = 0; i < spec.labels().size(); i++) {
            values.add(i);
            labels.add(spec.labels().get(i));
        }
        return node;
    }

    private static ArrayNode numbers(final double[] values) {
        final ArrayNode array = JSON.arrayNode();
        for (final double value : values) array.add(value);
        return array;
    }

    /** @param sharding or null for a file each annotation */
    void byId(final String key, final ShardingSpec sharding) {
        index((ObjectNode) info.get("by_id"), key, sharding);
    }

    void relationship(final String name, final String key, final ShardingSpec sharding) {
        index(info.withArray("relationships").addObject().put("id", name), key, sharding);
    }

    private static void index(final ObjectNode node, final String key, final ShardingSpec sharding) {
        node.put("key", key);
        if (sharding != null) node.set("sharding", sharding.toJson());
    }

    /**
     * @param showAll whether the viewer draws all annotations in view, however dense; a limit of 1 makes it do so
     */
    void spatial(final List<SpatialLevel> levels, final boolean showAll) {
        for (final SpatialLevel level : levels) {
            final ObjectNode node = info.withArray("spatial").addObject();
            index(node, level.key(), level.sharding());
            final ArrayNode shape = node.putArray("grid_shape");
            for (final int n : level.shape()) shape.add(n);
            node.set("chunk_size", numbers(level.cellSize()));
            node.put("limit", showAll ? 1 : Math.max(1, level.limit()));
        }
    }

    ObjectNode json() {
        return info;
    }
}
