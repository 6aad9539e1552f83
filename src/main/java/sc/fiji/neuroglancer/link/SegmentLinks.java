package sc.fiji.neuroglancer.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.SegmentationLayer;
import sc.fiji.neuroglancer.viewer.ViewerState;

/**
 * Links annotations that name segments to label images of the same view: each relationship to the label image of its
 * name, or else to the only label image.
 */
final class SegmentLinks {

    /** Relationships by the name of the layer. */
    private final Map<String, List<String>> relationships = new HashMap<>();

    /**
     * Takes down the relationships of annotations whose layer is the top one.
     *
     * @param info their {@code info} file
     */
    void note(final ViewerState state, final JsonNode info) {
        final List<String> names = new ArrayList<>();
        for (final JsonNode relationship : info.path("relationships"))
            names.add(relationship.path("id").asText());
        final List<Layer<?>> layers = state.layers();
        if (!names.isEmpty()) relationships.put(layers.get(layers.size() - 1).name(), names);
    }

    /** The state with the links. */
    ViewerState link(final ViewerState state) {
        final List<String> labels = state.layers().stream()
                .filter(SegmentationLayer.class::isInstance)
                .map(Layer::name)
                .toList();
        ViewerState linked = state;
        for (final Layer<?> layer : state.layers()) {
            if (!(layer instanceof AnnotationLayer points) || !relationships.containsKey(layer.name())) continue;
            final Map<String, String> links = new LinkedHashMap<>();
            for (final String relationship : relationships.get(layer.name())) {
                if (labels.contains(relationship)) links.put(relationship, relationship);
                else if (labels.size() == 1) links.put(relationship, labels.get(0));
            }
            if (!links.isEmpty()) linked = linked.withLayer(points.withLinkedSegmentation(links));
        }
        return linked;
    }
}
