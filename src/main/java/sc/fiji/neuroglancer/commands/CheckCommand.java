package sc.fiji.neuroglancer.commands;

import java.io.IOException;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.entry.CheckEntry;
import sc.fiji.neuroglancer.entry.CheckKeys;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.export.CheckResult;
import sc.fiji.neuroglancer.task.Monitor;

/** Tells whether a viewer can show a dataset. Its fields are the {@link CheckKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        initializer = "fillIn",
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = CheckKeys.LABEL)})
public final class CheckCommand extends JobCommand {

    @Parameter(
            persist = false,
            label = "Address",
            description = "Web address or folder of the dataset; empty for the last export")
    private String address = "";

    @Parameter(
            persist = false,
            label = "Viewer",
            description = "Address of the viewer that shall show it; empty for the profile's")
    private String viewer = "";

    @Override
    List<Key> keys() {
        return CheckKeys.all();
    }

    /** Shows in the dialog what would be taken. */
    void fillIn() {
        address = filledIn("address", address);
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        final CheckResult result = CheckEntry.run(values(), monitor);
        result.findings().forEach(finding -> warn(finding.toString()));
        CheckEntry.demandOk(result);
        log(result.summary());
        status(result.summary());
    }
}
