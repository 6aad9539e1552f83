package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** A value that the viewer has decoded. */
final class Voxel {

    private final JsonNode json;

    Voxel(final JsonNode json) {
        if (json.path("outside").asBoolean()) fail("that voxel is outside of the array");
        this.json = json;
    }

    /** The value; NaN and infinities too. */
    double value() {
        return Double.parseDouble(json.get("value").asText());
    }

    /** The value of a whole-numbered type, all 64 bits of it. */
    BigInteger exact() {
        return new BigInteger(json.get("value").asText());
    }

    /** Whether the chunk was not there, so that the value is the fill value. */
    boolean filled() {
        return json.path("filled").asBoolean();
    }
}
