package sc.fiji.neuroglancer.commands;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.UploadDataset;

/** Uploads a dataset by WebDAV. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = UploadDataset.LABEL)})
public final class UploadCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Dataset",
            style = "directory",
            description = "File or folder to upload",
            callback = "preview")
    private String dataset = "";

    @Parameter(
            persist = false,
            label = "Address",
            description = "WebDAV address of the folder to upload it into; empty for the profile's",
            callback = "preview")
    private String address = "";

    @Parameter(persist = false, label = "Account", description = "Name of a storage profile", callback = "preview")
    private String account = "";

    @Parameter(
            persist = false,
            label = "Parallel",
            min = "0",
            max = "32",
            description = "Initial number of connections",
            callback = "preview")
    private int parallel = 8;

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Resume", "Replace", "Fail"},
            description = "What to do if the dataset already exists",
            callback = "preview")
    private String existing = "Resume";

    @Parameter(
            persist = false,
            label = "Verify",
            description = "Compare all files after the upload",
            callback = "preview")
    private boolean verify = true;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    /** Runs {@link UploadDataset}. */
    public UploadCommand() {
        super(new UploadDataset());
    }
}
