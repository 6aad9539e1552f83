package sc.fiji.neuroglancer.updatesite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of an update site: its current version, if any, and all former ones. */
final class SiteFile {

    /** ImageJ compares files by their name without version: {@code a-1.0.jar} and {@code a-1.1-rc1.jar} are the same. */
    private static final Pattern VERSION = Pattern.compile("(.+?)-\\d[^/]*?(\\.jar)");

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

        /** Where it lies on the site. */
        String location() {
            return filename + "-" + timestamp;
        }
    }

    Version current;
    final List<Version> previous = new ArrayList<>();
    final List<String> dependencies = new ArrayList<>();
    String description = "";

    /** The name without its version, as ImageJ takes it. */
    String baseName() {
        return baseName((current == null ? previous.get(0) : current).filename);
    }

    static String baseName(final String filename) {
        final Matcher m = VERSION.matcher(filename);
        return m.matches() ? m.group(1) + m.group(2) : filename;
    }
}
