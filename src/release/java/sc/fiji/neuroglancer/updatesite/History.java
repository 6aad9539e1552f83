package sc.fiji.neuroglancer.updatesite;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import sc.fiji.neuroglancer.task.InputException;

/**
 * All that was ever published of the plugin. ImageJ's updater takes a jar that the list does not know for one that the user
 * changed himself, and never updates it: so a history that lost a release must not be published.
 */
final class History {

    static final String NAME = "history.xml";

    private static final String RESTORE = "restore it by \"git checkout update-site/history.xml\".";

    private History() {}

    /**
     * Reads the history.
     *
     * @param plugin path without version, for instance {@code plugins/neuroglancer_fiji.jar}
     * @param first whether nothing was ever published, so that the history has to be empty
     * @return the plugin with its releases; without any if it is the first
     * @throws InputException when it is missing, damaged, or not the one of this plugin
     */
    static SiteFile read(final Path file, final String plugin, final boolean first) throws IOException {
        if (!Files.isRegularFile(file))
            throw new InputException(
                    file + " is missing: without it the jars that users have would never be updated; " + RESTORE);
        final List<SiteFile> files;
        try (InputStream in = Files.newInputStream(file)) {
            files = SiteDatabase.read(in, file, RESTORE);
        }
        if (files.isEmpty() && !first)
            throw new InputException(file + " knows no release: " + RESTORE
                    + " Only if nothing was ever published, add -DfirstRelease.");
        if (files.isEmpty()) return new SiteFile();
        final SiteFile known = files.get(0);
        if (files.size() > 1 || !known.baseName().equals(plugin))
            throw new InputException(
                    file + " lists " + files.get(files.size() - 1).baseName() + ", but is the history" + " of " + plugin
                            + " alone: " + RESTORE);
        if (known.current == null) throw new InputException(file + " has no current release: " + RESTORE);
        if (first)
            throw new InputException(file + " knows " + known.current.filename + ", so this is not the first release:"
                    + " leave -DfirstRelease out.");
        return known;
    }

    /**
     * Refuses when a site knows what the history does not, or when a file there is no longer what was published.
     *
     * @param site a folder with {@code db.xml.gz}, or that file alone
     * @param remedy what else may be done about it, for the message
     */
    static void requireAll(final SiteFile history, final String plugin, final Path site, final String remedy)
            throws IOException {
        final Path list = Files.isDirectory(site) ? site.resolve(SiteBuilder.DATABASE) : site;
        final Set<String> known =
                history.versions().stream().map(version -> version.checksum).collect(Collectors.toSet());
        for (final SiteFile file : readList(list, remedy)) {
            if (!file.baseName().equals(plugin))
                throw new InputException(list + " also lists " + file.baseName() + ", which a site made here would"
                        + " drop for all users: publish it elsewhere.");
            for (final SiteFile.Version version : file.versions()) {
                if (!known.contains(version.checksum))
                    throw new InputException(list + " knows " + version.location() + ", which update-site/" + NAME
                            + " lacks: " + RESTORE + remedy);
                requireUnchanged(list.resolveSibling(version.location()), version, remedy);
            }
        }
    }

    private static void requireUnchanged(final Path file, final SiteFile.Version version, final String remedy)
            throws IOException {
        if (Files.isRegularFile(file) && !version.isContentOf(file))
            throw new InputException(file + " was changed after it was published." + remedy);
    }

    /** Reads the compressed list of a site. */
    static List<SiteFile> readList(final Path list, final String remedy) throws IOException {
        if (!Files.isRegularFile(list))
            throw new InputException(list + " is not there: give the site's db.xml.gz, or the folder that holds it.");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(list))) {
            return SiteDatabase.read(in, list, remedy.trim());
        } catch (final ZipException | EOFException e) {
            throw new InputException(list + " is damaged (" + e.getMessage() + "):" + remedy, e);
        }
    }
}
