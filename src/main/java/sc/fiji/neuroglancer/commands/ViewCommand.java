package sc.fiji.neuroglancer.commands;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.platform.PlatformService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.LinkEntry;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.task.Monitor;

/** Serves a dataset on this computer and opens it in the browser. Its field is the key of {@link LinkKeys#view}. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = LinkKeys.VIEW_LABEL)})
public final class ViewCommand extends JobCommand {

    @Parameter
    private PlatformService platforms;

    @Parameter(
            persist = false,
            label = "Folder",
            style = "directory",
            description = "A dataset, or a folder with one; empty for the last export",
            callback = "preview")
    private String folder = "";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    @Parameter(type = ItemIO.OUTPUT)
    private String link;

    @Override
    List<Key> keys() {
        return LinkKeys.view();
    }

    @Override
    Form form() {
        return Form.view();
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
        final LinkEntry.Made made = LinkEntry.view(values().text("folder"));
        link = made.link().url();
        if (!GraphicsEnvironment.isHeadless()) openBrowser(made.page());
        print(made.shown());
        made.news().forEach(this::log);
        status(made.status());
    }
}
