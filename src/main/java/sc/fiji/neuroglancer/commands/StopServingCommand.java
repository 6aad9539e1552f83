package sc.fiji.neuroglancer.commands;

import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.LinkEntry;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.task.Monitor;

/** Ends the local server. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = LinkKeys.STOP_LABEL)})
public final class StopServingCommand extends JobCommand {

    @Override
    List<Key> keys() {
        return LinkKeys.stop();
    }

    @Override
    void runJob(final Monitor monitor) {
        status(LinkEntry.stop());
    }
}
