package sc.fiji.neuroglancer.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1023, 1023 bytes",
        "1024, 1.0 KiB",
        "95437, 93.2 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1.0 MiB",
        "1048576, 1.0 MiB",
        "2254857830, 2.1 GiB",
        "1073741823, 1.0 GiB",
        "5497558138880, 5.0 TiB",
        "9223372036854775807, 8.0 EiB"
    })
    void tellsBytesInTheUnitThatFits(final long bytes, final String text) {
        assertEquals(text, Amounts.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 files", "1, 1 file", "118, 118 files"})
    void counts(final long n, final String text) {
        assertEquals(text, Amounts.count(n, "file"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "0.42, 0.4 s",
        "9.94, 9.9 s",
        "9.96, 10 s",
        "59.4, 59 s",
        "59.6, 1 min 0 s",
        "200, 3 min 20 s",
        "3599.6, 1 h 0 min",
        "3900, 1 h 5 min"
    })
    void tellsHowLong(final double seconds, final String text) {
        assertEquals(text, Amounts.duration(seconds));
    }

    @Test
    void writesNumbersInEnglish() {
        final Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("1.5 KiB", Amounts.bytes(1536));
            assertEquals("0.4 s", Amounts.duration(0.4));
        } finally {
            Locale.setDefault(before);
        }
    }
}
