package sc.fiji.neuroglancer.commands;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.CheckDataset;

/** Tells whether a viewer can show a dataset. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = CheckDataset.LABEL)})
public final class CheckCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Address",
            style = "directory",
            description = "Web address or folder of the dataset; empty for the last export",
            callback = "preview")
    private String address = "";

    @Parameter(
            persist = false,
            label = "Viewer",
            description = "Address of the viewer that should show it; empty for the profile's",
            callback = "preview")
    private String viewer = "";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    /** Runs {@link CheckDataset}. */
    public CheckCommand() {
        super(new CheckDataset());
    }
}
