package sc.fiji.neuroglancer.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.http.login.Login;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/**
 * A kind of storage and what is known about it before login. An entry of {@link StorageKinds}.
 *
 * @param label the name that users choose
 * @param takes whether an address alone, without a profile, identifies a storage of this kind
 * @param opener opens a folder
 * @param defaults the initial values of a profile
 * @param publicLinks converts a public link, as the storage's website shows it, to the address below which its files
 *     are read; other addresses stay as they are
 * @param exchange converts a user's login to the one that signs requests
 */
public record StorageKind(
        String label,
        Predicate<String> takes,
        Opener opener,
        Defaults defaults,
        UnaryOperator<String> publicLinks,
        LoginExchange exchange) {

    /** Opens folders. */
    @FunctionalInterface
    public interface Opener {
        /** @param folder need not exist; nothing is requested yet */
        RemoteStore open(URI folder, WebOptions web);
    }

    /** Exchanges logins. */
    @FunctionalInterface
    public interface LoginExchange {
        /** @param caFile PEM file of authorities to trust besides Java's, or null */
        RequestSigner of(URI folder, Login login, Path caFile);
    }

    /**
     * The initial values of a profile.
     *
     * @param publicRule how the public address follows from the upload address, as in a profile
     * @param viewer address of a viewer that the storage allows to read its files
     * @param requestsPerSecond the most requests per second; 0 for no limit
     */
    public record Defaults(String publicRule, String viewer, double requestsPerSecond) {}

    /** A kind without limits, whose files are read from the address that they are written to. */
    public static StorageKind of(final String label, final Predicate<String> takes, final Opener opener) {
        final Defaults defaults = new Defaults("", ViewerLink.DEMO, 0);
        return new StorageKind(
                label, takes, opener, defaults, UnaryOperator.identity(), (folder, login, caFile) -> login);
    }

    public StorageKind with(final Defaults value) {
        return new StorageKind(label, takes, opener, value, publicLinks, exchange);
    }

    public StorageKind withPublicLinks(final UnaryOperator<String> value) {
        return new StorageKind(label, takes, opener, defaults, value, exchange);
    }

    public StorageKind withLogin(final LoginExchange value) {
        return new StorageKind(label, takes, opener, defaults, publicLinks, value);
    }

    /** Opens a folder of a storage of this kind; nothing is requested yet. */
    public RemoteStore open(final URI folder, final WebOptions web) {
        return opener.open(folder, web);
    }

    @Override
    public String toString() {
        return label;
    }
}
