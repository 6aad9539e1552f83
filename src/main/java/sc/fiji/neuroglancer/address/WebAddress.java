package sc.fiji.neuroglancer.address;

import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.task.InputException;

/** Addresses of folders on web servers and of the values below them. */
public final class WebAddress {

    private WebAddress() {}

    /**
     * Parses a web address without a query; see {@link Address#parse}. A format before it is ignored.
     *
     * @param what it is, for messages, which never repeat what could be a secret
     * @throws InputException when it is not such an address, or has a user, a query, or a fragment
     */
    public static URI parse(final String what, final String text) {
        if (!Address.isWeb(text))
            throw new InputException("The {} is not a web address: give one that begins with https://.", what);
        if (!(Spelling.of(text.trim()).toAddress(what) instanceof Address.Web web))
            throw new InputException("The {} does not name a server: copy the whole address again.", what);
        if (!web.query().isEmpty())
            throw new InputException(
                    "The {} contains a ? or #, which is often followed by a secret: give only the part before it.",
                    what);
        return web.uri();
    }

    /**
     * The address of a folder to write to, with a final slash.
     *
     * @throws InputException when it is not https (http is fine on this computer), has no host, or contains a user, a
     *     query, or a fragment; the message does not repeat them
     */
    public static URI folder(final String address) {
        return folder(parse("address", address));
    }

    /** As {@link #folder(String)}. */
    public static URI folder(final URI uri) {
        final String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null)
            throw new InputException("This is not a web address: give one such as https://host/path.");
        if (uri.getRawUserInfo() != null || uri.getRawAuthority().indexOf('@') >= 0)
            throw Spelling.containsLogin("address");
        if (uri.getRawQuery() != null || uri.getRawFragment() != null)
            throw new InputException("The address contains a ? or #: give only the part before it, and no token.");
        if (scheme.equals("http") && !isLoopback(uri.getHost()))
            throw new InputException("http://{} would send the login without encryption: use https.", uri.getHost());
        final String path = uri.getRawPath();
        final String server = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        return URI.create(scheme + "://" + server + (path.endsWith("/") ? path : path + "/"));
    }

    /** Whether a host is this computer. */
    public static boolean isLoopback(final String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]");
    }

    /** Whether a host is, by its name or number, on this computer or its network, where others cannot reach it. */
    public static boolean isPrivate(final String host) {
        return isLoopback(host)
                || host.matches("(10|192\\.168|169\\.254|172\\.(1[6-9]|2\\d|3[01]))(\\.\\d{1,3})+")
                || host.matches("(?i)\\[f[cd][0-9a-f]{2}:.*|\\[fe[89ab][0-9a-f]:.*|.+\\.(local|lan|internal)")
                || host.matches("(?i)[a-z0-9-]+");
    }

    /** Whether two addresses have the same scheme, host, and port. */
    public static boolean sameOrigin(final URI a, final URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost().equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    private static int port(final URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The target of a redirect; empty when it is not on the web, or less secure than the source. */
    public static Optional<URI> redirected(final URI from, final String location) {
        try {
            final URI next = from.resolve(location);
            final boolean web = "https".equalsIgnoreCase(next.getScheme())
                    || "http".equalsIgnoreCase(next.getScheme()) && "http".equalsIgnoreCase(from.getScheme());
            return web && next.getHost() != null ? Optional.of(next) : Optional.empty();
        } catch (final IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address of a value: the folder, which ends with a slash, and the percent-encoded key. */
    public static URI of(final URI folder, final String key) {
        return URI.create(folder + encode(Keys.check(key)));
    }

    /** The address of a folder below a folder, with a final slash; empty for the folder itself. */
    public static URI ofFolder(final URI folder, final String key) {
        return key.isEmpty() ? folder : URI.create(of(folder, key) + "/");
    }

    /** Percent-encodes all but letters, digits, {@code -._~}, and slashes, as UTF-8 in composed form (NFC). */
    public static String encode(final String path) {
        return PercentCode.PATH.encode(Normalizer.normalize(path, Normalizer.Form.NFC));
    }

    /**
     * The address of a file in a folder.
     *
     * @param folder address of the folder, encoded, with or without a final slash
     * @param path names of folders and files as they are on disk, with slashes between them
     */
    public static String in(final String folder, final String path) {
        return (folder.endsWith("/") ? folder : folder + "/") + PercentCode.PATH.encode(path);
    }

    /** An address for messages: without user, query, and fragment, which may be secret. */
    public static String shown(final URI uri) {
        return uri.getScheme() + "://" + server(uri) + uri.getRawPath();
    }

    /** Host and port of an address. */
    public static String server(final URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
