package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void breaksAtBlanks() {
        assertEquals(List.of("one two", "three"), Lines.wrap("one two three", 9));
        assertEquals(List.of("one two", "three"), Lines.wrap(" one two three ", 7));
        assertEquals(List.of("12345"), Lines.wrap("12345", 5));
    }

    @Test
    void cutsWhatIsTooLong() {
        assertEquals(List.of("a", "12345", "67"), Lines.wrap("a 1234567", 5));
    }

    @Test
    void breaksWhereItsWidthEnds() {
        final Predicate<String> narrow =
                line -> line.length() + line.replaceAll("[^W]", "").length() <= 5;
        assertEquals(List.of("WWi", "iiii", "a"), Lines.wrap("WWiiiii a", narrow));
    }

    @Test
    void keepsALineForNothing() {
        assertEquals(List.of(" "), Lines.wrap("", 5));
    }
}
