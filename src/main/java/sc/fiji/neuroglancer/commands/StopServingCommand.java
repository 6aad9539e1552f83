package sc.fiji.neuroglancer.commands;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.command.StopServing;

/** Ends the local server. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = StopServing.LABEL)})
public final class StopServingCommand extends JobCommand {

    /** Runs {@link StopServing}. */
    public StopServingCommand() {
        super(new StopServing());
    }
}
