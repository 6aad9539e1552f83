package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Macro;
import ij.plugin.frame.Recorder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

/** Judged by ImageJ: its recorder writes, its {@code Macro.getValue} reads. */
class MacroOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "folder=/data/out|/data/out",
                "folder=[/data/my out]|/data/my out",
                "folder='/data/my out'|/data/my out",
                "folder=[/data/a[0] b]|/data/a[0] b",
                "folder=[[]]|[]",
                "folder=it's|it's",
                "folder=https://host/path?name=x&level=3|https://host/path?name=x&level=3",
                "folder=[https://host/a b?folder=c]|https://host/a b?folder=c",
                "folder=[]|\"\"",
                "folder=|\"\"",
                "FOLDER=C:\\data\\out|C:\\data\\out"
            })
    void readsAValueAsImageJDoes(final String options, final String value) {
        assertEquals(Map.of("folder", value), MacroOptions.parse(options));
        if (options.startsWith("folder")) assertEquals(value, Macro.getValue(options + " ", "folder", null));
    }

    @Test
    void readsAllKeysInOrder() {
        final Map<String, String> values = MacroOptions.parse(" folder=[/my data]  name=brain shards\tcrop=false ");
        assertEquals(
                List.of("folder=/my data", "name=brain", "shards=true", "crop=false"),
                values.entrySet().stream().map(Object::toString).collect(Collectors.toList()));
    }

    @Test
    void takesNoPartOfAValueForAKey() {
        final Map<String, String> values = MacroOptions.parse("name=a-level=3 folder=[x levels=5 y]");
        assertEquals(Map.of("name", "a-level=3", "folder", "x levels=5 y"), values);
    }

    @Test
    void hasNothingInNoOptions() {
        assertTrue(MacroOptions.parse(null).isEmpty());
        assertTrue(MacroOptions.parse("  ").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder=[/data/out name=x", "folder=[a[b] name=x", "folder='/data/out name=x", "folder=["})
    void refusesAnOpenBracketOrQuote(final String options) {
        final InputException e = assertThrows(InputException.class, () -> MacroOptions.parse(options));
        assertTrue(e.getMessage().contains("is not closed"), e.getMessage());
    }

    @Test
    void refusesAKeyGivenTwice() {
        final InputException e =
                assertThrows(InputException.class, () -> MacroOptions.parse("levels=2 name=x Levels=3"));
        assertTrue(e.getMessage().contains("'levels' is given twice"), e.getMessage());
    }

    /** What ImageJ's recorder writes and ImageJ itself reads back, is read back here. */
    @Property(tries = 500)
    void readsBackWhatTheRecorderWrites(@ForAll("options") final Map<String, String> given) {
        final String recorded = record(given);
        given.forEach((key, value) -> Assume.that(value.equals(Macro.getValue(recorded + " ", key, null))));
        assertEquals(given, MacroOptions.parse(recorded));
    }

    /** A flag that the recorder writes is true. */
    @Property(tries = 100)
    void readsFlagsBetweenValues(@ForAll("options") final Map<String, String> given) {
        final String recorded = record(given);
        given.forEach((key, value) -> Assume.that(value.equals(Macro.getValue(recorded + " ", key, null))));
        final Map<String, String> expected = new LinkedHashMap<>(given);
        expected.put("flagged", "true");
        assertEquals(expected, MacroOptions.parse("flagged " + recorded));
        assertEquals(expected, MacroOptions.parse(recorded + " flagged"));
    }

    private static String record(final Map<String, String> values) {
        Recorder.resetCommandOptions();
        values.forEach(Recorder::recordOption);
        final String options = Recorder.getCommandOptions();
        Recorder.resetCommandOptions();
        return options == null ? "" : options;
    }

    @Provide
    Arbitrary<Map<String, String>> options() {
        final Arbitrary<String> keys = Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(k -> !k.equals("flagged"));
        final Arbitrary<String> plain =
                Arbitraries.strings().withChars("ab=/\\?&:.,-'[]{}\"\u00b5 ").ofMaxLength(12);
        final Arbitrary<String> nested =
                plain.map(text -> "x " + text.replace("[", "").replace("]", "") + "[n]");
        final Arbitrary<String> urls =
                plain.map(text -> "https://h/" + text.replace(' ', '+') + "?a=b&c=[d]".substring(0, 5));
        return Arbitraries.maps(keys, Arbitraries.oneOf(plain, nested, urls)).ofMaxSize(6);
    }
}
