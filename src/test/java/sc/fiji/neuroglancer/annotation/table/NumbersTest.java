package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @Property
    void everyUnsignedNumberIsAnId(@ForAll final long id) {
        final String text = Long.toUnsignedString(id);
        assertEquals(id, Numbers.id(text));
        assertEquals(id, Numbers.id(text + ".000"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "007, 7", "12.0, 12", "1.0E7, 10000000", "1e3, 1000", "18446744073709551615, -1", "+5, 5"})
    void idsInAnyDress(final String text, final long id) {
        assertEquals(id, Numbers.id(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "1,5",
                "18446744073709551616",
                "1e20",
                "2e19",
                "18446744073709551616.0",
                "1e999999999",
                "1e-999999999",
                "nan",
                "a1",
                "0x10",
                "99999999999999999999999999999999999999999999"
            })
    void whatIsNoId(final String text) {
        assertThrows(NumberFormatException.class, () -> Numbers.id(text));
    }
}
