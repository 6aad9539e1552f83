package sc.fiji.neuroglancer.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationLayerTest {

    private static final String KIND = "{'id':'kind','type':'uint8','enum_values':[0,1],'enum_labels':['a','b']}";

    private static AnnotationLayer layer(final String properties) throws IOException {
        final JsonNode info = new ObjectMapper().readTree("{\"properties\":[" + properties.replace('\'', '"') + "]}");
        return AnnotationLayer.of("cells", "precomputed://http://h/cells", info);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'id':'counter','type':'uint8'},{'id':'color','type':'rgb'}|setColor(prop_color())",
                "{'id':'group','type':'uint8'},{'id':'counter','type':'uint8'}|setColor(category(float(prop_counter())))",
                KIND + ",{'id':'group','type':'uint8'}|setColor(category(float(prop_group())))",
                "{'id':'counter','type':'float32'}," + KIND + "|setColor(category(float(prop_kind())))",
                "{'id':'one','type':'uint8','enum_labels':['a']}|setColor(defaultColor())",
                "{'id':'score','type':'float32'}|setColor(defaultColor())",
                "|setColor(defaultColor())"
            })
    void theBestPropertyColors(final String properties, final String call) throws IOException {
        final String shader = layer(properties == null ? "" : properties).shader();
        assertTrue(shader.contains(call), shader);
        assertTrue(shader.contains("#uicontrol float size"), shader);
    }

    @Test
    void namesAreNotColors() throws IOException {
        final AnnotationLayer layer = layer(KIND.replace("'kind'", "'name'"));
        assertEquals(0xffff00, layer.color());
        assertTrue(layer("{'id':'name','type':'uint8','enum_labels':['a','b']}," + KIND)
                .shader()
                .contains("prop_kind()"));
    }

    @Test
    void aLabelForEachPointIsNotAColor() throws IOException {
        final String names =
                IntStream.range(0, 257).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));
        final AnnotationLayer layer = layer("{'id':'label','type':'uint16','enum_labels':[" + names + "]}");
        assertEquals(0xffff00, layer.color());
    }
}
