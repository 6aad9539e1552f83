package sc.fiji.neuroglancer.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.GZIPOutputStream;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Adds a release to the plugin's history and writes the site's files. Former versions stay known, else ImageJ takes a
 * user's old jar for one that he changed himself and never updates it.
 */
final class SiteBuilder {

    /** The list that ImageJ's updater reads. */
    static final String DATABASE = "db.xml.gz";

    /** What a complete jar has: the viewer, the menu of plain ImageJ and that of Fiji. */
    private static final List<String> PARTS =
            List.of("neuroglancer-viewer/index.html", "plugins.config", "META-INF/json/org.scijava.plugin.Plugin");

    private SiteBuilder() {}

    /**
     * Makes a jar the plugin's current release.
     *
     * @param plugin what was published before; changed by this call
     * @param name path below Fiji's folder
     * @param only the one file that the site may carry, without version
     * @param now {@code yyyyMMddHHmmss} in UTC
     * @return whether it is another version than the current one
     * @throws InputException when it must not be published
     */
    static boolean publish(
            final SiteFile plugin,
            final String name,
            final String only,
            final Path jar,
            final SiteSettings settings,
            final long now)
            throws IOException {
        requireName(name, only, settings);
        requireComplete(jar);
        final String checksum = Checksums.of(name, jar);
        if (plugin.current != null && plugin.current.checksum.equals(checksum)) return false;
        requireHigher(plugin, ReleaseVersion.ofJar(name));
        if (plugin.current != null && plugin.current.timestamp >= now)
            throw new InputException("This computer's clock is at " + now + ", but " + plugin.current.filename
                    + " was published at " + plugin.current.timestamp + " (UTC): an update that seems older reaches"
                    + " nobody. Set the clock.");
        if (plugin.current != null) plugin.previous.add(plugin.current.replaced(now));
        plugin.current = new SiteFile.Version(name, checksum, now, Files.size(jar), 0);
        describe(plugin, settings);
        return true;
    }

    private static void requireName(final String name, final String only, final SiteSettings settings) {
        final String base = SiteFile.baseName(name);
        final String jar = base.substring(base.lastIndexOf('/') + 1);
        if (settings.shippedByFiji.contains(jar))
            throw new InputException(
                    jar + " is part of Fiji: a copy on this site would replace Fiji's own for every user.");
        if (!base.equals(only))
            throw new InputException(name + " is not the plugin: this site carries " + only + " and nothing else.");
    }

    private static void requireComplete(final Path jar) throws IOException {
        try (JarFile entries = new JarFile(jar.toFile())) {
            for (final String part : PARTS)
                if (entries.getEntry(part) == null)
                    throw new InputException(jar.getFileName() + " lacks " + part + ": build all of it by"
                            + " \"mvn clean verify -Pupdate-site\", without -DskipViewer.");
        }
    }

    /** Refuses a version that is not higher than the current one, which is higher than all former ones. */
    static void requireHigher(final SiteFile plugin, final ReleaseVersion version) {
        if (plugin.current == null) return;
        final ReleaseVersion current = ReleaseVersion.ofJar(plugin.current.filename);
        if (version.compareTo(current) == 0)
            throw new InputException(version + " is published with other content: set a higher version in pom.xml. (The"
                    + " same sources give another content by another Java: the published jar's manifest names its own."
                    + " If that release was never uploaded, run \"git checkout update-site/history.xml\" first.)");
        if (version.compareTo(current) < 0)
            throw new InputException(version + " is lower than " + current
                    + ", which is published: set a higher version" + " in pom.xml.");
    }

    private static void describe(final SiteFile plugin, final SiteSettings settings) {
        plugin.description = settings.description;
        plugin.dependencies.clear();
        plugin.dependencies.addAll(settings.dependencies);
        plugin.links.clear();
        plugin.links.add(settings.link);
        plugin.authors.clear();
        plugin.authors.add(settings.author);
    }

    /** Writes the current release and the list into a folder. */
    static void write(final SiteFile plugin, final Path jar, final Path folder) throws IOException {
        final Path target = folder.resolve(plugin.current.location());
        Files.createDirectories(target.getParent());
        Files.copy(jar, target);
        final ByteArrayOutputStream xml = new ByteArrayOutputStream();
        SiteDatabase.write(List.of(plugin), xml);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(DATABASE)))) {
            xml.writeTo(out);
        }
    }

    /**
     * Checks a site as a client does after its download: every current file of its list is there, with the size and
     * checksum that the list gives.
     *
     * @throws InputException naming the first file that is not
     */
    static void verify(final Path site) throws IOException {
        for (final SiteFile file : History.readList(site.resolve(DATABASE), " Do not publish it.")) {
            if (file.current == null) continue;
            final Path path = site.resolve(file.current.location());
            if (!Files.isRegularFile(path))
                throw new InputException("The update site lacks " + file.current.location() + ": do not publish it.");
            if (!file.current.isContentOf(path))
                throw new InputException("The file " + file.current.location()
                        + " of the update site is not what its list says: do not publish it.");
        }
    }
}
