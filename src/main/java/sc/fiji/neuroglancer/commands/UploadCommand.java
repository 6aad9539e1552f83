package sc.fiji.neuroglancer.commands;

import java.io.IOException;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.UploadEntry;
import sc.fiji.neuroglancer.entry.UploadKeys;
import sc.fiji.neuroglancer.task.Monitor;

/** Uploads a dataset by WebDAV. Its fields are the {@link UploadKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        initializer = "fillIn",
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = UploadKeys.LABEL)})
public final class UploadCommand extends JobCommand {

    @Parameter(persist = false, label = "Dataset", description = "The file or folder to upload")
    private String dataset = "";

    @Parameter(
            persist = false,
            label = "Address",
            description = "WebDAV address of the folder that it comes into; empty for the profile's")
    private String address = "";

    @Parameter(persist = false, label = "Account", description = "Name of a profile made with Neuroglancer Settings")
    private String account = "";

    @Parameter(
            persist = false,
            label = "Parallel",
            min = "0",
            max = "32",
            description = "Number of connections to begin with")
    private int parallel = 8;

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Resume", "Replace", "Fail"},
            description = "What to do when the dataset is there already")
    private String existing = "Resume";

    @Parameter(persist = false, label = "Verify", description = "Compare all files after the upload")
    private boolean verify = true;

    @Override
    List<Key> keys() {
        return UploadKeys.all();
    }

    /** Shows in the dialog what was exported last. */
    void fillIn() {
        dataset = filledIn("dataset", dataset);
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        final UploadEntry.Done done = UploadEntry.run(dataset, values(), prompt(), monitor);
        log(done.summary());
        status(done.summary());
    }
}
