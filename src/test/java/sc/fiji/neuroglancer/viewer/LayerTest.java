package sc.fiji.neuroglancer.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerTest {

    private static final ImageLayer IMAGE = ImageLayer.of("a", "zarr://http://h/a");

    @Test
    void hiddenAndArchivedExcludeEachOther() {
        assertTrue(IMAGE.visible());
        assertFalse(IMAGE.withVisible(false).visible());
        assertTrue(IMAGE.withArchived(true).archived());
        assertFalse(IMAGE.withArchived(true).visible());
        assertFalse(IMAGE.withArchived(true).withVisible(false).archived());
        assertEquals(IMAGE, IMAGE.withVisible(false).withVisible(true));
        assertEquals(IMAGE, IMAGE.withArchived(true).withArchived(false));
    }

    @ParameterizedTest
    @CsvSource({"#ff8000,0xff8000", "#F80,0xff8800", "red,", "#12345,", "'',"})
    void colorsAreReadWhereTheyAreNumbers(final String css, final String rgb) {
        final ImageLayer layer = IMAGE.withControl("color", Json.object().textNode(css));
        assertEquals(rgb == null ? -1 : Integer.decode(rgb), layer.color());
    }

    @Test
    void contrastKeepsWhatElseTheControlHas() {
        final ImageLayer layer = IMAGE.withControl("contrast", Json.object().put("channel", 2))
                .withControl("other", Json.object().numberNode(7))
                .withContrast(200, 100, 0.5, 255);
        assertEquals(
                "{\"contrast\":{\"channel\":2,\"range\":[200,100],\"window\":[0.5,255]},\"other\":7}",
                Json.write(layer.json().get("shaderControls")));
    }

    @Test
    void annotationShadersUseProperties() {
        final AnnotationLayer points = AnnotationLayer.of("p", "precomputed://http://h/p");
        assertTrue(points.withColorProperty("color").shader().contains("setColor(prop_color());"));
        assertTrue(points.withValueProperty("score", -1, 2.5)
                .shader()
                .startsWith("#uicontrol invlerp value(property=\"score\", range=[-1,2.5])\n"));
        assertEquals(0x102030, points.withColor(0x102030).color());
        assertEquals(
                "{\"type\":\"annotation\",\"source\":\"precomputed://http://h/p\",\"name\":\"p\","
                        + "\"crossSectionAnnotationSpacing\":0,\"projectionAnnotationSpacing\":2}",
                points.withSpacing(0, 2).toString());
    }

    @Test
    void segmentsAreReadAsNumbersAndTexts() {
        final SegmentationLayer all = SegmentationLayer.of("s", "zarr://http://h/s");
        assertEquals(List.of(), all.segments());
        assertEquals(
                List.of("1", "18446744073709551615"),
                all.withSegments(List.of("1", "18446744073709551615")).segments());
        final ViewerState read = ViewerState.parse("{\"layers\":[{\"type\":\"segmentation\",\"segments\":[1,\"2\"]}]}");
        assertEquals(List.of("1", "2"), ((SegmentationLayer) read.layers().get(0)).segments());
    }
}
