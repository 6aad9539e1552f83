package sc.fiji.neuroglancer.commands;

import ij.IJ;
import ij.Macro;
import java.awt.GraphicsEnvironment;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.SettingsEntry;
import sc.fiji.neuroglancer.entry.SettingsKeys;
import sc.fiji.neuroglancer.entry.StoredProfiles;
import sc.fiji.neuroglancer.export.Profile;
import sc.fiji.neuroglancer.task.Monitor;

/** Keeps profiles of storages. Its fields are the {@link SettingsKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        initializer = "fillIn",
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = SettingsKeys.LABEL)})
public final class SettingsCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Account",
            callback = "fillIn",
            description = "Name of the profile, for other commands and macros")
    private String account = "helmholtz";

    @Parameter(
            persist = false,
            label = "Preset",
            choices = {"Helmholtz InfiniteSpace", "dCache", "Nextcloud", "ownCloud", "WebDAV"},
            description = "The kind of storage")
    private String preset = "Helmholtz InfiniteSpace";

    @Parameter(persist = false, label = "Address", description = "WebDAV address of the folder for datasets")
    private String address = "";

    @Parameter(
            persist = false,
            label = "PublicAddress",
            description = "Where others read it: a port like :2443, an address or public link; empty for the preset's")
    private String publicaddress = "";

    @Parameter(persist = false, label = "Viewer", description = "Address of the viewer; empty for the preset's")
    private String viewer = "";

    @Parameter(
            persist = false,
            label = "Login",
            choices = {"Automatic", "Command", "Environment", "Netrc", "Ask", "None"},
            description = "Where the login comes from")
    private String login = "Automatic";

    @Parameter(
            persist = false,
            label = "Command",
            description = "Command that prints a token, for instance oidc-token helmholtz")
    private String command = "";

    @Parameter(persist = false, label = "CAFile", description = "PEM file of authorities to trust besides Java's")
    private String cafile = "";

    @Parameter(persist = false, label = "Remove", description = "Remove this profile")
    private boolean remove;

    @Override
    List<Key> keys() {
        return SettingsKeys.all();
    }

    /** Shows in the dialog what the profile is now. */
    void fillIn() {
        if (Macro.getOptions() != null || IJ.isMacro() || GraphicsEnvironment.isHeadless()) return;
        StoredProfiles.load().find(account).ifPresent(this::show);
    }

    private void show(final Profile profile) {
        preset = profile.preset().label();
        address = profile.address();
        publicaddress = profile.publicRule();
        viewer = profile.viewer();
        login = profile.login().label();
        command = profile.command();
        cafile = profile.caFile();
    }

    @Override
    void runJob(final Monitor monitor) {
        status(SettingsEntry.run(values()));
    }
}
