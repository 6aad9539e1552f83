package sc.fiji.neuroglancer.profile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/** What is known of a kind of storage beforehand. */
public enum Preset {
    /** The dCache at DESY for all of Helmholtz: clients use port 2880, browsers read from 2443. */
    HELMHOLTZ("Helmholtz InfiniteSpace", ":2443", ViewerLink.HELMHOLTZ, true),
    /** Any other dCache. */
    DCACHE("dCache", "", ViewerLink.DEMO, true),
    /** Nextcloud 29 or newer; its public links {@code https://host/s/TOKEN} are understood. */
    NEXTCLOUD("Nextcloud", "", ViewerLink.DEMO, false),
    /** ownCloud 10.2 or newer; its public links {@code https://host/s/TOKEN} are understood. */
    OWNCLOUD("ownCloud", "", ViewerLink.DEMO, false),
    /** Any WebDAV server: apache, nginx, and others. */
    WEBDAV("WebDAV", "", ViewerLink.DEMO, false);

    /** Requests per second that a dCache door serves one client without refusing some. */
    private static final int DCACHE_REQUESTS = 200;

    private final String label;
    private final String publicAddress;
    private final String viewer;
    private final boolean dCache;

    Preset(final String label, final String publicAddress, final String viewer, final boolean dCache) {
        this.label = label;
        this.publicAddress = publicAddress;
        this.viewer = viewer;
        this.dCache = dCache;
    }

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Preset::label).collect(Collectors.toList());
    }

    /**
     * The preset of that name, upper and lower case being the same.
     *
     * @throws InputException for any other word
     */
    public static Preset byName(final String name) {
        for (final Preset preset : values()) if (preset.label.equalsIgnoreCase(name.trim())) return preset;
        throw new InputException("preset '" + name + "' is not known: choose " + String.join(", ", names()) + ".");
    }

    /** The word for users. */
    public String label() {
        return label;
    }

    /** The rule for public addresses, as {@link Profile#publicRule()}. */
    public String publicRule() {
        return publicAddress;
    }

    /** A viewer that the storage admits. */
    public String viewer() {
        return viewer;
    }

    /** Whether it is a dCache. */
    public boolean dCache() {
        return dCache;
    }

    /** The most requests per second; 0 for no limit. */
    public int requestsPerSecond() {
        return dCache ? DCACHE_REQUESTS : 0;
    }

    /** Where the files of a public link can be read; other addresses stay as they are. */
    String direct(final String link) {
        final String share = "(https?://[^/]+(?:/.*?)??)(?:/index\\.php)?/s/([A-Za-z0-9_-]+)/?";
        if (this == NEXTCLOUD) return link.replaceFirst("^" + share + "$", "$1/public.php/dav/files/$2");
        if (this == OWNCLOUD) return link.replaceFirst("^" + share + "$", "$1/remote.php/dav/public-files/$2");
        return link;
    }
}
