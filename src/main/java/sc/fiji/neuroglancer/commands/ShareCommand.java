package sc.fiji.neuroglancer.commands;

import ij.ImagePlus;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.platform.PlatformService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.LinkEntry;
import sc.fiji.neuroglancer.entry.ShareEntry;
import sc.fiji.neuroglancer.entry.ShareKeys;
import sc.fiji.neuroglancer.entry.Shared;
import sc.fiji.neuroglancer.task.Monitor;

/** Shares the active image and its points through a storage, up to a checked link. Its fields are the {@link ShareKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        initializer = "fillIn",
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = ShareKeys.LABEL)})
public final class ShareCommand extends JobCommand {

    @Parameter
    private PlatformService platforms;

    @Parameter(required = false)
    private ImagePlus image;

    @Parameter(
            persist = false,
            label = "Account",
            description = "Name of a profile made with Neuroglancer Settings; empty for the only one")
    private String account = "";

    @Parameter(persist = false, label = "Name", description = "Name of the dataset; empty for the image's title")
    private String name = "";

    @Parameter(
            persist = false,
            label = "WithPoints",
            choices = {"Auto", "Yes", "No"},
            description = "Share points, too; Auto: if the image has some")
    private String withpoints = "Auto";

    @Parameter(
            persist = false,
            label = "Content",
            choices = {"Auto", "Intensity", "Labels"},
            description = "What pixel values mean: labels are never averaged")
    private String content = "Auto";

    @Parameter(
            persist = false,
            label = "Format",
            choices = {"OME-Zarr 0.4", "OME-Zarr 0.5"},
            description = "0.4 is read by every viewer")
    private String format = "OME-Zarr 0.4";

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Resume", "Replace", "Fail"},
            description = "What to do when the dataset is there already")
    private String existing = "Resume";

    @Parameter(
            style = "directory",
            required = false,
            label = "Folder",
            description = "A folder that keeps a copy; empty to write straight to the storage")
    private String folder = "";

    @Parameter(persist = false, label = "Viewer", description = "Address of the viewer; empty for the profile's")
    private String viewer = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String link;

    @Override
    List<Key> keys() {
        return ShareKeys.all();
    }

    /** Shows in the dialog what would be taken. */
    void fillIn() {
        if (!isAsking()) return;
        final Map<String, String> suggestions = ShareEntry.suggestions(image);
        account = suggestions.getOrDefault("account", account);
        name = suggestions.getOrDefault("name", name);
    }

    private void openBrowser(final URI page) {
        try {
            platforms.open(page.toURL());
        } catch (final IOException e) {
            warn(LinkEntry.NO_BROWSER);
        }
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        if (isAsking()) ShareEntry.remember(values());
        final Shared shared = ShareEntry.run(image, values(), prompt(), monitor, this::status);
        link = shared.link().orElse("");
        if (!link.isEmpty()) print(link);
        shared.lines().forEach(this::log);
        if (!GraphicsEnvironment.isHeadless()) shared.page().ifPresent(this::openBrowser);
        shared.demandOk();
        status(shared.status());
    }
}
