package sc.fiji.neuroglancer.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All messages of the program as dialogs, macros and shells show them, in a file that a reader can review. After a
 * message was changed on purpose, run this test with {@code -Dmessages.write} to write the file again.
 */
class MessageListTest {

    private static final Path LIST = Path.of("src/test/resources/sc/fiji/neuroglancer/messages.txt");
    private static final String WRITE = "messages.write";

    private static MessageSources sources;

    @BeforeAll
    static void read() throws IOException {
        sources = MessageSources.read(Path.of("src/main/java"));
    }

    @Test
    void allMessagesAreAsListed() throws IOException {
        final StringBuilder list = new StringBuilder();
        for (final var type : new TreeMap<>(sources.byFile()).entrySet()) {
            list.append(type.getKey()).append('\n');
            for (final String line : type.getValue())
                list.append("  ").append(line).append('\n');
        }
        if (System.getProperty(WRITE) != null) Files.writeString(LIST, list);
        assertEquals(
                Files.readString(LIST),
                list.toString(),
                () -> "Messages have changed. If they should have, run: mvn test -Dtest=MessageListTest -D" + WRITE);
    }

    @Test
    void templatesHaveASlotForEachHole() {
        assertEquals(List.of(), sources.faults());
    }

    @Test
    void messagesNameOnlyKeysThatCommandsHave() {
        assertEquals(Set.of(), sources.unknownKeys());
    }
}
