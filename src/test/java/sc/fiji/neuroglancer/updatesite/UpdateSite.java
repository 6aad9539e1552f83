package sc.fiji.neuroglancer.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes {@code target/update-site} from the built jar, {@code update-site/history.xml} and
 * {@code update-site/site.properties}, and renews the history, which the maintainer commits with the release.
 */
public final class UpdateSite {

    private UpdateSite() {}

    /** Takes the project's folder and the jar. */
    public static void main(final String... args) throws IOException {
        final Path project = Paths.get(args[0]);
        final long now =
                Long.parseLong(ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")));
        try {
            System.out.println(make(project, Paths.get(args[1]), project.resolve("target/update-site"), now));
        } catch (final IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Makes the site and returns what to tell. */
    static String make(final Path project, final Path jar, final Path site, final long now) throws IOException {
        final Path folder = project.resolve("update-site");
        final Properties settings = settings(folder.resolve("site.properties"));
        final Path history = folder.resolve("history.xml");
        if (!Files.isRegularFile(history))
            throw new IOException(history + " is missing: without it the jars that users have would never be updated."
                    + " Restore it from git.");
        final List<SiteFile> files;
        try (InputStream in = Files.newInputStream(history)) {
            files = new ArrayList<>(SiteDatabase.read(in));
        }
        final SiteBuilder builder = new SiteBuilder(site, Set.copyOf(words(settings, "shipped-by-fiji")));
        final boolean changed = builder.publish(
                files,
                "plugins/" + jar.getFileName(),
                jar,
                settings.getProperty("description"),
                words(settings, "dependencies"),
                now);
        builder.finish(files);
        final ByteArrayOutputStream renewed = new ByteArrayOutputStream();
        SiteDatabase.write(files, renewed);
        Files.write(history, renewed.toByteArray());
        return changed
                ? "The update site is in " + site + ": upload it as it is, and commit " + history + "."
                : "The update site is in " + site + "; the jar is the one that is published already.";
    }

    private static Properties settings(final Path file) throws IOException {
        final Properties settings = new Properties();
        settings.load(Files.newBufferedReader(file, StandardCharsets.UTF_8));
        return settings;
    }

    private static List<String> words(final Properties settings, final String key) {
        return Arrays.stream(settings.getProperty(key, "").split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
