package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.JsonMistake;

/** JSON that loses nothing: numbers keep their digits, objects the order of their keys. */
final class Json {

    /** Whole numbers up to here are written without an exponent. */
    private static final int PLAIN_DIGITS = 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads one JSON object.
     *
     * @param what names the text in messages
     * @throws InputException when the text is not a JSON object
     */
    static ObjectNode parse(final String text, final String what) {
        final JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new InputException(
                    e,
                    "{} is not valid JSON ({}): copy all of it again.",
                    what,
                    JsonMistake.plain(e.getOriginalMessage()));
        }
        if (node instanceof ObjectNode object) return object;
        throw new InputException("{} is not a JSON object: copy all of it again.", what);
    }

    /** The JSON text without blanks, numbers as JavaScript writes them: {@code 2.5e-7}. */
    static String write(final JsonNode node) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonGeneratorDelegate(MAPPER.createGenerator(text)) {
            @Override
            public void writeNumber(final BigDecimal v) throws IOException {
                super.writeNumber(v.toString().replace('E', 'e'));
            }
        }) {
            MAPPER.writeTree(out, node);
        } catch (final IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    /** A finite number with as few digits as identify it. */
    static JsonNode number(final double value) {
        return number(BigDecimal.valueOf(value));
    }

    /** A number without trailing zeros. */
    static JsonNode number(final BigDecimal value) {
        final BigDecimal bare = value.stripTrailingZeros();
        if (bare.scale() > 0 || bare.precision() - bare.scale() > PLAIN_DIGITS) return DecimalNode.valueOf(bare);
        return bare.precision() - bare.scale() < 19
                ? LongNode.valueOf(bare.longValueExact())
                : BigIntegerNode.valueOf(bare.toBigIntegerExact());
    }

    static ArrayNode numbers(final double... values) {
        final ArrayNode array = array();
        for (final double v : values) array.add(number(v));
        return array;
    }

    /** The text of a key; empty when there is no text. */
    static String text(final JsonNode object, final String key) {
        final JsonNode node = object.path(key);
        return node.isTextual() ? node.textValue() : "";
    }

    /** The number of a key; NaN when there is no number. */
    static double number(final JsonNode object, final String key) {
        final JsonNode node = object.path(key);
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** The truth value of a key, or a default. */
    static boolean flag(final JsonNode object, final String key, final boolean byDefault) {
        return object.path(key).asBoolean(byDefault);
    }

    /** A list of numbers; empty when the node is anything else. */
    static double[] numbers(final JsonNode node) {
        final double[] values = new double[node.isArray() ? node.size() : 0];
        for (int i = 0; i < values.length; i++) {
            if (!node.get(i).isNumber()) return new double[0];
            values[i] = node.get(i).doubleValue();
        }
        return values;
    }

    /** A copy of an object in which a key has another value: in its old place, or last when it is new. */
    static ObjectNode with(final ObjectNode object, final String key, final JsonNode value) {
        final ObjectNode copy = object.deepCopy();
        copy.set(key, value);
        return copy;
    }
}
