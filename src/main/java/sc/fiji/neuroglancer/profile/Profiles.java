package sc.fiji.neuroglancer.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

/** All profiles of a user, by name; case does not matter. Immutable. */
public final class Profiles {

    /** Name of the profile that always exists. */
    public static final String HELMHOLTZ = "helmholtz";

    private static final Slot SETTINGS = Slot.command("Neuroglancer Settings", "settings");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StorageKinds kinds;
    private final Map<String, Profile> profiles;

    private Profiles(final StorageKinds kinds, final Map<String, Profile> profiles) {
        this.kinds = kinds;
        this.profiles = profiles;
        profiles.computeIfAbsent(
                HELMHOLTZ, name -> Profile.builder(name, StorageKinds.HELMHOLTZ).build());
    }

    /**
     * Reads the output of {@link #toJson()}.
     *
     * @param json empty for no profiles
     * @throws InputException if it cannot be read
     */
    public static Profiles parse(final String json) {
        return parse(json, StorageKinds.ALL);
    }

    /** @param kinds the kinds of storage that profiles may have */
    public static Profiles parse(final String json, final StorageKinds kinds) {
        final Map<String, Profile> profiles = new TreeMap<>();
        try {
            for (final JsonNode node : JSON.readTree(json.trim().isEmpty() ? "[]" : json)) {
                final Profile profile = profile(node, kinds);
                profiles.put(key(profile.name()), profile);
            }
        } catch (final JsonProcessingException | InputException e) {
            throw new InputException(e, "The stored profiles cannot be read: create them again with {}.", SETTINGS);
        }
        return new Profiles(kinds, profiles);
    }

    private static String key(final String name) {
        return name.trim().toLowerCase(Locale.ROOT);
    }

    private static Profile profile(final JsonNode node, final StorageKinds kinds) {
        return Profile.builder(
                        node.path("name").asText(),
                        kinds.byLabel(node.path("preset").asText()))
                .address(node.path("address").asText())
                .publicRule(node.path("public").asText())
                .viewer(node.path("viewer").asText())
                .login(CredentialSource.byName(node.path("login").asText()))
                .command(node.path("command").asText())
                .caFile(node.path("cafile").asText())
                .build();
    }

    /** One line of JSON, without secrets. */
    public String toJson() {
        final ArrayNode all = JSON.createArrayNode();
        for (final Profile profile : profiles.values())
            all.addObject()
                    .put("name", profile.name())
                    .put("preset", profile.kind().label())
                    .put("address", profile.address())
                    .put("public", profile.publicRule())
                    .put("viewer", profile.viewer())
                    .put("login", profile.login().label())
                    .put("command", profile.command())
                    .put("cafile", profile.caFile());
        return all.toString();
    }

    /** All profiles, sorted by name. */
    public List<Profile> all() {
        return new ArrayList<>(profiles.values());
    }

    /** The profile with a name, if there is one. */
    public Optional<Profile> find(final String name) {
        return Optional.ofNullable(profiles.get(key(name)));
    }

    /**
     * The profile with a name.
     *
     * @throws InputException if there is no such profile; lists the existing ones
     */
    public Profile get(final String name) {
        final Profile profile = profiles.get(key(name));
        if (profile != null) return profile;
        final List<String> known = all().stream().map(Profile::name).toList();
        throw new InputException(
                "There is no profile '{}': use one of {}, or create it with {}.", name, known, SETTINGS);
    }

    /** The profile whose storage contains an upload or public address; the longest match. */
    public Optional<Profile> of(final String place) {
        Profile best = null;
        for (final Profile profile : profiles.values()) {
            final boolean holds = profile.holds(place)
                    || profile.publicRule().startsWith("http") && Profile.isBelow(place, profile.publicRule())
                    || profile.publicRule().startsWith(":")
                            && Profile.isBelow(
                                    place,
                                    profile.address().replaceFirst("(://[^/:]+)(:\\d+)?", "$1" + profile.publicRule()));
            if (holds
                    && (best == null
                            || profile.address().length() > best.address().length())) best = profile;
        }
        return Optional.ofNullable(best);
    }

    /** The profile for an address, or an unnamed one for its kind of storage. */
    public Profile orUnnamed(final String address) {
        return of(address)
                .orElseGet(() -> Profile.builder("none", kinds.of(address)).build());
    }

    /**
     * The named profile; without a name, as {@link #orUnnamed}.
     *
     * @param account name of a profile; may be empty
     * @throws InputException if there is no profile with that name
     */
    public Profile choose(final String account, final String address) {
        return account.isBlank() ? orUnnamed(address.trim()) : get(account.trim());
    }

    /**
     * The destination for datasets. The login is not looked up before data is written.
     *
     * @param folder a folder on this computer, or the address of one at a storage
     * @param prompt asks the user if no login is found
     */
    public Destination destination(final String folder, final Prompt prompt) {
        if (!Address.isWeb(folder)) return Destination.folder(folder);
        final Profile profile = orUnnamed(folder.trim());
        return profile.folder(profile.addressOr(folder), prompt);
    }

    /** The viewer for data at an address; empty if the storage is unknown. */
    public String viewer(final String place) {
        // nothing is sent over http, but checks of such addresses need the right viewer
        final String secure = place.replaceFirst("(?i)\\b(http|(web)?dav)://", "https://");
        return of(place)
                .map(Profile::viewer)
                .orElseGet(() -> isKnown(secure) ? kinds.of(secure).defaults().viewer() : "");
    }

    /** Whether the address belongs to a specific kind of storage and not to just any WebDAV server. */
    private boolean isKnown(final String place) {
        return kinds.of(place) != StorageKinds.WEBDAV;
    }

    /** The public address for an upload address; returns other places unchanged. */
    public String publicAddress(final String place) {
        if (!Address.isWeb(place) || !(Address.parse(place) instanceof Address.Web web)) return place;
        final Optional<Profile> stored = of(place);
        final boolean known = stored.isPresent()
                ? stored.get().holds(place)
                : isKnown(web.uri().toString()) && web.uri().getScheme().equals("https");
        if (!known) return place;
        final URI seen = orUnnamed(place.trim()).publicAddress(Profile.webDavAddress(web.uri() + web.query()));
        final URI folder = URI.create(seen.toString().replaceFirst("/+$", ""));
        return new Address.Web(web.format(), folder, "", web.pipeline()).show();
    }

    /** With a profile, which replaces any with the same name. */
    public Profiles plus(final Profile profile) {
        final Map<String, Profile> more = new TreeMap<>(profiles);
        more.put(key(profile.name()), profile);
        return new Profiles(kinds, more);
    }

    /** Without a profile; {@value #HELMHOLTZ} is reset to its defaults. */
    public Profiles minus(final String name) {
        final Map<String, Profile> less = new TreeMap<>(profiles);
        less.remove(key(get(name).name()));
        return new Profiles(kinds, less);
    }
}
