package sc.fiji.neuroglancer.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Makes {@code target/update-site} from the built jar, {@code update-site/history.xml} and
 * {@code update-site/site.properties}, and renews the history, which the maintainer commits after the upload.
 */
public final class UpdateSite {

    /** The one file that the site carries, without its version. */
    static final String PLUGIN = "plugins/neuroglancer_fiji.jar";

    private final Path project;
    private final Path history;
    private final Path site;
    private final boolean first;
    private final String published;

    /**
     * @param first whether nothing was ever published
     * @param published the site as users see it, or its {@code db.xml.gz}; relative to the project; empty if not given
     */
    UpdateSite(final Path project, final boolean first, final String published) {
        this.project = project;
        history = project.resolve("update-site").resolve(History.NAME);
        site = project.resolve("target/update-site");
        this.first = first;
        this.published = published;
    }

    /**
     * Takes {@code check} before the tests, {@code make} after them; the project's folder; whether it is the first release;
     * the published site, or nothing; then version and {@code -DskipViewer}, or the jar.
     */
    public static void main(final String... args) {
        final UpdateSite release = new UpdateSite(Paths.get(args[1]), Boolean.parseBoolean(args[2]), args[3]);
        try {
            if (args[0].equals("check")) release.check(args[4], Boolean.parseBoolean(args[5]));
            else System.out.println(release.make(Paths.get(args[4]), now()));
        } catch (final InputException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (final IOException e) {
            System.err.println("The update site could not be made: " + e);
            System.exit(1);
        }
    }

    private static long now() {
        return Long.parseLong(ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")));
    }

    /**
     * Refuses what can be told before the jar is built.
     *
     * @param version the project's
     * @throws InputException saying what is wrong
     */
    void check(final String version, final boolean skipViewer) throws IOException {
        final ReleaseVersion release = new ReleaseVersion(version);
        if (skipViewer) throw new InputException("A release has the viewer inside: leave -DskipViewer out.");
        settings();
        final SiteFile plugin = released();
        final boolean again = plugin.current != null && release.equals(ReleaseVersion.ofJar(plugin.current.filename));
        if (!again) SiteBuilder.requireHigher(plugin, release);
        WorkingTree.requireClean(project);
    }

    /**
     * Makes the site.
     *
     * @param now {@code yyyyMMddHHmmss} in UTC
     * @return what to tell
     * @throws InputException when the jar must not be published; then nothing is written
     */
    String make(final Path jar, final long now) throws IOException {
        final SiteFile plugin = released();
        if (!SiteBuilder.publish(plugin, "plugins/" + jar.getFileName(), PLUGIN, jar, settings(), now))
            return plugin.current.filename + " is already published, at " + plugin.current.timestamp
                    + ": nothing to upload. If it never was uploaded, run \"git checkout update-site/history.xml\" and"
                    + " build it again.";
        final Path fresh = site.resolveSibling("update-site.new");
        try {
            delete(fresh);
            SiteBuilder.write(plugin, jar, fresh);
            SiteBuilder.verify(fresh);
            putInPlace(fresh, plugin);
        } finally {
            delete(fresh);
        }
        return "The update site is in " + site + ". Upload plugins/ first and db.xml.gz last, then commit " + history
                + " and tag " + commit(jar) + ": update-site/README.md says how.";
    }

    private SiteSettings settings() {
        return new SiteSettings(project.resolve("update-site/site.properties"));
    }

    /** What was published, which is all that the site and the last build know. */
    private SiteFile released() throws IOException {
        final SiteFile plugin = History.read(history, PLUGIN, first);
        if (!published.isEmpty())
            History.requireAll(
                    plugin, PLUGIN, project.resolve(published), " If that copy is not the site's, get it again.");
        if (Files.exists(site.resolve(SiteBuilder.DATABASE)))
            History.requireAll(plugin, PLUGIN, site, " If it was never uploaded, run \"mvn clean\".");
        return plugin;
    }

    /** Site and history change together: a site in place whose history is lost would be a trap for the next release. */
    private void putInPlace(final Path fresh, final SiteFile plugin) throws IOException {
        final ByteArrayOutputStream xml = new ByteArrayOutputStream();
        SiteDatabase.write(List.of(plugin), xml);
        final Path renewed = Files.write(site.resolveSibling("history.xml.new"), xml.toByteArray());
        delete(site);
        Files.move(fresh, site);
        try {
            Files.move(renewed, history, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException e) {
            delete(site);
            throw e;
        }
    }

    /** Deletes a folder, its list first: what is left of it when that fails is no site. */
    private static void delete(final Path folder) throws IOException {
        if (Files.isDirectory(folder)) Files.deleteIfExists(folder.resolve(SiteBuilder.DATABASE));
        if (!Files.exists(folder)) return;
        final List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (final Path path : paths) Files.delete(path);
    }

    private static String commit(final Path jar) throws IOException {
        try (JarFile entries = new JarFile(jar.toFile())) {
            final String commit = entries.getManifest() == null
                    ? null
                    : entries.getManifest().getMainAttributes().getValue("Implementation-Build");
            return commit == null ? "the commit that it was built from" : commit;
        }
    }
}
