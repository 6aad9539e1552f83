package sc.fiji.neuroglancer.updatesite;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;

/** What {@code site.properties} says of the plugin. */
final class SiteSettings {

    final String description;
    final String author;
    final String link;
    final List<String> dependencies;
    /** Names without version of jars that Fiji brings; for the message only, as no jar but the plugin's is accepted. */
    final List<String> shippedByFiji;

    /** @throws InputException when the file or one of its lines is missing, or it is not UTF-8 */
    SiteSettings(final Path file) {
        final Properties settings = new Properties();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(in);
        } catch (final IOException | IllegalArgumentException e) {
            throw new InputException(
                    file + " is missing or cannot be read as UTF-8 (" + e + "): restore it from git.", e);
        }
        description = line(file, settings, "description");
        author = line(file, settings, "author");
        link = line(file, settings, "link");
        dependencies = words(line(file, settings, "dependencies"));
        shippedByFiji = words(settings.getProperty("shipped-by-fiji", ""));
    }

    private static String line(final Path file, final Properties settings, final String key) {
        final String value = settings.getProperty(key, "").trim();
        if (value.isEmpty())
            throw new InputException(file + " has no line \"" + key + " = …\", which Fiji's updater shows: add it.");
        return value;
    }

    private static List<String> words(final String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
