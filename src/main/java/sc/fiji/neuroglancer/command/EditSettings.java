package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.command;
import static sc.fiji.neuroglancer.message.Slot.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

/** Keeps profiles of storages. In a shell it lists them, too. */
public final class EditSettings extends Command {

    public static final String LABEL = "Neuroglancer Settings...";

    private static final String ACCOUNT = "account";
    private static final String PRESET = "preset";
    private static final String PUBLIC_ADDRESS = "publicaddress";

    /** Makes the command. */
    public EditSettings() {
        super(
                LABEL,
                new Shell("settings", "", "", "lists the profiles of storages, or stores or removes one"),
                Key.text(ACCOUNT, Profiles.HELMHOLTZ, "name of the profile, for other commands and macros"),
                Key.choice(PRESET, StorageKinds.ALL.labels(), "kind of storage"),
                Key.text("address", "", "WebDAV address of the folder for datasets"),
                Key.text(
                        "public address",
                        "",
                        "where others read it: a port such as :2443, an address or a public link; empty for the"
                                + " preset's"),
                Key.text("viewer", "", "address of the viewer; empty for the preset's"),
                Key.choice("login", CredentialSource.names(), "source of the login"),
                Key.text("command", "", "command that prints a token, for instance oidc-token helmholtz"),
                Key.file("CA file", "PEM file of certificate authorities to trust in addition to Java's"),
                Key.flag("remove", false, "remove this profile"));
    }

    /** Shows the profile that was used last. */
    @Override
    public Form form(final Desk desk) {
        final String preferred = StoredProfiles.preferred();
        return form(preferred.isEmpty() ? Profiles.HELMHOLTZ : preferred);
    }

    /** Shows the profile of that name, if it is known. */
    Form form(final String account) {
        final Map<String, String> known =
                StoredProfiles.load().find(account).map(EditSettings::stored).orElse(Map.of());
        return new Form(this, known, EditSettings::preview)
                .rememberingAccount()
                .following(name -> other(account, name));
    }

    private Form other(final String shown, final String named) {
        if (named.equalsIgnoreCase(shown)) return null;
        return StoredProfiles.load()
                .find(named)
                .map(profile -> form(profile.name()))
                .orElse(null);
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        if (desk.voice() != Voice.SHELL) {
            final Message done = store(values);
            desk.log(done);
            desk.status(done);
            return;
        }
        if (!values.given().isEmpty()) desk.log(store(completed(values)));
        final ObjectNode object = JsonNodeFactory.instance.objectNode();
        final List<String> lines = new ArrayList<>();
        for (final Profile profile : StoredProfiles.load().all()) {
            final ObjectNode entry = object.putObject(profile.name());
            final StringBuilder line = new StringBuilder(profile.name());
            new TreeMap<>(stored(profile)).forEach((key, value) -> {
                entry.put(key, value);
                if (!value.isEmpty() && !key.equals(ACCOUNT)) line.append(" --" + key + " '" + value + "'");
            });
            lines.add(line.toString());
        }
        desk.result(Message.text(String.join("\n", lines)), object);
    }

    /** What is not given stays as it is stored, unless it comes from another preset. */
    private Values completed(final Values values) {
        final Map<String, String> all = new TreeMap<>(StoredProfiles.load()
                .find(values.trimmed(ACCOUNT))
                .map(EditSettings::stored)
                .orElse(Map.of()));
        if (values.given().containsKey(PRESET) && !values.text(PRESET).equals(all.get(PRESET)))
            List.of(PUBLIC_ADDRESS, "viewer").forEach(all::remove);
        all.putAll(values.given());
        return values(Voice.SHELL, all);
    }

    /**
     * Stores or removes a profile.
     *
     * @return what was done
     * @throws InputException when a value cannot be used; nothing is changed then
     * @throws IOException when the preferences cannot be written
     */
    private static Message store(final Values values) throws IOException {
        final Profiles profiles = StoredProfiles.load();
        final String name = values.trimmed(ACCOUNT);
        if (values.flag("remove")) {
            StoredProfiles.write(profiles.minus(name));
            return Message.of("The profile '{}' was removed.", name);
        }
        final Profile profile = profile(values);
        StoredProfiles.write(profiles.plus(profile));
        final boolean only =
                StoredProfiles.usable().size() == 1 && !profile.address().isEmpty();
        final Message stored = Message.of("The profile '{}' is stored.", name);
        return only
                ? stored.then("{} uses it by default.", command(ShareImage.LABEL, "share"))
                : stored.then("To use it, give its name as {}.", key(ACCOUNT));
    }

    /** Tells where others would find what is uploaded with the profile. */
    private static String preview(final Values values) {
        if (values.flag("remove"))
            return "The profile '"
                    + StoredProfiles.load().get(values.trimmed(ACCOUNT)).name() + "' will be removed.";
        final Profile profile = profile(values);
        return meaning(profile) + others(profile);
    }

    private static String meaning(final Profile profile) {
        if (profile.address().isEmpty())
            return "Paste the WebDAV address of your folder at the storage. Without it, each upload asks for one.";
        return "Others will find datasets at " + profile.publicAddress(Profile.webDavAddress(profile.address()))
                + ", and see them in " + profile.viewer() + ".";
    }

    private static String others(final Profile profile) {
        final String names = StoredProfiles.load().all().stream()
                .map(Profile::name)
                .filter(name -> !name.equalsIgnoreCase(profile.name()))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " Type the name of another profile to see it: " + names + ".";
    }

    /** What the keys are in a stored profile. What is the preset's is left empty, so that it goes with the preset. */
    private static Map<String, String> stored(final Profile profile) {
        return Map.of(
                ACCOUNT,
                profile.name(),
                PRESET,
                profile.kind().label(),
                "address",
                profile.address(),
                PUBLIC_ADDRESS,
                unless(profile.kind().defaults().publicRule(), profile.publicRule()),
                "viewer",
                unless(profile.kind().defaults().viewer(), profile.viewer()),
                "login",
                profile.login().label(),
                "command",
                profile.command(),
                "cafile",
                profile.caFile());
    }

    private static String unless(final String known, final String text) {
        return text.equals(known) ? "" : text;
    }

    private static Profile profile(final Values values) {
        return Profile.builder(values.trimmed(ACCOUNT), StorageKinds.ALL.byLabel(values.text(PRESET)))
                .address(values.text("address"))
                .publicRule(values.text(PUBLIC_ADDRESS))
                .viewer(values.text("viewer"))
                .login(CredentialSource.byName(values.text("login")))
                .command(values.text("command"))
                .caFile(values.text("cafile"))
                .build();
    }
}
