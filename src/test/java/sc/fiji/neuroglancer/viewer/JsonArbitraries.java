package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Any JSON: texts of any characters, whole and decimal numbers of many digits, objects and arrays in each other. */
public final class JsonArbitraries {

    private JsonArbitraries() {}

    /** Any text of Unicode characters; half of a surrogate pair is none. */
    public static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("'\"\\_&,%#?+ !*();:/{}[]äé脑\n\t")
                        .ofMaxLength(12),
                Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(8),
                Arbitraries.of("😀", "a😀b", "\u0000", "\u007f", "</script>"));
    }

    private static char[] surrogates() {
        final char[] chars = new char[0xe000 - 0xd800];
        for (int i = 0; i < chars.length; i++) chars[i] = (char) (0xd800 + i);
        return chars;
    }

    static Arbitrary<ObjectNode> objects() {
        return objects(nodes(3));
    }

    private static Arbitrary<ObjectNode> objects(final Arbitrary<JsonNode> values) {
        return Arbitraries.maps(texts(), values).ofMaxSize(4).map(map -> {
            final ObjectNode object = Json.object();
            map.forEach(object::set);
            return object;
        });
    }

    private static Arbitrary<JsonNode> nodes(final int depth) {
        final Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                texts().map(TextNode::valueOf),
                Arbitraries.bigIntegers().map(BigIntegerNode::valueOf),
                Arbitraries.bigDecimals().ofScale(12).map(DecimalNode::valueOf),
                Arbitraries.of(BooleanNode.TRUE, BooleanNode.FALSE, NullNode.getInstance()));
        if (depth == 0) return leaves;
        final Arbitrary<JsonNode> inner = nodes(depth - 1);
        final Arbitrary<JsonNode> arrays = inner.list().ofMaxSize(3).map(list -> {
            final ArrayNode array = Json.array();
            list.forEach(array::add);
            return array;
        });
        return Arbitraries.oneOf(leaves, arrays, objects(inner).map(o -> o));
    }
}
