package sc.fiji.neuroglancer.commands;

import java.io.IOException;
import java.util.List;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.UploadEntry;
import sc.fiji.neuroglancer.command.UploadKeys;
import sc.fiji.neuroglancer.task.Monitor;

/** Uploads a dataset by WebDAV. Its fields are the {@link UploadKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = UploadKeys.LABEL)})
public final class UploadCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Dataset",
            style = "directory",
            description = "The file or folder to upload",
            callback = "preview")
    private String dataset = "";

    @Parameter(
            persist = false,
            label = "Address",
            description = "WebDAV address of the folder that it comes into; empty for the profile's",
            callback = "preview")
    private String address = "";

    @Parameter(
            persist = false,
            label = "Account",
            description = "Name of a profile made with Neuroglancer Settings",
            callback = "preview")
    private String account = "";

    @Parameter(
            persist = false,
            label = "Parallel",
            min = "0",
            max = "32",
            description = "Number of connections to begin with",
            callback = "preview")
    private int parallel = 8;

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Resume", "Replace", "Fail"},
            description = "What to do when the dataset is there already",
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

    @Override
    List<Key> keys() {
        return UploadKeys.all();
    }

    @Override
    Form form() {
        return Form.upload();
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        final UploadEntry.Done done = UploadEntry.run(dataset, values(), prompt(), monitor);
        log(done.summary());
        status(done.status());
    }
}
