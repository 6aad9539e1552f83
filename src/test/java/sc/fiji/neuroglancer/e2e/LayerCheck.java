package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the viewer made of one layer. */
final class LayerCheck {

    /** Relative tolerance of scales: the viewer multiplies them in double precision. */
    private static final double SCALE_TOLERANCE = 1e-9;

    private final JsonNode json;

    LayerCheck(final JsonNode json) {
        this.json = json;
    }

    /** Everything the viewer told about the layer. */
    JsonNode report() {
        return json;
    }

    /** The layer has this type, for instance {@code image}. */
    LayerCheck expectType(final String type) {
        assertEquals(type, json.path("type").asText(), this + ": type");
        return this;
    }

    /** The pixels have this type, for instance {@code uint16}. */
    LayerCheck expectDataType(final String type) {
        assertEquals(type, json.path("dataType").asText(), this + ": data type");
        return this;
    }

    /** There are so many levels. */
    LayerCheck expectLevels(final int count) {
        assertEquals(count, json.path("levels").size(), this + ": levels");
        return this;
    }

    /** A level has this shape, in the order of the array's axes. */
    LayerCheck expectShape(final int level, final double... shape) {
        assertArrayEquals(shape, doubles(json.path("levels").path(level).path("shape")), this + ": shape");
        return this;
    }

    /** The source's dimensions in the order of the array's axes, and their scales in units. */
    LayerCheck expectSpace(final List<String> names, final List<String> units, final double... scales) {
        expectSpace(space(), names, units, scales);
        return this;
    }

    /** The source's bounds in voxels, in the order of the array's axes: for OME-Zarr -0.5 and n - 0.5. */
    LayerCheck expectBounds(final double[] lower, final double[] upper) {
        expectBounds(space(), lower, upper);
        return this;
    }

    private JsonNode space() {
        return json.path("sources").path(0).path("space");
    }

    static void expectSpace(
            final JsonNode space, final List<String> names, final List<String> units, final double... scales) {
        assertEquals(names, texts(space.path("names")), "names of dimensions");
        assertEquals(units, texts(space.path("units")), "units of dimensions");
        final double[] found = doubles(space.path("scales"));
        assertEquals(scales.length, found.length, "number of scales");
        for (int i = 0; i < found.length; i++)
            assertEquals(scales[i], found[i], SCALE_TOLERANCE * scales[i], "scale of " + names.get(i));
    }

    static void expectBounds(final JsonNode space, final double[] lower, final double[] upper) {
        assertArrayEquals(lower, doubles(space.path("lower")), 1e-6, "lower bounds");
        assertArrayEquals(upper, doubles(space.path("upper")), 1e-6, "upper bounds");
    }

    static double[] doubles(final JsonNode array) {
        final double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++)
            values[i] = Double.parseDouble(array.get(i).asText());
        return values;
    }

    private static List<String> texts(final JsonNode array) {
        final List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return "layer " + json.path("name").asText();
    }
}
