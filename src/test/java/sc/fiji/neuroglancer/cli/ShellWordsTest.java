package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.command.Commands;
import sc.fiji.neuroglancer.command.Key;

class ShellWordsTest {

    private static final List<Key> KEYS = Commands.ALL.stream()
            .flatMap(command -> Arguments.options(command).stream())
            .toList();
    private static final ShellWords WORDS = new ShellWords(KEYS, KEYS, 128);

    /** How keys stand in sentences that are made for macros and dialogs. */
    private static final Pattern FOREIGN = Pattern.compile("\\b(existing|shorten|units|parallel|format|folder)=[\\w\\[]"
            + "|(?i:set) (existing|folder|format|units) |\\b(existing|format) set to|hoose content [A-Z]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a exists: choose another name, or set existing to Replace to export it again."
                        + " => a exists: choose another name, or give --existing Replace to export it again.",
                "There is one: set existing to Resume to continue it, or to Replace to start anew."
                        + " => There is one: give --existing Resume to continue it, or --existing Replace to start anew.",
                "Free some space and export again with existing set to Resume."
                        + " => Free some space and export again with --existing Resume.",
                "It was not finished: run it again with existing=Resume."
                        + " => It was not finished: run it again with --existing Resume.",
                "Set another address, or existing=Replace, or existing=Resume to go on."
                        + " => Set another address, or --existing Replace, or --existing Resume to go on.",
                "It is long: use shorten=true to shorten it. => It is long: use --shorten to shorten it.",
                "No folder is given: set folder, where it is made. => No folder is given: give --folder, where it is made.",
                "'foldr' is not known here: use folder, name. => --foldr is not known here: use --folder, --name.",
                "levels 'two' cannot be used: give a whole number. => --levels 'two' cannot be used: give a whole number.",
                "levels is -1: give 0 for automatic. => --levels is -1: give 0 for automatic.",
                "parallel=99 is not between 1 and 32. => --parallel 99 is not between 1 and 32.",
                "units=Physical needs the image. => --units Physical needs the image.",
                "It is no label. Choose content Intensity and export again."
                        + " => It is no label. Choose --content Intensity and export again.",
                "The unit is not known. Set micron in Image > Properties... and export again."
                        + " => The unit is not known. Give --unit micron and export again.",
                "There is no profile 'a': use one of b, or make it with Neuroglancer Settings."
                        + " => There is no profile 'a': use one of b, or make it with the command settings.",
                "The table has no column. Give the one that holds x the name x."
                        + " => The table has no column. Give the one that holds x the name x, or name the columns by"
                        + " --columns x,y,z,t.",
                "This export needs about 152 MiB of memory and only 98 MiB are free. Close other images, raise the memory"
                        + " in Edit > Options > Memory & Threads, use fewer threads, or choose smaller chunks."
                        + " => This export needs about 152 MiB of memory and only 98 MiB are free. Start java with"
                        + " -Xmx256m, use fewer threads, or choose smaller chunks.",
                "The storage h does not answer (x): check the address in Neuroglancer Settings..., and the connection."
                        + " => The storage h does not answer (x): check the address, and the connection.",
                "https://host/a?name=B and the folder name are as they were. => https://host/a?name=B and the folder name"
                        + " are as they were.",
                "The image has no name: choose another name. => The image has no name: choose another name."
            })
    void sayTheSameForAShell(final String line) {
        final String[] parts = line.split(" => ");
        assertEquals(parts[1], WORDS.of(parts[0]));
    }

    /** All texts of the program that name a key, as they stand in its source. */
    @Test
    void leaveNoWordOfMacrosInAnyMessage() throws IOException {
        final List<String> found = new ArrayList<>();
        for (final String text : texts()) {
            if (!FOREIGN.matcher(text).find()) continue;
            found.add(text);
            assertFalse(FOREIGN.matcher(WORDS.of(text)).find(), () -> text + " -> " + WORDS.of(text));
        }
        assertTrue(found.size() > 20, found::toString);
    }

    private static List<String> texts() throws IOException {
        final List<String> texts = new ArrayList<>();
        final List<Path> files;
        try (Stream<Path> all = Files.walk(Paths.get("src/main/java"))) {
            files = all.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("commands")
                            && !file.endsWith("ShellWords.java"))
                    .collect(Collectors.toList());
        }
        for (final Path file : files) {
            final String code = Files.readString(file).replaceAll("(?m)^\\s*(/\\*\\*|\\*|//).*$", "");
            final Matcher m =
                    Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"").matcher(code.replaceAll("\"\\s*\\+\\s*\"", ""));
            while (m.find()) texts.add(m.group(1));
        }
        return texts;
    }
}
