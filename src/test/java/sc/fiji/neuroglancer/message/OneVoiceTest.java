package sc.fiji.neuroglancer.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages name keys and commands by slots, which each voice puts into its words; never in words of their own. */
class OneVoiceTest {

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(/\\*\\*|\\*|//).*$");

    /** How keys stand in sentences that are made for macros, dialogs or shells alone. */
    private static final Pattern FOREIGN = Pattern.compile(
            "\\b(existing|shorten|units|parallel|format|folder|chunk|content|login|areas|unplaced)=[\\w\\[]"
                    + "|(?i:set) (existing|folder|format|units|chunk|content|shards) "
                    + "|\\b(existing|format|content) set to|hoose content [A-Z]|leave (shards|shorten) off");

    @Test
    void noMessageHasWordsOfOneVoiceOnly() throws IOException {
        final List<String> found = new ArrayList<>();
        final List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            files = all.filter(file -> file.toString().endsWith(".java")
                            && !file.getParent().endsWith("message"))
                    .sorted()
                    .toList();
        }
        for (final Path file : files) {
            final String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
            final Matcher text = TEXT.matcher(code.replaceAll("\"\\s*\\+\\s*\"", ""));
            while (text.find())
                if (FOREIGN.matcher(text.group(1)).find()) found.add(file.getFileName() + ": " + text.group(1));
        }
        assertEquals(List.of(), found);
    }
}
