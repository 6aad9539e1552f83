package sc.fiji.neuroglancer.http.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

class CommandWordsTest {

    @Test
    void wordsAreThoseOfAShell() {
        assertEquals(List.of("oidc-token", "helmholtz"), CommandWords.split("  oidc-token \t helmholtz "));
        assertEquals(List.of("a b", "c d", "e"), CommandWords.split("'a b' \"c d\" e"));
        assertEquals(List.of("ab c", ""), CommandWords.split("a'b c' ''"));
        assertEquals(List.of("it's", "\"", "a b", "\\"), CommandWords.split("it\\'s \"\\\"\" a\\ b \\\\"));
        assertEquals(List.of("a\\ b"), CommandWords.split("'a\\ b'"));
        assertEquals(List.of(), CommandWords.split("  "));
    }

    @Test
    void nothingIsExpanded() {
        assertEquals(List.of("$HOME", "*", "~", "a;b", "`id`"), CommandWords.split("$HOME * ~ a;b `id`"));
    }

    @Test
    void pathsOfWindowsStay() {
        assertEquals(
                List.of("C:\\Program Files\\x.exe", "D:\\y"), CommandWords.split("\"C:\\Program Files\\x.exe\" D:\\y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'SECRET", "a \"SECRET", "\"SECRET\\\""})
    void openQuotesAreRefused(final String line) {
        final InputException e = assertThrows(InputException.class, () -> CommandWords.split(line));
        assertFalse(e.getMessage().contains("SECRET"));
    }
}
