package sc.fiji.neuroglancer.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    /** The list of the NGFF specifications 0.4 and 0.5. */
    private static final String SPACE = "angstrom attometer centimeter decimeter exameter femtometer foot gigameter"
            + " hectometer inch kilometer megameter meter micrometer mile millimeter nanometer parsec petameter picometer"
            + " terameter yard yoctometer yottameter zeptometer zettameter";

    private static final String TIME =
            "attosecond centisecond day decisecond exasecond femtosecond gigasecond hectosecond hour kilosecond"
                    + " megasecond microsecond millisecond minute nanosecond petasecond picosecond second terasecond"
                    + " yoctosecond yottasecond zeptosecond zettasecond";

    @Test
    void holdsExactlyTheListsOfNgff() {
        assertEquals(words(SPACE), names(Unit.Quantity.SPACE));
        assertEquals(words(TIME), names(Unit.Quantity.TIME));
    }

    private static Set<String> words(final String text) {
        return new TreeSet<>(Arrays.asList(text.split(" ")));
    }

    private static Set<String> names(final Unit.Quantity kind) {
        return Units.all().stream()
                .filter(unit -> unit.kind() == kind)
                .map(Unit::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyNameIsFoundAgain() {
        for (final Unit unit : Units.all()) {
            assertEquals(unit, Units.byName(unit.name()));
            final boolean space = unit.kind() == Unit.Quantity.SPACE;
            assertEquals(space ? unit : Unit.NONE, Units.space(unit.name()), unit.name());
            assertEquals(space ? Unit.NONE : unit, Units.time(unit.name()), unit.name());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "micrometer, \u00b5m \u03bcm um micron microns Micron MICRONS micrometer micrometers micrometre"
                        + " Micrometres \u00b5",
                "nanometer, nm nanometer nanometers nanometre nanometres nano-meter",
                "millimeter, mm millimeter millimeters millimetre millimetres",
                "megameter, Mm megameter Megametres",
                "meter, m meter meters metre metres",
                "angstrom, \u00c5 \u212b A A\u030a angstrom Angstroms \u00e5ngstr\u00f6m \u00c5ngstr\u00f6m"
                        + " \u212bngstr\u00f6ms",
                "inch, in inch inches \" \u2033 IN",
                "foot, ft foot feet '",
                "yard, yd yard yards",
                "mile, mi mile miles",
                "parsec, pc parsec parsecs",
                "yoctometer, ym",
                "zeptometer, zm",
                "attometer, am",
                "femtometer, fm femtometre",
                "picometer, pm",
                "centimeter, cm centimetres",
                "decimeter, dm decimetre",
                "hectometer, hm",
                "kilometer, km kilometres",
                "gigameter, Gm",
                "terameter, Tm",
                "petameter, Pm",
                "exameter, Em",
                "zettameter, Zm",
                "yottameter, Ym",
            })
    void knowsLengths(final String name, final String spellings) {
        for (final String text : spellings.split(" ")) {
            assertEquals(Units.byName(name), Units.space(text), text);
            assertEquals(Units.byName(name), Units.space("  " + text + "\t"), text);
            assertFalse(Units.isNone(text), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "second, s sec secs Sec second seconds",
        "millisecond, ms msec msecs millisecond Milliseconds",
        "megasecond, Ms megasecond",
        "microsecond, \u00b5s \u03bcs us usec \u00b5sec \u03bcsec microsecond microseconds",
        "nanosecond, ns nsec nanoseconds",
        "picosecond, ps psec",
        "femtosecond, fs fsec",
        "attosecond, as",
        "zeptosecond, zs",
        "yoctosecond, ys",
        "centisecond, cs",
        "decisecond, ds",
        "hectosecond, hs",
        "kilosecond, ks",
        "gigasecond, Gs",
        "terasecond, Ts",
        "petasecond, Ps",
        "exasecond, Es",
        "zettasecond, Zs",
        "yottasecond, Ys",
        "minute, min mins minute Minutes",
        "hour, h hr hrs hour hours",
        "day, d day days",
    })
    void knowsTimes(final String name, final String spellings) {
        for (final String text : spellings.split(" ")) {
            assertEquals(Units.byName(name), Units.time(text), text);
            assertFalse(Units.isNone(text), text);
        }
    }

    @Test
    void knowsTheSpacedMicrometer() {
        assertEquals(Units.byName("micrometer"), Units.space("micro m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pixel", "Pixels", "px", "voxel", "voxels", "-", "unit", "units"})
    void tellsNoUnit(final String text) {
        assertTrue(Units.isNone(text));
        assertEquals(Unit.NONE, Units.space(text));
        assertEquals(Unit.NONE, Units.time(text));
    }

    @Test
    void nullIsNoUnit() {
        assertTrue(Units.isNone(null));
        assertEquals(Unit.NONE, Units.space(null));
        assertEquals(Unit.NONE, Units.time(null));
        assertEquals(Unit.NONE, Units.byName(null));
    }

    /** Symbols of another case mean something else or nothing, and NGFF does not list the deca- units. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MM",
                "mM",
                "NM",
                "M",
                "UM",
                "a",
                "S",
                "MS",
                "Msec",
                "dam",
                "dekameter",
                "decameter",
                "furlong",
                "gray value"
            })
    void leavesTheUnknownUnknown(final String text) {
        assertEquals(Unit.NONE, Units.space(text));
        assertEquals(Unit.NONE, Units.time(text));
        assertFalse(Units.isNone(text));
    }

    @ParameterizedTest
    @CsvSource({
        "yoctometer, 1e-24",
        "micrometer, 0.000001",
        "angstrom, 1e-10",
        "meter, 1",
        "hectometer, 100",
        "yottameter, 1e24",
        "inch, 0.0254",
        "foot, 0.3048",
        "yard, 0.9144",
        "mile, 1609.344",
        "attosecond, 1e-18",
        "millisecond, 0.001",
        "second, 1",
        "minute, 60",
        "hour, 3600",
        "day, 86400",
        "decisecond, 0.1",
    })
    void isExactInTheBaseUnit(final String name, final BigDecimal inBase) {
        assertEquals(0, Units.byName(name).inBase().compareTo(inBase));
    }

    @Test
    void parsecIsRightToTheMetre() {
        final double metres = 648000 / Math.PI * 149597870700.0;
        assertEquals(metres, Units.byName("parsec").inBase().doubleValue(), Math.ulp(metres));
    }
}
