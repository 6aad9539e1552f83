package sc.fiji.neuroglancer.ome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.task.InputException;

class OmeWriterTest {

    private static String resource(final String name) throws IOException {
        try (InputStream in = OmeWriterTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), "UTF-8");
        }
    }

    /** Text for text, so the order of keys and the form of numbers count too; only white space does not. */
    @Test
    void demoIsWrittenAsTheExample() throws IOException {
        final ImageMetadata demo = Samples.demo().build();
        final ObjectNode v04 = OmeWriter.attributes(NgffVersion.V04, demo, Samples.plan(demo, 3), Samples.OPTIONS);
        assertEquals(Samples.parse(resource("demo-0.4.json")).toString(), v04.toString());
        final ObjectNode v05 = OmeWriter.attributes(NgffVersion.V05, demo, Samples.plan(demo, 3), Samples.OPTIONS);
        assertEquals(Samples.parse(resource("demo-0.5.json")).toString(), v05.toString());
    }

    @Test
    void timeScaleIsTheFrameInterval() {
        final ImageMetadata image = Samples.demo()
                .frames(3)
                .frameInterval(0.1)
                .timeUnit(Units.byName("second"))
                .build();
        final JsonNode multiscale = Samples.written(NgffVersion.V04, image, 2).at("/multiscales/0");
        assertEquals(
                "{\"name\":\"t\",\"type\":\"time\",\"unit\":\"second\"}",
                multiscale.at("/axes/0").toString());
        assertEquals("[0.1,1.0,2.0,1.3,1.3]", step(multiscale, 1, 0, "scale"));
        assertEquals("[0.0,0.0,0.0,0.325,0.325]", step(multiscale, 1, 1, "translation"));
    }

    private static String step(final JsonNode multiscale, final int level, final int index, final String type) {
        return multiscale
                .at("/datasets/" + level + "/coordinateTransformations/" + index + "/" + type)
                .toString();
    }

    @Test
    void originIsWrittenAtEveryLevel() {
        final ImageMetadata image = Samples.demo().origin(-0.1, 0.2, 5).build();
        final JsonNode multiscale = Samples.written(NgffVersion.V04, image, 2).at("/multiscales/0");
        assertEquals("[0.0,5.0,0.2,-0.1]", step(multiscale, 0, 1, "translation"));
        assertEquals("[0.0,5.0,0.525,0.225]", step(multiscale, 1, 1, "translation"));
    }

    @Test
    void unitsAreLeftOutWhenUnknown() {
        final ObjectNode node =
                Samples.written(NgffVersion.V04, Samples.plain(2, 2, 2).build(), 1);
        for (final JsonNode axis : node.at("/multiscales/0/axes")) assertFalse(axis.has("unit"), axis.toString());
    }

    /** Whatever the voxel size of up to 6 decimals, scales and translations are what one would write by hand. */
    @Property
    void calibrationIsExact(
            @ForAll @IntRange(min = 1, max = 9_999_999) final int millionths,
            @ForAll @IntRange(min = -9_999_999, max = 9_999_999) final int origin,
            @ForAll @IntRange(min = 0, max = 9) final int level) {
        final BigDecimal voxel = BigDecimal.valueOf(millionths, 6);
        final BigDecimal first = BigDecimal.valueOf(origin, 6);
        final ImageMetadata image = ImageMetadata.builder("exact", PixelType.UINT8, Size3.of(1000, 1000, 1))
                .voxelSize(voxel.doubleValue(), voxel.doubleValue(), 1)
                .origin(first.doubleValue(), 0, 0)
                .build();
        final OmeLevel dataset = OmeMetadata.read(Samples.written(NgffVersion.V05, image, level + 1))
                .datasets()
                .get(level);
        final BigDecimal factor = BigDecimal.valueOf(1L << level);
        assertEquals(voxel.multiply(factor).doubleValue(), dataset.scale().get(1));
        final BigDecimal half = factor.subtract(BigDecimal.ONE).divide(BigDecimal.valueOf(2));
        assertEquals(
                voxel.multiply(half).add(first).doubleValue(),
                dataset.translation().get(1));
        assertEquals(voxel.multiply(half).doubleValue(), dataset.translation().get(0));
    }

    @Test
    void refusesWhatCannotBeWritten() {
        final ImageMetadata image =
                Samples.demo().voxelSize(1.5e308, 1.5e308, 1.5e308).build();
        final InputException thrown =
                assertThrows(InputException.class, () -> Samples.written(NgffVersion.V04, image, 2));
        assertTrue(thrown.getMessage().contains("too large"), thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 10, 200, '0,255,10,200'",
        "UINT8, -5, 300, '0,255,0,255'",
        "UINT8, 255, 255, '0,255,254,255'",
        "UINT8, 7, 7, '0,255,7,8'",
        "UINT8, 0.5, 99.25, '0,255,0.5,99.25'",
        "UINT16, 100, 30000, '0,65535,100,30000'",
        "UINT16, 70000, 80000, '0,65535,65534,65535'",
        "INT16, -100, 100, '-32768,32767,-100,100'",
        "FLOAT32, -0.25, 1, '-0.25,1,-0.25,1'",
        "FLOAT32, 3, 3, '3,4,3,4'",
        "UINT32, 0, 123456, '0,123456,0,123456'",
        "UINT64, 5, 5, '5,6,5,6'",
    })
    void windowHoldsTheDisplayRange(final PixelType type, final double from, final double to, final String window) {
        final JsonNode found = window(type, from, to);
        final String[] expected = window.split(",");
        assertEquals(
                "{\"min\":" + expected[0] + ",\"max\":" + expected[1] + ",\"start\":" + expected[2] + ",\"end\":"
                        + expected[3] + "}",
                found.toString());
    }

    private static JsonNode window(final PixelType type, final double from, final double to) {
        final ImageMetadata image = ImageMetadata.builder("window", type, Size3.of(8, 8, 1))
                .channels(List.of(new Channel("a", 0, from, to, false, true)))
                .build();
        return Samples.written(NgffVersion.V04, image, 1).at("/omero/channels/0/window");
    }

    @Property
    void windowIsNeverEmpty(@ForAll final PixelType type, @ForAll final float a, @ForAll final float b) {
        final JsonNode window = window(type, Math.min(a, b), Math.max(a, b));
        final double start = window.path("start").doubleValue();
        final double end = window.path("end").doubleValue();
        assertTrue((float) start < (float) end, window.toString());
        assertTrue(window.path("min").doubleValue() <= start, window.toString());
        assertTrue(window.path("max").doubleValue() >= end, window.toString());
    }

    @Test
    void refusesADisplayRangeThatIsNoNumber() {
        final InputException thrown =
                assertThrows(InputException.class, () -> window(PixelType.FLOAT32, Double.NaN, 1));
        assertTrue(thrown.getMessage().contains("channel a"), thrown.getMessage());
        assertThrows(InputException.class, () -> window(PixelType.FLOAT32, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void channelsKeepTheirLook() {
        final ImageMetadata image = Samples.plain(1, 1, 1)
                .channels(List.of(
                        new Channel("b\u00e9ta \"1\"", 0x0000ab, 0, 9, true, false),
                        new Channel("w", 0xffffff, 0, 9, false, true)))
                .build();
        final JsonNode omero = Samples.written(NgffVersion.V04, image, 1).path("omero");
        assertEquals("b\u00e9ta \"1\"", omero.at("/channels/0/label").textValue());
        assertEquals("0000AB", omero.at("/channels/0/color").textValue());
        assertTrue(omero.at("/channels/0/inverted").booleanValue());
        assertFalse(omero.at("/channels/0/active").booleanValue());
        assertEquals("color", omero.at("/rdefs/model").textValue());
        final ImageMetadata white = Samples.plain(1, 1, 1).build();
        assertEquals(
                "greyscale",
                Samples.written(NgffVersion.V04, white, 1)
                        .at("/omero/rdefs/model")
                        .textValue());
    }

    @ParameterizedTest
    @EnumSource
    void labelsHaveNoColours(final NgffVersion version) {
        final OmeOptions options = OmeOptions.of("w", "1")
                .labels(true)
                .downsampling(OmeOptions.Downsampling.MODE)
                .entry("fingerprint", "abc");
        final ObjectNode node = Samples.written(version, Samples.plain(5, 1, 1).build(), 1, options);
        final JsonNode body = version == NgffVersion.V05 ? node.path("ome") : node;
        assertFalse(body.has("omero"));
        assertEquals(
                version == NgffVersion.V04 ? "{\"version\":\"0.4\"}" : "{}",
                body.path("image-label").toString());
        assertEquals("mode", body.at("/multiscales/0/type").textValue());
        assertEquals("abc", body.at("/multiscales/0/metadata/fingerprint").textValue());
    }

    @Test
    void ownEntriesHideNothing() {
        final OmeOptions options = OmeOptions.of("w", "1");
        for (final String key : List.of("description", "method", "version"))
            assertThrows(IllegalArgumentException.class, () -> options.entry(key, "x"));
    }
}
