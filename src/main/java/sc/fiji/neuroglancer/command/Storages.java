package sc.fiji.neuroglancer.command;

import java.net.URI;
import java.util.Optional;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.login.Login;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From folders and addresses as users give them, and the stored profiles, to places and logins. */
public final class Storages {

    private Storages() {}

    /**
     * Where a user wants datasets to be made. Nobody is asked for a login before something is written.
     *
     * @param folder of this computer, or the WebDAV address of one; its profile is found by the address
     * @param prompt asks for a login when there is no other
     * @throws InputException when it is neither
     */
    public static Destination destination(final String folder, final Prompt prompt) {
        return Address.isWeb(folder) ? storage(folder, "", prompt) : Destination.folder(folder);
    }

    /**
     * A folder of a storage.
     *
     * @param address of WebDAV; empty for that of the account's profile
     * @param account name of a profile; empty for that of the address
     * @param prompt asks for a login when there is no other
     * @throws InputException when there is no such profile, or no address
     */
    public static StorageFolder storage(final String address, final String account, final Prompt prompt) {
        final Profile profile = profile(account, address);
        final URI folder = address(profile, address);
        final RequestSigner login = signer(profile, folder, prompt);
        return new StorageFolder(
                folder, profile.kind(), profile.web().signer(login).build(), profile::publicAddress);
    }

    /**
     * What puts the state of a link beside a dataset.
     *
     * @param place where others read the dataset
     * @param prompt asks for the login when there is no other
     * @return empty when no stored profile knows where to write to
     */
    static Optional<Link.Publisher> publisher(final String place, final Prompt prompt) {
        final Optional<Profile> profile = StoredProfiles.load().of(place);
        return profile.flatMap(known -> known.uploadAddress(place))
                .map(address ->
                        state -> storage(address.toString(), profile.get().name(), prompt)
                                .publishState(state, Monitor.NONE));
    }

    /** The profile that is named, or that of the address, or what is known of its server, or of any WebDAV. */
    static Profile profile(final String account, final String address) {
        final Profiles profiles = StoredProfiles.load();
        if (!account.trim().isEmpty()) return profiles.get(account.trim());
        return profiles.orUnnamed(address.trim());
    }

    /** The address that is given, or the profile's. */
    static URI address(final Profile profile, final String given) {
        final String address = given.isBlank() ? profile.address() : given;
        if (address.isEmpty())
            throw new InputException("The address is empty: give the WebDAV address of a folder, or an account whose"
                    + " profile has one.");
        return Profile.webDavAddress(address);
    }

    /** The viewer of the profile whose storage a place is in; empty when there is none. */
    public static String viewer(final String place) {
        return StoredProfiles.load()
                .of(place)
                .map(Profile::viewer)
                .orElseGet(() -> isKnown(protectedOne(place))
                        ? kind(protectedOne(place)).defaults().viewer()
                        : "");
    }

    private static StorageKind kind(final String place) {
        return StorageKinds.ALL.of(place);
    }

    /** Whether more is known of a storage by its address than that it is any WebDAV server. */
    private static boolean isKnown(final String place) {
        return kind(place) != StorageKinds.WEBDAV;
    }

    /** The same by https: nothing is sent to http, but what is wrong with it is judged for the right viewer. */
    private static String protectedOne(final String place) {
        return place.replaceFirst("(?i)\\b(http|(web)?dav)://", "https://");
    }

    /** Where others read what is at an address; other places stay as they are. */
    public static String publicAddress(final String place) {
        if (!Address.isWeb(place) || !(Address.parse(place) instanceof Address.Web web)) return place;
        final Optional<Profile> stored = StoredProfiles.load().of(place);
        final boolean known = stored.isPresent()
                ? stored.get().holds(place)
                : isKnown(web.uri().toString()) && web.uri().getScheme().equals("https");
        if (!known) return place;
        final URI seen = profile("", place).publicAddress(Profile.webDavAddress(web.uri() + web.query()));
        final URI folder = URI.create(seen.toString().replaceFirst("/+$", ""));
        return new Address.Web(web.format(), folder, "", web.pipeline()).show();
    }

    /** The login of a profile; looked up when it is needed. At a dCache it is exchanged for one that lasts. */
    static RequestSigner signer(final Profile profile, final URI address, final Prompt prompt) {
        final Login login = Login.builder(address)
                .source(profile.login())
                .command(profile.command())
                .prompt((host, again) -> prompt.ask(host + named(profile), again))
                .build();
        return profile.kind().exchange().of(address, login, profile.authorities());
    }

    private static String named(final Profile profile) {
        return profile.address().isEmpty() ? "" : " (profile " + profile.name() + ")";
    }
}
