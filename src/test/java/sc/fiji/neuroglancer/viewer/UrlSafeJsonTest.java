package sc.fiji.neuroglancer.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlSafeJsonTest {

    /** The right side is what {@code urlSafeToJSON} of Neuroglancer 2.41.2 gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'x\"y'}|{\"a\":\"x\\\"y\"}",
                "{'a':'it\\'s'}|{\"a\":\"it's\"}",
                "{\"a\":\"it's_,\"_\"b\":1}|{\"a\":\"it's_,\",\"b\":1}",
                "{'a':[1_2]_'b_c':'_&,'&'d':{'e':null}}|{\"a\":[1,2],\"b_c\":\"_&,\",\"d\":{\"e\":null}}",
                "{'a':'back\\\\slash \\n \\u00e4'}|{\"a\":\"back\\\\slash \\n \\u00e4\"}",
                "{'p':\"#a(b='1')\"}|{\"p\":\"#a(b='1')\"}",
            })
    void readsAsTheViewerDoes(final String urlSafe, final String json) {
        assertEquals(json, UrlSafeJson.toJson(urlSafe));
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }

    @Property(tries = 200)
    void plainJsonStaysAsItIs(@ForAll("objects") final ObjectNode json) {
        assertEquals(Json.write(json), UrlSafeJson.toJson(Json.write(json)));
    }
}
