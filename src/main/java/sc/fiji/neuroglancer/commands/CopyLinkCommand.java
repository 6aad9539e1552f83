package sc.fiji.neuroglancer.commands;

import java.io.IOException;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.LinkEntry;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.task.Monitor;

/** Puts a link that shows a dataset on the clipboard. Its fields are the keys of {@link LinkKeys#copy}. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = LinkKeys.COPY_LABEL)})
public final class CopyLinkCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Dataset",
            style = "directory",
            description = "Folder, web address, data source or link; empty for the last export",
            callback = "preview")
    private String dataset = "";

    @Parameter(
            persist = false,
            label = "Points",
            style = "directory",
            description = "Folder or web address of annotations; empty for those of the last export, or None",
            callback = "preview")
    private String points = "";

    @Parameter(
            persist = false,
            label = "Viewer",
            description = "Address of the viewer; empty for the profile's, or one that fits",
            callback = "preview")
    private String viewer = "";

    @Parameter(
            persist = false,
            label = "Shorten",
            description = "Put the state into a file beside the data, for a short link",
            callback = "preview")
    private boolean shorten;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    @Parameter(type = ItemIO.OUTPUT)
    private String link;

    @Override
    List<Key> keys() {
        return LinkKeys.copy();
    }

    @Override
    Form form() {
        return Form.copyLink();
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        final LinkEntry.Made made = LinkEntry.copy(values(), prompt());
        link = made.link().url();
        print(link);
        made.news().forEach(this::log);
        status(made.news().get(0));
    }
}
