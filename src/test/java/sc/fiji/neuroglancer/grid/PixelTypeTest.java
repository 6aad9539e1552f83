package sc.fiji.neuroglancer.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PixelTypeTest {

    @ParameterizedTest
    @CsvSource({
        "UINT8, uint8, 1, true, 0, 255, byte",
        "INT8, int8, 1, false, -128, 127, byte",
        "UINT16, uint16, 2, true, 0, 65535, short",
        "INT16, int16, 2, false, -32768, 32767, short",
        "UINT32, uint32, 4, true, 0, 4294967295, int",
        "INT32, int32, 4, false, -2147483648, 2147483647, int",
        "UINT64, uint64, 8, true, 0, 18446744073709551615, long",
        "FLOAT32, float32, 4, false, 0, 1, float",
    })
    void isWhatItsNameSays(
            final PixelType type,
            final String label,
            final int bytes,
            final boolean unsigned,
            final double min,
            final double max,
            final String component) {
        assertEquals(label, type.label());
        assertEquals(bytes, type.bytes());
        assertEquals(unsigned, type.isUnsigned());
        assertEquals(min, type.min());
        assertEquals(max, type.max());
        assertEquals(component, type.newArray(0).getClass().getComponentType().getName());
    }

    @ParameterizedTest
    @EnumSource
    void arraysHaveTheLengthAskedFor(final PixelType type) {
        assertEquals(7, Array.getLength(type.newArray(7)));
    }

    @Test
    void onlyFloatIsNotWhole() {
        for (final PixelType type : PixelType.values()) assertEquals(type != PixelType.FLOAT32, type.isInteger());
    }
}
