package sc.fiji.neuroglancer.address;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Addresses of data as Neuroglancer wants them: a format, {@code ://}, and the web address, for instance
 * {@code zarr://https://host/my%20brain.ome.zarr}. This form is read by every version of the viewer.
 */
public final class SourceUrl {

    /** OME-Zarr and plain Zarr of either version. */
    public static final String ZARR = "zarr";

    /** N5. */
    public static final String N5 = "n5";

    /** Neuroglancer's own format of volumes, meshes and annotations. */
    public static final String PRECOMPUTED = "precomputed";

    private static final PercentCode NAME = new PercentCode("-._~");

    /** Everything that may stand in an address after its scheme; a {@code %} is looked at apart. */
    private static final PercentCode ADDRESS = new PercentCode("-._~:/?#[]@!$&'()*+,;=%");

    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern FORMAT =
            Pattern.compile("([a-z][a-z0-9]*)://(?=[a-z][a-z0-9+.-]*://)(.*)", Pattern.DOTALL);

    private SourceUrl() {}

    /**
     * The path of a file in an address: blanks, umlauts, {@code #}, {@code %}, {@code ?} and the like are
     * percent-encoded, {@code /} stays.
     */
    public static String encodePath(final String path) {
        return Arrays.stream(path.split("/", -1)).map(NAME::encode).collect(Collectors.joining("/"));
    }

    /**
     * The address of something in a folder.
     *
     * @param folder address of the folder, with or without a final {@code /}
     * @param path names of folders and files as they are on disk, with {@code /} between them
     */
    public static String in(final String folder, final String path) {
        return (folder.endsWith("/") ? folder : folder + "/") + encodePath(path);
    }

    /**
     * The data source for an address.
     *
     * @param format for instance {@value #ZARR}
     * @param address a web address, as a user types it: what may not stand in an address is percent-encoded, and what
     *     is encoded stays
     * @throws InputException when the address does not begin with {@code http://} or {@code https://}
     */
    public static String of(final String format, final String address) {
        final String bare = address.trim();
        if (!bare.matches("(?is)https?://[^/].*"))
            throw new InputException("The address " + bare
                    + " is not one a browser can open: give one that begins with https:// or http://.");
        final String encoded = ADDRESS.encode(STRAY_PERCENT.matcher(bare).replaceAll("%25"));
        final int path = encoded.indexOf('/', encoded.indexOf("://") + 3);
        return format + "://" + (path < 0 ? encoded : encoded.substring(0, path) + brackets(encoded.substring(path)));
    }

    /** Browsers show them as they are, but they may stand only in the numbers of servers. */
    private static String brackets(final String path) {
        return path.replace("[", "%5B").replace("]", "%5D");
    }

    /** The web address of a data source without its format, or the text itself when no format is before it. */
    public static String address(final String source) {
        final Matcher m = FORMAT.matcher(source);
        return m.matches() ? m.group(2) : source;
    }
}
