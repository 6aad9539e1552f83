package sc.fiji.neuroglancer.command;

import java.util.List;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;

/** The keys of {@value #LABEL}. They are public: macros use them, so they never change. None is a secret. */
public final class SettingsKeys {

    /** The label of the command in the menu and in macros. */
    public static final String LABEL = "Neuroglancer Settings...";

    private static final List<Key> ALL = List.of(
            Key.text("account", Profiles.HELMHOLTZ, "name of the profile, for other commands and macros"),
            Key.choice("preset", StorageKinds.ALL.labels(), "the kind of storage"),
            Key.text("address", "", "WebDAV address of the folder for datasets"),
            Key.text(
                    "public address",
                    "",
                    "where others read it: a port like :2443, an address or public link; empty for the preset's"),
            Key.text("viewer", "", "address of the viewer; empty for the preset's"),
            Key.choice("login", CredentialSource.names(), "where the login comes from"),
            Key.text("command", "", "command that prints a token, for instance oidc-token helmholtz"),
            Key.file("CA file", "PEM file of authorities to trust besides Java's"),
            Key.flag("remove", "remove this profile"));

    private SettingsKeys() {}

    /** The keys in the order in which dialogs show them. */
    public static List<Key> all() {
        return ALL;
    }
}
