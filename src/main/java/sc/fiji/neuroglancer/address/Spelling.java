package sc.fiji.neuroglancer.address;

import java.io.File;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The parts of a typed address. Parsing them never fails; {@link #toAddress} checks what they mean.
 *
 * @param typed all of it, trimmed
 * @param format before the address; empty for none
 * @param scheme in lower case; empty for a path
 * @param rest of the address, after the scheme and its slashes
 * @param pipeline after the address, from its {@code |}; empty for none
 */
record Spelling(String typed, String format, String scheme, String rest, String pipeline) {

    private static final Pattern LINK = Pattern.compile("(?is)(?:https?|davs?|webdavs?)://.*#!.*");
    private static final Pattern WEB = Pattern.compile("https?|davs?|webdavs?");

    /** A format before another address, such as {@code precomputed://https://…}. */
    private static final Pattern FORMAT = Pattern.compile(
            "(?!(?:https?|davs?|webdavs?|file)://)([a-z][a-z0-9]*)://(?=(?i:[a-z][a-z0-9+.-]+://|file:))(.*)",
            Pattern.DOTALL);

    /** Formats as N5 writes them, with or without slashes. */
    private static final Pattern N5_FORMAT = Pattern.compile("(zarr[23]?|n5|hdf5|h5):(?://)?(.*)", Pattern.DOTALL);

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:(file):|([a-z][a-z0-9+.-]+)://)(.*)", Pattern.DOTALL);
    private static final Pattern PIPELINE = Pattern.compile("([^|]*)(\\|[a-z].*)", Pattern.DOTALL);
    /** Only known formats, because paths may contain bars. */
    private static final Pattern LOCAL_PIPELINE =
            Pattern.compile("(.*?)/*(\\|(?:zarr[23]?|n5|neuroglancer-precomputed|auto):?/*)", Pattern.DOTALL);

    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern LOGIN = Pattern.compile("[^/?#]*@.*", Pattern.DOTALL);

    /** The dataset of a container as N5 records it. The last part is a resolution level, which a secret would not look like. */
    private static final Pattern GROUP = Pattern.compile("\\?/?(?:(?:[\\w-][\\w.-]*/)*s?\\d{1,3}/?)?");

    private static final Pattern LEVEL = Pattern.compile("(^|/)s?\\d+/*$");

    /** Schemes that neither this plugin nor a viewer reads. */
    private static final Set<String> UNREADABLE =
            Set.of("ftp", "ftps", "sftp", "scp", "ssh", "smb", "cifs", "nfs", "afp", "mailto");

    /** Everything that is allowed in an address after its scheme. */
    private static final PercentCode ADDRESS = new PercentCode("-._~:/?#[]@!$&'()*+,;=%");

    static Spelling of(final String typed) {
        final Matcher format = FORMAT.matcher(typed);
        if (format.matches()) return of(typed, format.group(1), format.group(2));
        final Matcher n5 = N5_FORMAT.matcher(typed);
        return n5.matches() ? of(typed, n5.group(1), n5.group(2)) : of(typed, "", typed);
    }

    private static Spelling of(final String typed, final String format, final String address) {
        final Matcher url = SCHEME.matcher(address);
        if (!url.matches()) return split(LOCAL_PIPELINE, new Spelling(typed, format, "", address, ""));
        final String scheme = (url.group(1) == null ? url.group(2) : url.group(1)).toLowerCase(Locale.ROOT);
        return split(PIPELINE, new Spelling(typed, format, scheme, url.group(3), ""));
    }

    private static Spelling split(final Pattern pipeline, final Spelling s) {
        final Matcher m = pipeline.matcher(s.rest);
        return m.matches() ? new Spelling(s.typed, s.format, s.scheme, m.group(1), m.group(2)) : s;
    }

    boolean isWeb() {
        return WEB.matcher(scheme).matches();
    }

    boolean isLocal() {
        return scheme.isEmpty() || scheme.equals("file");
    }

    boolean isLink() {
        return LINK.matcher(typed).matches();
    }

    boolean isPlainPath() {
        return rest.equals(typed);
    }

    /** @param what it is, for messages */
    Address toAddress(final String what) {
        if (isWeb()) return toWeb(what);
        if (scheme.isEmpty()) return local(rest);
        if (scheme.equals("file")) return toFile();
        if (UNREADABLE.contains(scheme))
            throw new InputException(
                    "Addresses that begin with {}:// cannot be read: give a folder, or an address that begins with"
                            + " https://.",
                    scheme);
        if (LOGIN.matcher(rest).matches()) throw containsLogin("data source");
        return new Address.DataSource(typed);
    }

    private Address toFile() {
        final String[] parts =
                rest.replaceFirst("^//(?:localhost)?(?=/)/*", "/").split("\\?", 2);
        final boolean drive = File.separatorChar == '\\' && parts[0].matches("(?s)/[a-zA-Z]:.*");
        final String escaped = STRAY_PERCENT.matcher(parts[0]).replaceAll("%25");
        try {
            final Address.Local container = local(PercentCode.decode(drive ? escaped.substring(1) : escaped));
            return parts.length == 1
                    ? container
                    : local(container.path() + "/" + dataset(parts[1].replaceFirst("(?s)#.*", "")));
        } catch (final IllegalArgumentException e) {
            throw new InputException(e, "{} is neither a folder nor an address: check it.", typed);
        }
    }

    /** The parent of a group that is a resolution level, or else the group. */
    private static String dataset(final String group) {
        return LEVEL.matcher(group).replaceFirst("").replaceFirst("^/+", "");
    }

    private Address toWeb(final String what) {
        if (LOGIN.matcher(rest).matches()) throw containsLogin(what);
        final String encoded = ADDRESS.encode(STRAY_PERCENT.matcher(rest).replaceAll("%25"));
        final String path = encoded.replaceFirst("[?#].*", "");
        final String query = encoded.substring(path.length());
        final boolean n5 = GROUP.matcher(query).matches();
        final String folder = n5 ? in(path, dataset(query.substring(1))) : path;
        try {
            final String secure = scheme.equals("https") || scheme.endsWith("davs") ? "https" : "http";
            final URI uri = URI.create(secure + "://" + withoutBrackets(folder));
            if (uri.getHost() != null) return new Address.Web(format, uri, n5 ? "" : query, pipeline);
        } catch (final IllegalArgumentException e) {
            throw new InputException(e, "The {} is not a valid web address: copy the whole address again.", what);
        }
        // browsers accept more host names than Java
        if (!format.isEmpty() || !pipeline.isEmpty()) return new Address.DataSource(typed);
        throw new InputException("The {} does not name a server: copy the whole address again.", what);
    }

    private static String in(final String container, final String group) {
        return group.isEmpty() ? container : container.replaceFirst("/+$", "") + "/" + group;
    }

    /** Browsers show brackets unescaped, but they are allowed only in IPv6 hosts. */
    private static String withoutBrackets(final String address) {
        final int path = Math.max(0, address.indexOf('/'));
        if (path == 0) return address;
        return address.substring(0, path)
                + address.substring(path).replace("[", "%5B").replace("]", "%5D");
    }

    /** The file or folder of a path as a user types it; {@code ~/} is the home folder. */
    static Address.Local local(final String typed) {
        final String path = typed.startsWith("~/") ? System.getProperty("user.home") + typed.substring(1) : typed;
        try {
            return new Address.Local(Path.of(path).toAbsolutePath().normalize());
        } catch (final InvalidPathException e) {
            throw new InputException(e, "{} is neither a folder nor an address: check it.", typed);
        }
    }

    /** The refusal of text with a login, which it does not repeat. */
    static InputException containsLogin(final String what) {
        return new InputException(
                "The {} contains a user name or password, which could end up in links and logs: remove everything up to"
                        + " the @, and give the login in {}.",
                what,
                Slot.command("Neuroglancer Settings", "settings"));
    }
}
