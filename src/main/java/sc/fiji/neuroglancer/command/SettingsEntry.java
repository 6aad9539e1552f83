package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

/** From the values of {@link SettingsKeys} to a stored profile. */
public final class SettingsEntry {

    private SettingsEntry() {}

    /**
     * Stores or removes a profile.
     *
     * @return what was done
     * @throws InputException when a value cannot be used; nothing is changed then
     * @throws IOException when the preferences cannot be written
     */
    public static String run(final Values values) throws IOException {
        final Profiles profiles = StoredProfiles.load();
        final String name = values.text("account").trim();
        if (values.flag("remove")) {
            StoredProfiles.write(profiles.minus(name));
            return "The profile '" + name + "' is removed.";
        }
        final Profile profile = profile(values);
        StoredProfiles.write(profiles.plus(profile));
        final boolean only =
                StoredProfiles.usable().size() == 1 && !profile.address().isEmpty();
        return "The profile '" + name + "' is stored. "
                + (only ? ShareKeys.LABEL + " takes it by itself." : "Choose it by its name, as account.");
    }

    /**
     * Tells where others would find what is uploaded with the profile.
     *
     * @throws InputException when a value cannot be used
     */
    static String preview(final Values values) {
        if (values.flag("remove"))
            return "The profile '"
                    + StoredProfiles.load().get(values.text("account").trim()).name() + "' will be removed.";
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

    /** The stored profiles by name, each with its values by key. What is the preset's is left empty. */
    public static Map<String, Map<String, String>> all() {
        final Map<String, Map<String, String>> all = new TreeMap<>();
        for (final Profile profile : StoredProfiles.load().all()) all.put(profile.name(), values(profile));
        return all;
    }

    /** What the keys are in a stored profile. What is the preset's is left empty, so that it goes with the preset. */
    static Map<String, String> values(final Profile profile) {
        return Map.of(
                "account", profile.name(),
                "preset", profile.kind().label(),
                "address", profile.address(),
                "publicaddress", unless(profile.kind().defaults().publicRule(), profile.publicRule()),
                "viewer", unless(profile.kind().defaults().viewer(), profile.viewer()),
                "login", profile.login().label(),
                "command", profile.command(),
                "cafile", profile.caFile());
    }

    private static String unless(final String known, final String text) {
        return text.equals(known) ? "" : text;
    }

    private static Profile profile(final Values values) {
        return Profile.builder(values.text("account").trim(), StorageKinds.ALL.byLabel(values.text("preset")))
                .address(values.text("address"))
                .publicRule(values.text("publicaddress"))
                .viewer(values.text("viewer"))
                .login(CredentialSource.byName(values.text("login")))
                .command(values.text("command"))
                .caFile(values.text("cafile"))
                .build();
    }
}
