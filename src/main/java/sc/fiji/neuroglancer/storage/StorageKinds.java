package sc.fiji.neuroglancer.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import sc.fiji.neuroglancer.http.login.Macaroons;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.webdav.WebDavStore;

/**
 * The kinds of storages, in the order in which users see them. A new kind is a line of {@link #ALL}.
 *
 * @param all the last one takes every address
 */
public record StorageKinds(List<StorageKind> all) {

    /** Requests per second that a dCache door serves for one client without rejecting any. */
    private static final double DCACHE_REQUESTS = 200;

    private static final Duration MACAROON = Duration.ofDays(1);
    private static final String DESY = "(?i)([a-z0-9]+://)?(https?|(web)?davs?)://hifis-storage\\.desy\\.de([:/].*)?";
    private static final String SHARE = "^(https?://[^/]+(?:/.*?)??)(?:/index\\.php)?/s/([A-Za-z0-9_-]+)/?$";
    private static final Predicate<String> BY_PROFILE = address -> false;

    /** The dCache at DESY for all of Helmholtz: clients use port 2880, browsers read from port 2443. */
    public static final StorageKind HELMHOLTZ = dCache(
            "Helmholtz InfiniteSpace",
            address -> address.matches(DESY),
            new StorageKind.Defaults(":2443", ViewerLink.HELMHOLTZ, DCACHE_REQUESTS));

    /** Any other dCache. */
    public static final StorageKind DCACHE =
            dCache("dCache", BY_PROFILE, new StorageKind.Defaults("", ViewerLink.DEMO, DCACHE_REQUESTS));

    /** Nextcloud 29 or newer; its public links are {@code https://host/s/TOKEN}. */
    public static final StorageKind NEXTCLOUD = StorageKind.of("Nextcloud", BY_PROFILE, WebDavStore::new)
            .withPublicLinks(link -> link.replaceFirst(SHARE, "$1/public.php/dav/files/$2"));

    /** ownCloud 10.2 or newer; its public links are {@code https://host/s/TOKEN}. */
    public static final StorageKind OWNCLOUD = StorageKind.of("ownCloud", BY_PROFILE, WebDavStore::new)
            .withPublicLinks(link -> link.replaceFirst(SHARE, "$1/remote.php/dav/public-files/$2"));

    /** Any WebDAV server: Apache, nginx, and others. */
    public static final StorageKind WEBDAV = StorageKind.of("WebDAV", address -> true, WebDavStore::new);

    public static final StorageKinds ALL = new StorageKinds(List.of(HELMHOLTZ, DCACHE, NEXTCLOUD, OWNCLOUD, WEBDAV));

    public StorageKinds {
        all = List.copyOf(all);
    }

    private static StorageKind dCache(
            final String label, final Predicate<String> takes, final StorageKind.Defaults defaults) {
        return StorageKind.of(label, takes, WebDavStore::new)
                .with(defaults)
                .withLogin((folder, login, caFile) -> Macaroons.onFirstUse(folder, login, MACAROON, caFile));
    }

    /** These kinds, with another one before the last. */
    public StorageKinds plus(final StorageKind kind) {
        final List<StorageKind> more = new ArrayList<>(all);
        more.add(all.size() - 1, kind);
        return new StorageKinds(more);
    }

    /** The names that users choose from, the default first. */
    public List<String> labels() {
        return all.stream().map(StorageKind::label).toList();
    }

    /**
     * The kind with a label, ignoring case.
     *
     * @throws InputException if no kind has it
     */
    public StorageKind byLabel(final String label) {
        for (final StorageKind kind : all) if (kind.label().equalsIgnoreCase(label.trim())) return kind;
        throw new InputException("{} '{}' is not known: choose {}.", Slot.key("preset"), label, labels());
    }

    /** The first kind that takes an address. */
    public StorageKind of(final String address) {
        return all.stream()
                .filter(kind -> kind.takes().test(address))
                .findFirst()
                .orElse(all.get(all.size() - 1));
    }
}
