package sc.fiji.neuroglancer.commands;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.ShareImage;

/** Shares the active image and its points through a storage, up to a checked link. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = ShareImage.LABEL)})
public final class ShareCommand extends JobCommand {

    @Parameter(persist = false, required = false)
    private ImagePlus image;

    @Parameter(
            persist = false,
            label = "Account",
            description = "Name of a storage profile; empty if there is only one",
            callback = "preview")
    private String account = "";

    @Parameter(
            persist = false,
            label = "Name",
            description = "Name of the dataset; empty for the image's title",
            callback = "preview")
    private String name = "";

    @Parameter(
            persist = false,
            label = "With points",
            choices = {"Auto", "Yes", "No"},
            description = "Also share points; Auto: if the image has any",
            callback = "preview")
    private String withpoints = "Auto";

    @Parameter(
            persist = false,
            style = "open",
            label = "Points file",
            description = "File of points to share instead of those in Fiji",
            callback = "preview")
    private String pointsfile = "";

    @Parameter(
            persist = false,
            label = "Content",
            choices = {"Auto", "Intensity", "Labels"},
            description = "What pixel values mean; labels are never averaged",
            callback = "preview")
    private String content = "Auto";

    @Parameter(
            persist = false,
            label = "Format",
            choices = {"OME-Zarr 0.4", "OME-Zarr 0.5"},
            description = "Version of the format; every viewer reads 0.4",
            callback = "preview")
    private String format = "OME-Zarr 0.4";

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Resume", "Replace", "Fail"},
            description = "What to do if the dataset already exists",
            callback = "preview")
    private String existing = "Resume";

    @Parameter(
            persist = false,
            style = "directory",
            required = false,
            label = "Folder",
            description = "Folder for a local copy; empty to write straight to the storage",
            callback = "preview")
    private String folder = "";

    @Parameter(
            persist = false,
            label = "Viewer",
            description = "Address of the viewer; empty for the profile's",
            callback = "preview")
    private String viewer = "";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    @Parameter(type = ItemIO.OUTPUT)
    private String link;

    /** Runs {@link ShareImage}. */
    public ShareCommand() {
        super(new ShareImage());
    }
}
