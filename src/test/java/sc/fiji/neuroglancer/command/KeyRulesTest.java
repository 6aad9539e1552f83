package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Macro;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ImageJ's and SciJava's macro machinery demands of keys and labels. */
class KeyRulesTest {

    static Stream<Key> keys() {
        return KnownCommands.ALL.values().stream().flatMap(List::stream);
    }

    static Stream<List<Key>> commands() {
        return KnownCommands.ALL.values().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasLowerCaseLettersOnlyAndADefault(final Key key) {
        assertTrue(key.name().matches("[a-z]+"), key.name());
        assertNotEquals("image", key.name(), "SciJava fills it with the active image");
        assertFalse(key.name().matches(".*(password|token|secret|user|key).*"), "macros would keep it");
        assertEquals(key.name(), key.label().replace(" ", "").toLowerCase(Locale.ROOT), "users learn it from there");
        assertNotNull(key.standard());
        assertTrue(key.help().matches("\\S.*[^.]"), key.help());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasADefaultThatItTakesItself(final Key key) {
        final Values values = Values.of(List.of(key), Map.of(key.name(), key.standard()));
        assertEquals(key.standard(), values.text(key.name()));
        assertEquals(key.kind() == Key.Kind.CHOICE, !key.choices().isEmpty());
        assertEquals(key.choices().size(), new HashSet<>(key.choices()).size());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isNeverTakenByImageJForAnotherKey(final List<Key> keys) {
        final Set<String> names = new HashSet<>();
        for (final Key key : keys) {
            assertTrue(names.add(key.name()), key.name() + " twice");
            for (final Key other : keys) {
                if (other == key) continue;
                assertNull(Macro.getValue(other.name() + "=x ", key.name(), null), key.name() + " in " + other.name());
            }
        }
    }

    @Test
    void labelsAreOursAndPartOfNoOther() {
        for (final String label : KnownCommands.ALL.keySet()) {
            assertTrue(label.contains("Neuroglancer"), label);
            for (final String other : KnownCommands.ALL.keySet())
                assertTrue(other.equals(label) || !other.equalsIgnoreCase(label), label);
        }
    }
}
