package sc.fiji.neuroglancer.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.nio.file.Paths;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void aFolderAndANameMakeAKey() {
        assertEquals("a/b", Keys.join("a", "b"));
        assertEquals("b", Keys.join("", "b"));
    }

    /** Compares with the JDK: an accepted key stays below the folder and is already normalized. */
    @Property
    void aCheckedKeyStaysBelowItsFolder(
            @ForAll @StringLength(max = 8) @Chars({'.', '/', '\\', '\0'}) @CharRange(from = 'a', to = 'b')
                    final String key) {
        final Path root = Paths.get("/root");
        final boolean inside = key.indexOf('\0') < 0
                && key.indexOf('\\') < 0
                && root.resolve(key).normalize().startsWith(root)
                && root.resolve(key).normalize().toString().equals("/root/" + key);
        if (inside) assertEquals(key, Keys.check(key));
        else assertThrows(IllegalArgumentException.class, () -> Keys.check(key));
    }
}
