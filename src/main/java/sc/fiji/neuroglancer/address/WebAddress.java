package sc.fiji.neuroglancer.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.task.InputException;

/** Addresses of folders on web servers and of the values below them. */
public final class WebAddress {

    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private WebAddress() {}

    /**
     * The address of a folder to write to, with a final slash.
     *
     * @throws InputException when it is not https (http is fine on this computer), has no host, or carries a user, a
     *     query or a fragment; the message does not repeat them
     */
    public static URI folder(final String address) {
        final URI uri;
        try {
            uri = new URI(address.trim()).parseServerAuthority();
        } catch (final URISyntaxException e) { // its message would repeat the address
            throw new InputException(
                    "The address cannot be read. Give one like https://host/path, with spaces as %20.");
        }
        return folder(uri);
    }

    /** As {@link #folder(String)}. */
    public static URI folder(final URI uri) {
        final String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null)
            throw new InputException("The address is not one of the web. Give one like https://host/path.");
        if (uri.getRawUserInfo() != null || uri.getRawAuthority().indexOf('@') >= 0)
            throw new InputException(
                    "The address contains a user or password. Leave them out: the login is asked for.");
        if (uri.getRawQuery() != null || uri.getRawFragment() != null)
            throw new InputException("The address has a part behind ? or #. Leave it out, a token above all.");
        if (scheme.equals("http") && !isLoopback(uri.getHost()))
            throw new InputException("http://" + uri.getHost() + " would send the login unprotected. Use https.");
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

    /** Whether a host is one of this computer or its network by its name or number alone, which nobody else reaches. */
    public static boolean isPrivate(final String host) {
        return isLoopback(host)
                || host.matches("(10|192\\.168|169\\.254|172\\.(1[6-9]|2\\d|3[01]))(\\.\\d{1,3})+")
                || host.matches("(?i)\\[f[cd][0-9a-f]{2}:.*|\\[fe[89ab][0-9a-f]:.*|.+\\.(local|lan|internal)")
                || host.matches("(?i)[a-z0-9-]+");
    }

    /** Whether two addresses have scheme, host and port in common. */
    public static boolean sameOrigin(final URI a, final URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost().equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    private static int port(final URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Where a redirect leads; empty when that is not the web, or not as secure as where it comes from. */
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

    /** The address of a value: its key percent-encoded behind the folder's, which ends with a slash. */
    public static URI of(final URI folder, final String key) {
        return URI.create(folder + encode(Keys.check(key)));
    }

    /** The address of a folder below a folder, with a final slash; empty for the folder itself. */
    public static URI ofFolder(final URI folder, final String key) {
        return key.isEmpty() ? folder : URI.create(of(folder, key) + "/");
    }

    /** Percent-encodes all but letters, digits, {@code -._~} and slashes, as UTF-8 in composed form (NFC). */
    public static String encode(final String path) {
        final StringBuilder out = new StringBuilder(path.length());
        for (final byte b : Normalizer.normalize(path, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8)) {
            final char c = (char) (b & 0xff);
            if (c == '/' || UNRESERVED.indexOf(c) >= 0) out.append(c);
            else out.append('%').append(hex(b >> 4)).append(hex(b));
        }
        return out.toString();
    }

    private static char hex(final int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xf, 16));
    }

    /** An address for messages: without user, query and fragment, where secrets may be. */
    public static String shown(final URI uri) {
        return uri.getScheme() + "://" + server(uri) + uri.getRawPath();
    }

    /** Host and port of an address. */
    public static String server(final URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
