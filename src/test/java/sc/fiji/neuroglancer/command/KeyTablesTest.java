package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of keys in {@code src/doc} are made from the keys. After a key was changed, run this test with
 * {@code -Dkeys.write} to write the pages again.
 */
class KeyTablesTest {

    private static final String WRITE = "keys.write";
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- keys: ([^\n]*) -->\n)(.*?)(<!-- end -->)");

    @Test
    void pagesShowTheKeysAsTheyAre() throws IOException {
        final TreeSet<String> shown = new TreeSet<>();
        final List<Path> pages;
        try (Stream<Path> all = Files.list(Path.of("src/doc"))) {
            pages = all.filter(page -> page.toString().endsWith(".md")).toList();
        }
        for (final Path page : pages) {
            final String text = Files.readString(page);
            final String made = TABLE.matcher(text).replaceAll(table -> {
                if (!KnownCommands.ALL.containsKey(table.group(2))) return Matcher.quoteReplacement(table.group());
                shown.add(table.group(2));
                final String rows = table(KnownCommands.ALL.get(table.group(2)));
                return Matcher.quoteReplacement(table.group(1) + rows + table.group(4));
            });
            if (System.getProperty(WRITE) != null && !made.equals(text)) Files.writeString(page, made);
            assertEquals(
                    made,
                    Files.readString(page),
                    page + ": keys have changed. If they should have, run: mvn test -Dtest=KeyTablesTest -D" + WRITE);
        }
        assertEquals(new TreeSet<>(KnownCommands.ALL.keySet()), shown);
    }

    private static String table(final List<Key> keys) {
        if (keys.isEmpty()) return "This command has no keys.\n";
        return "| key | default | values |\n|---|---|---|\n"
                + keys.stream().map(KeyTablesTest::row).collect(Collectors.joining());
    }

    private static String row(final Key key) {
        final String standard = key.standard().isEmpty() ? "" : code(key.standard()) + " ";
        final String choices = key.choices().isEmpty()
                ? ""
                : key.choices().stream().map(KeyTablesTest::code).collect(Collectors.joining(", ")) + ": ";
        return "| " + code(key.name()) + " | " + standard + "| " + choices + key.help() + " |\n";
    }

    private static String code(final String text) {
        return "`" + text + "`";
    }
}
