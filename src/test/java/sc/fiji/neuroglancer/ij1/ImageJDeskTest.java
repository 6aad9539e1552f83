package sc.fiji.neuroglancer.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageJDeskTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "-3, -3", "2.5, 2.5", "NaN, NaN", "3e9, 3000000000"})
    void leavesWhatIsNoWholeNumberForTheCheck(final double typed, final String value) {
        assertEquals(value, PlainDialog.number(typed));
    }

    @Test
    void knowsItsCommands() {
        assertThrows(IllegalArgumentException.class, () -> ImageJDesk.run("export-everything"));
    }
}
