package sc.fiji.neuroglancer.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.scijava.util.FileUtils;

/** One file of an update site: its current version, if any, and all former ones. */
final class SiteFile {

    /** A version that was or is published. */
    static final class Version {
        final String filename;
        final String checksum;
        final long timestamp;
        final long size;
        final long obsolete;

        /**
         * @param timestamp when it was published, {@code yyyyMMddHHmmss} in UTC
         * @param size in bytes; 0 for former versions
         * @param obsolete when it was replaced; 0 for the current version
         */
        Version(
                final String filename,
                final String checksum,
                final long timestamp,
                final long size,
                final long obsolete) {
            this.filename = filename;
            this.checksum = checksum;
            this.timestamp = timestamp;
            this.size = size;
            this.obsolete = obsolete;
        }

        Version replaced(final long when) {
            return new Version(filename, checksum, timestamp, 0, when);
        }

        /** Whether a file has the checksum, and the size if that is known, as a user's updater will check it. */
        boolean isContentOf(final Path file) throws IOException {
            return (size == 0 || Files.size(file) == size)
                    && Checksums.of(filename, file).equals(checksum);
        }

        /** Where it lies on the site. */
        String location() {
            return filename + "-" + timestamp;
        }
    }

    Version current;
    final List<Version> previous = new ArrayList<>();
    final List<String> dependencies = new ArrayList<>();
    final List<String> links = new ArrayList<>();
    final List<String> authors = new ArrayList<>();
    String description = "";

    /** The current version, if any, and the former ones. */
    List<Version> versions() {
        final List<Version> all = new ArrayList<>(current == null ? List.of() : List.of(current));
        all.addAll(previous);
        return Collections.unmodifiableList(all);
    }

    /** The name without its version, as ImageJ's updater takes it. */
    String baseName() {
        return baseName(versions().get(0).filename);
    }

    static String baseName(final String filename) {
        return FileUtils.stripFilenameVersion(filename);
    }
}
