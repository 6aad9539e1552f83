package sc.fiji.neuroglancer.updatesite;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Adds a release to a site: former versions stay known, else ImageJ takes a user's old jar for one that he changed himself
 * and never updates it.
 */
final class SiteBuilder {

    /** The list that ImageJ's updater reads. */
    static final String DATABASE = "db.xml.gz";

    private final Path site;
    private final Set<String> shippedByFiji;

    /**
     * @param site the folder to write, to be uploaded as it is
     * @param shippedByFiji names without version of jars that Fiji brings: ours would replace them, even if older
     */
    SiteBuilder(final Path site, final Set<String> shippedByFiji) {
        this.site = site;
        this.shippedByFiji = shippedByFiji;
    }

    /**
     * Publishes a file.
     *
     * @param files what the site held before; changed by this call
     * @param name path below Fiji's folder
     * @param content the file
     * @param now {@code yyyyMMddHHmmss} in UTC
     * @return whether it is another version than the current one
     * @throws IllegalArgumentException when it must not be published
     */
    boolean publish(
            final List<SiteFile> files,
            final String name,
            final Path content,
            final String description,
            final List<String> dependencies,
            final long now)
            throws IOException {
        final String base = SiteFile.baseName(name);
        final String jar = base.substring(base.lastIndexOf('/') + 1);
        if (shippedByFiji.contains(jar))
            throw new IllegalArgumentException(
                    jar + " is part of Fiji: a copy on this site would replace Fiji's own. Leave it out.");
        if (name.contains("-SNAPSHOT"))
            throw new IllegalArgumentException(name + " is no release: set a version without -SNAPSHOT.");
        final String checksum = Checksums.of(name, content);
        final SiteFile file = find(files, base);
        if (file.current != null && file.current.checksum.equals(checksum)) {
            copy(file.current, content);
            return false;
        }
        if (file.current != null && file.current.timestamp >= now)
            throw new IllegalArgumentException("This computer's clock is at " + now + ", but " + file.current.filename
                    + " was published at " + file.current.timestamp + " (UTC): an update that seems older reaches"
                    + " nobody. Set the clock.");
        if (file.current != null) file.previous.add(file.current.replaced(now));
        file.current = new SiteFile.Version(name, checksum, now, Files.size(content), 0);
        file.description = description;
        file.dependencies.clear();
        file.dependencies.addAll(dependencies);
        copy(file.current, content);
        return true;
    }

    private static SiteFile find(final List<SiteFile> files, final String base) {
        for (final SiteFile file : files) if (file.baseName().equals(base)) return file;
        final SiteFile file = new SiteFile();
        files.add(file);
        return file;
    }

    private void copy(final SiteFile.Version version, final Path content) throws IOException {
        final Path target = site.resolve(version.location());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(content));
    }

    /** Writes the list and checks every current file as a client would after its download. */
    void finish(final List<SiteFile> files) throws IOException {
        Files.createDirectories(site);
        final ByteArrayOutputStream xml = new ByteArrayOutputStream();
        SiteDatabase.write(files, xml);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(site.resolve(DATABASE)))) {
            xml.writeTo(out);
        }
        verify(site);
    }

    /**
     * Checks a site: every file of its list is there, with the size and checksum that the list gives.
     *
     * @throws IOException naming the first file that is not
     */
    static void verify(final Path site) throws IOException {
        final byte[] xml;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(site.resolve(DATABASE)))) {
            xml = in.readAllBytes();
        }
        for (final SiteFile file : SiteDatabase.read(new ByteArrayInputStream(xml))) {
            if (file.current == null) continue;
            final Path path = site.resolve(file.current.location());
            if (!Files.isRegularFile(path))
                throw new IOException("The update site lacks " + file.current.location() + ": do not publish it.");
            if (Files.size(path) != file.current.size
                    || !Checksums.of(file.current.filename, path).equals(file.current.checksum))
                throw new IOException("The file " + file.current.location()
                        + " of the update site is not what its list says: do not publish it.");
        }
    }
}
