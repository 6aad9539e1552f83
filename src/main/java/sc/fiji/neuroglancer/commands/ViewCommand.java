package sc.fiji.neuroglancer.commands;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.ViewDataset;

/** Serves a dataset on this computer and opens it in the browser. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = ViewDataset.LABEL)})
public final class ViewCommand extends JobCommand {

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

    /** Runs {@link ViewDataset}. */
    public ViewCommand() {
        super(new ViewDataset());
    }
}
