package sc.fiji.neuroglancer.commands;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.CopyLink;

/** Puts a link that shows a dataset on the clipboard. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = CopyLink.LABEL)})
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
            description = "Folder or address of annotations; empty for those of the last export, or None",
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
            description = "Save the state in a file beside the data to shorten the link",
            callback = "preview")
    private boolean shorten;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    @Parameter(type = ItemIO.OUTPUT)
    private String link;

    /** Runs {@link CopyLink}. */
    public CopyLinkCommand() {
        super(new CopyLink());
    }
}
