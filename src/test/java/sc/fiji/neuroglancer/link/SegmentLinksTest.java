package sc.fiji.neuroglancer.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.ImageLayer;
import sc.fiji.neuroglancer.viewer.SegmentationLayer;
import sc.fiji.neuroglancer.viewer.ViewerState;

class SegmentLinksTest {

    private static JsonNode info(final String... relationships) throws IOException {
        final StringBuilder items = new StringBuilder();
        for (final String name : relationships)
            items.append(items.length() == 0 ? "" : ",").append("{\"id\":\"" + name + "\",\"key\":\"k\"}");
        return new ObjectMapper().readTree("{\"relationships\":[" + items + "]}");
    }

    private static ViewerState layers(final String... labels) {
        ViewerState state = ViewerState.empty().plusLayer(ImageLayer.of("cells", "zarr://https://h/i"));
        for (final String name : labels) state = state.plusLayer(SegmentationLayer.of(name, "zarr://https://h/l"));
        return state;
    }

    private static ViewerState plusCells(final ViewerState state) {
        return state.plusLayer(AnnotationLayer.of("cells", "precomputed://https://h/c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nuclei         | segments      | {\"segments\":\"nuclei\"}",
                "nuclei,somata  | somata        | {\"somata\":\"somata\"}",
                "nuclei,somata  | somata,nuclei | {\"somata\":\"somata\",\"nuclei\":\"nuclei\"}",
                "nuclei,somata  | segments      | ''",
                "nuclei         | ''            | ''",
                "''             | segments      | ''"
            })
    void relationshipsLinkToTheLabelImageOfTheirNameOrTheOnlyOne(
            final String labels, final String relationships, final String expected) throws IOException {
        final SegmentLinks links = new SegmentLinks();
        final ViewerState state = plusCells(layers(split(labels)));
        links.note(state, info(split(relationships)));
        final JsonNode layers = links.link(state).toJson().get("layers");
        assertEquals("cells 2", layers.get(layers.size() - 1).get("name").asText(), "its name was taken");
        final JsonNode found = layers.get(layers.size() - 1).path("linkedSegmentationLayer");
        assertEquals(expected, found.isMissingNode() ? "" : found.toString());
    }

    private static String[] split(final String names) {
        return names.isEmpty() ? new String[0] : names.split(",");
    }

    @Test
    void labelsThatComeLaterAreLinkedAndOtherPointsLeftAlone() throws IOException {
        final SegmentLinks links = new SegmentLinks();
        ViewerState state = plusCells(ViewerState.empty());
        links.note(state, info("segments"));
        state = plusCells(state);
        links.note(state, info());
        state = state.plusLayer(SegmentationLayer.of("nuclei", "zarr://https://h/l"));
        final JsonNode layers = links.link(state).toJson().get("layers");
        assertEquals("nuclei", layers.at("/0/linkedSegmentationLayer/segments").asText());
        assertEquals(state.layers().subList(1, 3), links.link(state).layers().subList(1, 3));
    }
}
