package sc.fiji.neuroglancer.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageSourcesTest {

    private static final String CODE = """
            class Probe {
                static final String FOLDER = "folder";
                static final String NEXT = " Then" + " run again.";
                static final Object KEYS = List.of(Key.text("name", ""), Key.folder(FOLDER, ""));
                void constant() {
                    throw new InputException("{} exists: choose another {}." + NEXT, where(), key("name"));
                }
                void cause() {
                    throw new InputException(e, "{} has {} files.", Slot.key(FOLDER), n + 1);
                }
                void nested() {
                    store = new StoreException(Message.of("It is full. {}.", either("open it", Message.of("name it as {}", key("nope")))), "s");
                }
                Object next(Message first) {
                    return first.then("Use {}.", command("The Settings...", "settings"));
                }
                void old() {
                    throw new InputException("There is no " + (n + 1) + " here.");
                }
                void loose() {
                    warn("The rest was left out.");
                }
                Object wrong() {
                    return Message.of("{} and {}", 1);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void findsMessages() throws IOException {
        Files.writeString(folder.resolve("Probe.java"), CODE);
        final MessageSources sources = MessageSources.read(folder);
        assertEquals(
                Map.of(
                        "Probe",
                        List.of(
                                "dialog: <where()> exists: choose another Name. Then run again.",
                                "macro:  <where()> exists: choose another name. Then run again.",
                                "shell:  <where()> exists: choose another --name. Then run again.",
                                "dialog: Folder has <n + 1> files.",
                                "macro:  folder has <n + 1> files.",
                                "shell:  --folder has <n + 1> files.",
                                "dialog: It is full. Open it.",
                                "macro:  It is full. Open it.",
                                "shell:  It is full. Name it as --nope.",
                                "dialog: Use The Settings.",
                                "macro:  Use The Settings.",
                                "shell:  Use the settings command.",
                                "(composed) There is no <n + 1> here.",
                                "(text) The rest was left out.")),
                sources.byFile());
        assertEquals(1, sources.faults().size(), () -> sources.faults().toString());
        assertEquals(Set.of("nope"), sources.unknownKeys());
    }
}
