package sc.fiji.neuroglancer.entry;

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
        final Profile profile = Profile.builder(name, Preset.byName(values.text("preset")))
                .address(values.text("address"))
                .publicRule(values.text("publicaddress"))
                .viewer(values.text("viewer"))
                .login(CredentialSource.byName(values.text("login")))
                .command(values.text("command"))
                .caFile(values.text("cafile"))
                .build();
        StoredProfiles.save(profiles.plus(profile));
        return "The profile '" + name + "' is stored: use it as account=[" + name + "].";
    }
}
