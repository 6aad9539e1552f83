package sc.fiji.neuroglancer.ome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;

/** What is written keeps the rules of the specification, in their strict form, and the schemas notice what does not. */
class OmeSchemaTest {

    private static final Map<NgffVersion, JsonSchema> SCHEMAS = new EnumMap<>(NgffVersion.class);

    static {
        final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(
                        "https://neuroglancer-fiji.invalid/schema/", "classpath:sc/fiji/neuroglancer/ome/")));
        for (final NgffVersion version : NgffVersion.values())
            SCHEMAS.put(
                    version,
                    factory.getSchema(SchemaLocation.of(
                            "https://neuroglancer-fiji.invalid/schema/image-" + version.label() + ".json")));
    }

    private static Set<ValidationMessage> faults(final NgffVersion version, final JsonNode node) {
        return SCHEMAS.get(version).validate(node);
    }

    private static void assertValid(final NgffVersion version, final JsonNode node) {
        assertEquals(Set.of(), faults(version, node), node.toString());
    }

    @Property(tries = 200)
    void everyImageIsValid(
            @ForAll final NgffVersion version,
            @ForAll final PixelType type,
            @ForAll @IntRange(min = 1, max = 3) final int z,
            @ForAll @IntRange(min = 1, max = 3) final int channels,
            @ForAll @IntRange(min = 1, max = 3) final int frames,
            @ForAll @IntRange(min = 1, max = 4) final int levels,
            @ForAll final boolean labels) {
        final ImageMetadata image = Samples.plain(z, channels, frames)
                .type(type)
                .origin(z - 1, 0, 0)
                .build();
        final OmeOptions options = OmeOptions.of("w", "1").labels(labels);
        assertValid(version, Samples.written(version, image, levels, options));
    }

    /** All that Fiji may deliver as a unit, from there to the metadata. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pixel",
                "pixels",
                "px",
                "voxel",
                "voxels",
                "-",
                "unit",
                "units",
                "\u00b5m",
                "\u03bcm",
                "um",
                "micron",
                "microns",
                "micrometer",
                "micrometers",
                "micrometre",
                "micrometres",
                "micro m",
                "nm",
                "nanometer",
                "nanometers",
                "nanometre",
                "nanometres",
                "mm",
                "millimeter",
                "millimeters",
                "millimetre",
                "millimetres",
                "cm",
                "dm",
                "m",
                "meter",
                "metre",
                "km",
                "pm",
                "fm",
                "Mm",
                "\u00c5",
                "\u212b",
                "A",
                "angstrom",
                "angstroms",
                "\u00e5ngstr\u00f6m",
                "in",
                "inch",
                "inches",
                "\"",
                "ft",
                "foot",
                "feet",
                "yd",
                "yard",
                "yards",
                "mi",
                "mile",
                "miles",
                "s",
                "sec",
                "secs",
                "second",
                "seconds",
                "ms",
                "msec",
                "millisecond",
                "milliseconds",
                "\u00b5s",
                "us",
                "usec",
                "microsecond",
                "microseconds",
                "ns",
                "nsec",
                "min",
                "mins",
                "minute",
                "minutes",
                "h",
                "hr",
                "hour",
                "hours",
                "d",
                "day",
                "days"
            })
    void everyTextOfFijiBecomesAValidUnit(final String text) {
        assertEquals(
                Units.isNone(text),
                !Units.space(text).exists() && !Units.time(text).exists(),
                text);
        final ImageMetadataBuilder image = Samples.plain(2, 2, 2);
        image.spaceUnit(Units.space(text)).timeUnit(Units.time(text));
        for (final NgffVersion version : NgffVersion.values())
            assertValid(version, Samples.written(version, image.build(), 2));
    }

    @ParameterizedTest
    @EnumSource
    void everyUnitIsValidAndComesBack(final NgffVersion version) {
        for (final Unit unit : Units.all()) {
            final boolean space = unit.kind() == Unit.Quantity.SPACE;
            final ImageMetadataBuilder image = Samples.plain(2, 2, 2);
            final ObjectNode node =
                    Samples.written(version, (space ? image.spaceUnit(unit) : image.timeUnit(unit)).build(), 1);
            assertValid(version, node);
            assertEquals(unit, OmeMetadata.read(node).axes().get(space ? 4 : 0).unit());
        }
    }

    /** One change to the written text of version 0.4 each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'version':'0.4','name':'demo','axes' | 'name':'demo','axes'",
                "'version':'0.4','name':'demo','axes' | 'version':'0.5','name':'demo','axes'",
                "'version':'0.4','name':'demo','axes' | 'version':'0.4','axes'",
                "'name':'demo','version':'0.4','channels' | 'name':'demo','channels'",
                "'type':'mean', | ``",
                "'metadata' | 'meta'",
                "'method' | 'way'",
                "'micrometer' | 'pixel'",
                "'micrometer' | '\u00b5m'",
                "'micrometer' | 'micron'",
                "'micrometer' | ''",
                "'micrometer' | null",
                "'micrometer' | 'second'",
                "{'name':'c','type':'channel'} | {'name':'c'}",
                "{'name':'c','type':'channel'} | {'type':'channel'}",
                "{'name':'c','type':'channel'}, | ``",
                "{'name':'c','type':'channel'} | {'name':'w','type':'space'}",
                "{'name':'c','type':'channel'} | {'name':'c','type':'channel'},{'name':'t','type':'time'}",
                "{'name':'c','type':'channel'} | {'name':'c','type':'channel'},{'name':'d','type':'channel'}",
                "{'type':'scale','scale':[1.0,2.0,0.65,0.65]} | {'type':'identity'}",
                "{'type':'scale','scale':[1.0,2.0,0.65,0.65]} | ``",
                "{'type':'scale','scale':[1.0,2.0,1.3,1.3]}, | ``",
                "{'type':'scale','scale':[1.0,2.0,1.3,1.3]} |"
                        + " {'type':'scale','scale':[1,2,1,1]},{'type':'scale','scale':[1,2,1,1]}",
                "[1.0,2.0,0.65,0.65] | [2.0,0.65,0.65]",
                "[1.0,2.0,0.65,0.65] | [1.0,1.0,2.0,0.65,0.65]",
                "[1.0,2.0,0.65,0.65] | [1.0,0.0,0.65,0.65]",
                "[0.0,0.0,0.325,0.325] | [0.0,0.325,0.325]",
                "'path':'1' | 'path':1",
                "'00FF00' | '00ff00'",
                "'00FF00' | '#00FF00'",
                "'00FF00' | 'green'",
                "'color':'00FF00', | ``",
                "'start':100 | 'begin':100",
                "'start':100 | 'start':'100'",
                "'start':100 | 'start':null",
                "'omero' | 'image-label':{'version':'0.4'},'omero'",
                "'omero' | 'multiscale':[],'omero'",
            })
    void schemaNoticesFaults(final String find, final String replace) {
        final String good =
                Samples.written(NgffVersion.V04, Samples.demo().build(), 3).toString();
        final String bad = good.replace(find.replace('\'', '"'), replace.replace('\'', '"'));
        assertNotEquals(good, bad);
        assertFalse(faults(NgffVersion.V04, Samples.parse(bad)).isEmpty(), bad);
    }

    /** In 0.5 the version stands at the top only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'version':'0.5', | ``",
                "'version':'0.5' | 'version':'0.4'",
                "[{'name':'demo' | [{'version':'0.5','name':'demo'",
                "'omero':{ | 'omero':{'version':'0.5',",
                "{'ome': | {'omg':",
            })
    void schemaNoticesFaultsOfVersion05(final String find, final String replace) {
        final String good =
                Samples.written(NgffVersion.V05, Samples.demo().build(), 3).toString();
        final String bad = good.replace(find.replace('\'', '"'), replace.replace('\'', '"'));
        assertNotEquals(good, bad);
        assertFalse(faults(NgffVersion.V05, Samples.parse(bad)).isEmpty(), bad);
    }
}
