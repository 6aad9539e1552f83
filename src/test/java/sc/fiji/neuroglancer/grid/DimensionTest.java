package sc.fiji.neuroglancer.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.viewer.ViewerState;

class DimensionTest {

    @ParameterizedTest
    @CsvSource({
        "0.65, micrometer, 6.5e-7, m",
        "0.1, micrometer, 1e-7, m",
        "3, micrometer, 0.000003, m",
        "1, angstrom, 1e-10, m",
        "2, inch, 0.0508, m",
        "1500, kilometer, 1500000, m",
        "0.3, millisecond, 0.0003, s",
        "1.5, minute, 90, s",
    })
    void stepsHaveNoDust(final double step, final String unit, final String scale, final String base) {
        final Dimension d = Dimension.of("x", step, Units.byName(unit));
        assertEquals(
                "{\"dimensions\":{\"x\":[" + scale + ",\"" + base + "\"]}}",
                ViewerState.empty().withDimensions(List.of(d)).toString());
    }

    @Test
    void stepsWithoutAUnitStay() {
        final Dimension d = Dimension.of("x", 1, Unit.NONE);
        assertEquals("[\"x\",1,\"\"]", "[\"" + d.name() + "\"," + d.scale() + ",\"" + d.unit() + "\"]");
    }

    @Property(tries = 200)
    void stepsAreReadBackAsWritten(@ForAll("steps") final double step) {
        final List<Dimension> written = List.of(
                Dimension.of("x", step, Units.byName("nanometer")), Dimension.of("t", step, Units.byName("hour")));
        final ViewerState state = ViewerState.empty().withDimensions(written);
        assertEquals(written, ViewerState.parse(state.toString()).dimensions());
        assertEquals(step * 1e-9, written.get(0).scale().doubleValue(), step * 1e-9 * 1e-15);
    }

    @Provide
    Arbitrary<Double> steps() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1L << 53),
                        Arbitraries.integers().between(-28, 0))
                .as((digits, power) -> digits * Math.pow(10, power));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1x", "a-b", "x''", "ä"})
    void namesThatTheViewerRefusesAreRefused(final String name) {
        assertThrows(IllegalArgumentException.class, () -> Dimension.of(name, BigDecimal.ONE, "m"));
    }

    @Test
    void scalesArePositive() {
        assertThrows(IllegalArgumentException.class, () -> Dimension.of("x", 0, Unit.NONE));
        assertThrows(IllegalArgumentException.class, () -> Dimension.of("x", -1, Unit.NONE));
    }
}
