package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.http.login.Authorization;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.http.login.Secret;
import sc.fiji.neuroglancer.task.InputException;

class SwingPromptTest {

    @Test
    void whatIsTypedBecomesALogin() {
        assertEquals(Optional.empty(), SwingPrompt.authorization("lena", new char[0]));
        assertEquals(
                Optional.of(Authorization.basic("lena", Secret.of("pass word".toCharArray()))),
                SwingPrompt.authorization(" lena ", "pass word".toCharArray()));
        assertEquals(
                Optional.of(Authorization.bearer(Secret.of("token".toCharArray()))),
                SwingPrompt.authorization(" ", " token\n".toCharArray()));
    }

    @Test
    void whatIsTypedIsOverwritten() {
        final char[] typed = "SECRET".toCharArray();
        SwingPrompt.authorization("lena", typed);
        assertArrayEquals(new char[6], typed);
        final InputException e =
                assertThrows(InputException.class, () -> SwingPrompt.authorization("", "SECRET two".toCharArray()));
        assertFalse(e.getMessage().contains("SECRET"));
    }

    @Test
    void nobodyIsAskedInMacrosAndWithoutAScreen() {
        assertSame(Prompt.NOBODY, SwingPrompt.of(true));
        assertSame(Prompt.NOBODY, SwingPrompt.of(false), "tests have no screen");
    }
}
