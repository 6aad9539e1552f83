package sc.fiji.neuroglancer.entry;

import java.util.Map;
import sc.fiji.neuroglancer.export.Preset;
import sc.fiji.neuroglancer.export.Profile;
import sc.fiji.neuroglancer.export.Profiles;
import sc.fiji.neuroglancer.http.credentials.CredentialSource;
import sc.fiji.neuroglancer.task.InputException;

/** From the values of {@link SettingsKeys} to a stored profile. */
public final class SettingsEntry {

    private SettingsEntry() {}

    /**
     * Stores or removes a profile.
     *
     * @return what was done
     * @throws InputException when a value cannot be used; nothing is changed then
     */
    public static String run(final Values values) {
        final Profiles profiles = StoredProfiles.load();
        final String name = values.text("account").trim();
        if (values.flag("remove")) {
            StoredProfiles.save(profiles.minus(name));
            return "The profile '" + name + "' is removed.";
        }
        final Profile profile = profile(values);
        final boolean kept = StoredProfiles.save(profiles.plus(profile));
        return "The profile '" + name + "' is "
                + (kept ? "stored" : "known until this program ends, which without ImageJ's window keeps no settings")
                + ": use it as account=[" + name + "].";
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
        if (profile.address().isEmpty())
            return "Without an address, each upload has to name one, and nothing can be shared.";
        return "Others will find datasets at " + profile.publicAddress(Profile.webDavAddress(profile.address())) + ".";
    }

    /** What the keys are in a stored profile. */
    static Map<String, String> values(final Profile profile) {
        return Map.of(
                "account", profile.name(),
                "preset", profile.preset().label(),
                "address", profile.address(),
                "publicaddress", profile.publicRule(),
                "viewer", profile.viewer(),
                "login", profile.login().label(),
                "command", profile.command(),
                "cafile", profile.caFile());
    }

    private static Profile profile(final Values values) {
        return Profile.builder(values.text("account").trim(), Preset.byName(values.text("preset")))
                .address(values.text("address"))
                .publicRule(values.text("publicaddress"))
                .viewer(values.text("viewer"))
                .login(CredentialSource.byName(values.text("login")))
                .command(values.text("command"))
                .caFile(values.text("cafile"))
                .build();
    }
}
