package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.plugin.PlugIn;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

/** Labels and keys are a public interface that stands in several places: they must be the same everywhere. */
class PublicNamesTest {

    private static final Path README = Paths.get("README.md");
    private static final Pattern ENTRY =
            Pattern.compile("(Plugins>Neuroglancer), \"([^\"]+)\", ([\\w.]+)(?:\\(\"([^\"]*)\"\\))?");
    private static final Pattern CALL = Pattern.compile("run\\(\"([^\"]+)\",\\s*\"([^\"]*)\"");

    private static final Context CONTEXT = new Context();

    @AfterAll
    static void dispose() {
        CONTEXT.dispose();
    }

    static Collection<CommandInfo> commands() {
        return CONTEXT.service(CommandService.class).getCommands().stream()
                .filter(info -> info.getDelegateClassName().startsWith("sc.fiji.neuroglancer."))
                .collect(Collectors.toList());
    }

    private static List<Matcher> entries() throws IOException {
        final List<Matcher> entries = new ArrayList<>();
        for (final String line : Files.readAllLines(Paths.get("plugins.config"))) {
            if (line.isBlank() || line.startsWith("#")) continue;
            final Matcher entry = ENTRY.matcher(line);
            assertTrue(entry.matches(), line);
            entries.add(entry);
        }
        return entries;
    }

    @Test
    void theSameLabelsEverywhere() throws IOException {
        final TreeSet<String> known = new TreeSet<>(KnownCommands.ALL.keySet());
        final List<String> config =
                entries().stream().map(e -> e.group(2)).sorted().collect(Collectors.toList());
        assertEquals(List.copyOf(known), config, "plugins.config");
        final List<String> scijava = commands().stream()
                .map(info -> info.getMenuPath().getLeaf().getName())
                .sorted()
                .collect(Collectors.toList());
        assertEquals(List.copyOf(known), scijava, "@Plugin");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theSameMenuEverywhere(final CommandInfo info) throws IOException {
        final String path = info.getMenuPath().stream().map(m -> m.getName()).collect(Collectors.joining(">"));
        assertTrue(
                entries().stream().map(e -> e.group(1) + ">" + e.group(2)).anyMatch(path::equals),
                path + " is not in plugins.config");
        assertTrue(info.canRunHeadless(), path);
    }

    @Test
    void everyClassOfTheConfigurationLoads() throws Exception {
        for (final Matcher entry : entries()) {
            final Class<?> type = Class.forName(entry.group(3));
            assertTrue(PlugIn.class.isAssignableFrom(type), type.getName());
            assertTrue(type.getSimpleName().contains("_"), "ImageJ reports only these when they cannot be loaded");
            type.getConstructor().newInstance();
            assertEquals(entry.group(2), Commands.byWord(entry.group(4)).label());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theFieldsOfACommandAreItsKeys(final CommandInfo info) {
        final List<Key> keys =
                KnownCommands.ALL.get(info.getMenuPath().getLeaf().getName());
        final Map<String, ModuleItem<?>> fields = new TreeMap<>();
        for (final ModuleItem<?> item : info.inputs()) {
            final boolean service = item.getType().getName().startsWith("org.scijava.");
            final boolean message = item.getVisibility() == ItemVisibility.MESSAGE;
            final boolean persisted = !service && item.isPersisted();
            assertFalse(persisted, item.getName() + ": SciJava would keep it for later macros, too");
            final boolean given = List.of("image", "data", "axes").contains(item.getName());
            if (!service && !message && !given) fields.put(item.getName(), item);
        }
        final Module module = CONTEXT.service(ModuleService.class).createModule(info);
        assertEquals(keys.stream().map(Key::name).collect(Collectors.toCollection(TreeSet::new)), fields.keySet());
        for (final Key key : keys) check(key, fields.get(key.name()), module.getInput(key.name()));
    }

    private static void check(final Key key, final ModuleItem<?> field, final Object standard) {
        final String name = key.name();
        assertEquals(key.standard(), String.valueOf(standard), name + ": default");
        final List<?> choices = field.getChoices() == null ? List.of() : field.getChoices();
        assertEquals(key.choices(), choices, name + ": choices");
        assertEquals(type(key.kind()), field.getType(), name);
        assertEquals(key.kind() == Key.Kind.FOLDER, "directory".equals(field.getWidgetStyle()), name + ": style");
        assertFalse(field.getCallback().isEmpty(), name + ": dialogs tell what will be done");
        if (key.kind() == Key.Kind.NUMBER) {
            assertEquals(0, ((Number) field.getMinimumValue()).intValue(), name);
            assertTrue(((Number) field.getMaximumValue()).intValue() > 0, name);
        }
        final String help =
                key.help().substring(0, 1).toUpperCase(Locale.ROOT) + key.help().substring(1);
        assertEquals(help, field.getDescription(), name + ": help");
        assertEquals(key.label(), field.getLabel(), name + ": label");
    }

    private static Class<?> type(final Key.Kind kind) {
        if (kind == Key.Kind.FLAG) return boolean.class;
        return kind == Key.Kind.NUMBER ? int.class : String.class;
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        final String text = Files.readString(README);
        for (final String label : KnownCommands.ALL.keySet())
            assertTrue(text.contains(label), "README.md does not name " + label);
    }

    @Test
    void theMacrosOfTheDocumentationRun() throws IOException {
        final List<Path> pages = new ArrayList<>(List.of(README));
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(Paths.get("src/doc"), "*.md")) {
            folder.forEach(pages::add);
        }
        for (final Path page : pages) {
            final Matcher call = CALL.matcher(Files.readString(page));
            while (call.find()) {
                final List<Key> keys = KnownCommands.ALL.get(call.group(1));
                if (keys != null) Values.of(keys, MacroOptions.parse(call.group(2)));
                else assertFalse(call.group(1).contains("Neuroglancer"), page + " calls " + call.group(1));
            }
        }
    }
}
