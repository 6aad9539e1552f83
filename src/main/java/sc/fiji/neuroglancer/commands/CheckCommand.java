package sc.fiji.neuroglancer.commands;

import java.io.IOException;
import java.util.List;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.command.CheckEntry;
import sc.fiji.neuroglancer.command.CheckKeys;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.task.Monitor;

/** Tells whether a viewer can show a dataset. Its fields are the {@link CheckKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = CheckKeys.LABEL)})
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
            description = "Address of the viewer that shall show it; empty for the profile's",
            callback = "preview")
    private String viewer = "";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    @Override
    List<Key> keys() {
        return CheckKeys.all();
    }

    @Override
    Form form() {
        return Form.check();
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        final CheckResult result = CheckEntry.run(values(), monitor);
        result.findings().forEach(finding -> warn(finding.toString()));
        if (!hasDialog()) CheckEntry.requireOk(result);
        log(result.summary());
        status(CheckEntry.status(result));
        if (hasDialog()) show(CheckEntry.message(result));
    }
}
