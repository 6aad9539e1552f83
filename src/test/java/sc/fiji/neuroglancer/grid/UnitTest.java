package sc.fiji.neuroglancer.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UnitTest {

    @Test
    void isWhatItsNameIs() {
        final Unit unit = new Unit("minute", Unit.Quantity.TIME, BigDecimal.valueOf(60));
        assertEquals("minute", unit.name());
        assertEquals("minute", unit.toString());
        assertEquals(Unit.Quantity.TIME, unit.kind());
        assertEquals(BigDecimal.valueOf(60), unit.inBase());
        assertEquals(Units.byName("minute"), unit);
        assertEquals(Units.byName("minute").hashCode(), unit.hashCode());
        assertNotEquals(Units.byName("hour"), unit);
    }
}
