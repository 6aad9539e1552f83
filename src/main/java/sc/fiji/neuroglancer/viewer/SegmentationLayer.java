package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A label image: each value is an object with its own color. */
public final class SegmentationLayer extends Layer<SegmentationLayer> {

    static final String TYPE = "segmentation";

    SegmentationLayer(final ObjectNode json) {
        super(json);
    }

    /** A layer that shows all objects of a label image. */
    public static SegmentationLayer of(final String name, final String source) {
        return new SegmentationLayer(start(TYPE, source, name));
    }

    @Override
    SegmentationLayer copy(final ObjectNode changed) {
        return new SegmentationLayer(changed);
    }

    /** The selected objects, as unsigned 64-bit numbers in decimal; empty when all are shown. */
    public List<String> segments() {
        final List<String> ids = new ArrayList<>();
        for (final JsonNode id : json().path("segments")) ids.add(id.asText());
        return ids;
    }

    /** The same with other selected objects, as unsigned 64-bit numbers in decimal. */
    public SegmentationLayer withSegments(final Collection<String> ids) {
        final ArrayNode array = Json.array();
        ids.forEach(array::add);
        return with("segments", array);
    }
}
