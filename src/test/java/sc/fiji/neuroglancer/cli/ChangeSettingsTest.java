package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;

/** Profiles from one shell to the next, in a home of their own. */
@Timeout(120)
class ChangeSettingsTest {

    @TempDir
    private Path dir;

    private ShellProcess shell;

    @BeforeEach
    void start() throws IOException {
        shell = new ShellProcess(dir);
    }

    private JsonNode settings(final Object... options) throws IOException, InterruptedException {
        final Object[] words = Stream.concat(Stream.of("settings", "--json"), Stream.of(options))
                .toArray();
        assertEquals(0, shell.run(Map.of(), words), () -> shell.err);
        return new ObjectMapper().readTree(shell.out);
    }

    @Test
    void aProfileIsThereInTheNextShell() throws Exception {
        settings("--account", "lab", "--preset", "WebDAV", "--address", "https://h.example.org/lena");
        assertTrue(shell.err.contains("The profile 'lab' is stored"), shell.err);
        assertEquals(
                "https://h.example.org/lena/", settings().at("/lab/address").textValue());
        assertEquals(0, shell.run(Map.of(), "settings"), () -> shell.err);
        assertTrue(shell.out.contains("lab --address 'https://h.example.org/lena/' "), shell.out);
    }

    @Test
    void whatIsNotGivenStays() throws Exception {
        shell.store(Profiles.parse("")
                .plus(Profile.builder("lab", StorageKinds.WEBDAV)
                        .address("https://h.example.org/lena")
                        .viewer("https://viewer.example.org")
                        .command("print-token")
                        .build()));
        final JsonNode moved = settings("--account", "lab", "--address", "https://h.example.org/other");
        assertEquals("https://h.example.org/other/", moved.at("/lab/address").textValue());
        assertEquals("print-token", moved.at("/lab/command").textValue());
        assertTrue(moved.at("/lab/viewer").textValue().startsWith("https://viewer.example.org"), moved::toString);
        assertFalse(settings("--account", "lab", "--remove").has("lab"));
        assertFalse(settings().has("lab"));
    }

    @Test
    void whatCannotBeUsedChangesNothing() throws Exception {
        assertEquals(1, shell.run(Map.of(), "settings", "--account", "lab", "--address", "here"), () -> shell.err);
        assertTrue(shell.err.startsWith("The WebDAV address is not a web address"), shell.err);
        assertFalse(settings().has("lab"));
    }
}
