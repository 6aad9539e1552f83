package sc.fiji.neuroglancer.updatesite;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.task.InputException;

/** The version of a release, as ImageJ's updater can tell it from the name of a jar: {@code 1.2.0}, {@code 1.2.0-rc1}. */
final class ReleaseVersion implements Comparable<ReleaseVersion> {

    /** The profile's rule in pom.xml, which refuses other versions before anything is built, says the same. */
    static final String PATTERN = "\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(-(alpha|beta|rc)\\d{1,6})?";

    private static final Pattern PARTS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([a-z]+)(\\d+))?");

    private static final Pattern JAR = Pattern.compile("[^-]*-(.*)\\.jar");

    /** Before the release itself, in this order. */
    private static final List<String> STAGES = List.of("alpha", "beta", "rc");

    private final String text;
    private final int[] parts;

    /** @throws InputException when it is no version of a release */
    ReleaseVersion(final String text) {
        if (!text.matches(PATTERN))
            throw new InputException("The version " + text + " is no release's: set one like 1.2.0 or 1.2.0-rc1 in"
                    + " pom.xml, which ImageJ's updater can tell from a jar's name.");
        this.text = text;
        final Matcher m = PARTS.matcher(text);
        if (!m.matches()) throw new IllegalStateException(text);
        final boolean early = m.group(4) != null;
        parts = new int[] {
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            early ? STAGES.indexOf(m.group(4)) : STAGES.size(),
            early ? Integer.parseInt(m.group(5)) : 0
        };
    }

    /** The version in a jar's name, for instance {@code plugins/neuroglancer_fiji-1.2.0.jar}. */
    static ReleaseVersion ofJar(final String filename) {
        final Matcher m = JAR.matcher(filename);
        return new ReleaseVersion(m.matches() ? m.group(1) : filename);
    }

    @Override
    public int compareTo(final ReleaseVersion other) {
        return Arrays.compare(parts, other.parts);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ReleaseVersion && compareTo((ReleaseVersion) other) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}
