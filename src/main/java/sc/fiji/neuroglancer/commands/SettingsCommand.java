package sc.fiji.neuroglancer.commands;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.EditSettings;

/** Keeps profiles of storages. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = EditSettings.LABEL)})
public final class SettingsCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Account",
            callback = "reload",
            description = "Name of the profile, for other commands and macros")
    private String account = "helmholtz";

    @Parameter(
            persist = false,
            label = "Preset",
            choices = {"Helmholtz InfiniteSpace", "dCache", "Nextcloud", "ownCloud", "WebDAV"},
            description = "Kind of storage",
            callback = "preview")
    private String preset = "Helmholtz InfiniteSpace";

    @Parameter(
            persist = false,
            label = "Address",
            description = "WebDAV address of the folder for datasets",
            callback = "preview")
    private String address = "";

    @Parameter(
            persist = false,
            label = "Public address",
            description =
                    "Where others read it: a port such as :2443, an address or a public link; empty for the preset's",
            callback = "preview")
    private String publicaddress = "";

    @Parameter(
            persist = false,
            label = "Viewer",
            description = "Address of the viewer; empty for the preset's",
            callback = "preview")
    private String viewer = "";

    @Parameter(
            persist = false,
            label = "Login",
            choices = {"Automatic", "Command", "Environment", "Netrc", "Ask", "None"},
            description = "Source of the login",
            callback = "preview")
    private String login = "Automatic";

    @Parameter(
            persist = false,
            label = "Command",
            description = "Command that prints a token, for instance oidc-token helmholtz",
            callback = "preview")
    private String command = "";

    @Parameter(
            persist = false,
            label = "CA file",
            description = "PEM file of certificate authorities to trust in addition to Java's",
            callback = "preview")
    private String cafile = "";

    @Parameter(persist = false, label = "Remove", description = "Remove this profile", callback = "preview")
    private boolean remove;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    /** Runs {@link EditSettings}. */
    public SettingsCommand() {
        super(new EditSettings());
    }
}
