package sc.fiji.neuroglancer.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.SegmentationLayer;
import sc.fiji.neuroglancer.viewer.ViewerState;

/**
 * Links annotations that name segments to the label images of the same view: each relationship to the label image of
 * its name, otherwise to the only one that there is.
 */
final class SegmentLinks {

    /** Relationships by the name of the layer. */
    private final Map<String, List<String>> relationships = new HashMap<>();

    /**
     * Notes the relationships of annotations whose layer was just put on top.
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
                .collect(Collectors.toList());
        ViewerState linked = state;
        for (final Layer<?> layer : state.layers()) {
            if (!(layer instanceof AnnotationLayer) || !relationships.containsKey(layer.name())) continue;
            final Map<String, String> links = new LinkedHashMap<>();
            for (final String relationship : relationships.get(layer.name()))
                segmentation(relationship, labels).ifPresent(name -> links.put(relationship, name));
            if (!links.isEmpty()) linked = linked.withLayer(((AnnotationLayer) layer).withLinkedSegmentation(links));
        }
        return linked;
    }

    private static Optional<String> segmentation(final String relationship, final List<String> labels) {
        if (labels.contains(relationship)) return Optional.of(relationship);
        return labels.size() == 1 ? Optional.of(labels.get(0)) : Optional.empty();
    }
}
