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

/** All profiles of a user, by name; upper and lower case are the same. Immutable. */
public final class Profiles {

    /** The profile that is always there. */
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
     * Reads what {@link #toJson()} wrote.
     *
     * @param json empty for none
     * @throws InputException when it is something else
     */
    public static Profiles parse(final String json) {
        return parse(json, StorageKinds.ALL);
    }

    /** @param kinds of storages that profiles may be for */
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

    /** All profiles, by name. */
    public List<Profile> all() {
        return new ArrayList<>(profiles.values());
    }

    /** The profile of a name, if there is one. */
    public Optional<Profile> find(final String name) {
        return Optional.ofNullable(profiles.get(key(name)));
    }

    /**
     * The profile of a name.
     *
     * @throws InputException naming those there are
     */
    public Profile get(final String name) {
        final Profile profile = profiles.get(key(name));
        if (profile != null) return profile;
        final List<String> known = all().stream().map(Profile::name).toList();
        throw new InputException(
                "There is no profile '{}': use one of {}, or create it with {}.", name, known, SETTINGS);
    }

    /** The profile whose storage holds an address, uploaded or public; the longest match. */
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

    /** What is known of an address, from a profile or else by itself. */
    public Profile orUnnamed(final String address) {
        return of(address)
                .orElseGet(() -> Profile.builder("none", kinds.of(address)).build());
    }

    /**
     * The profile that is named; otherwise as {@link #orUnnamed}.
     *
     * @param account empty for none
     * @throws InputException when there is no profile of that name
     */
    public Profile choose(final String account, final String address) {
        return account.isBlank() ? orUnnamed(address.trim()) : get(account.trim());
    }

    /**
     * Where a user wants datasets to be made. Nobody is asked for a login before something is written.
     *
     * @param folder of this computer, or the address of one of a storage
     * @param prompt asks for a login when there is no other
     */
    public Destination destination(final String folder, final Prompt prompt) {
        if (!Address.isWeb(folder)) return Destination.folder(folder);
        final Profile profile = orUnnamed(folder.trim());
        return profile.folder(profile.addressOr(folder), prompt);
    }

    /** The viewer for data at a place; empty if nothing is known of the place. */
    public String viewer(final String place) {
        // nothing is sent to http, but what is wrong with it is judged for the right viewer
        final String secure = place.replaceFirst("(?i)\\b(http|(web)?dav)://", "https://");
        return of(place)
                .map(Profile::viewer)
                .orElseGet(() -> isKnown(secure) ? kinds.of(secure).defaults().viewer() : "");
    }

    /** Whether more is known of a storage by its address than that it is any WebDAV server. */
    private boolean isKnown(final String place) {
        return kinds.of(place) != StorageKinds.WEBDAV;
    }

    /** Where others read what is at an address; other places stay as they are. */
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

    /** With a profile, which takes the place of one of the same name. */
    public Profiles plus(final Profile profile) {
        final Map<String, Profile> more = new TreeMap<>(profiles);
        more.put(key(profile.name()), profile);
        return new Profiles(kinds, more);
    }

    /** Without a profile; {@value #HELMHOLTZ} becomes as it was in the beginning. */
    public Profiles minus(final String name) {
        final Map<String, Profile> less = new TreeMap<>(profiles);
        less.remove(key(get(name).name()));
        return new Profiles(kinds, less);
    }
}
