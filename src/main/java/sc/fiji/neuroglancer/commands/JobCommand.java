package sc.fiji.neuroglancer.commands;

import ij.IJ;
import ij.Macro;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.scijava.app.StatusService;
import org.scijava.command.DynamicCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.MacroOptions;
import sc.fiji.neuroglancer.entry.Values;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * What every command does around its job: values from fields, progress and cancel through a SciJava task, failures as one
 * sentence. In a macro a failure stops the macro; a user's cancel never does.
 */
abstract class JobCommand extends DynamicCommand {

    @Parameter
    private TaskService tasks;

    @Parameter
    private StatusService statuses;

    @Parameter
    private LogService logs;

    /** The keys of the command; its fields have the same names. */
    abstract List<Key> keys();

    /** Does the work; a failure is thrown as an exception with a sentence for the user. */
    abstract void runJob(Monitor monitor) throws IOException;

    /** In a macro, what is not given has its default: no dialog opens. */
    @SuppressWarnings("unused") // named as the initializer of commands
    protected final void useMacroDefaults() {
        if (Macro.getOptions() == null) return;
        for (final Key key : keys()) resolveInput(key.name());
    }

    @Override
    public final void run() {
        final Task task = tasks.createTask(getInfo().getTitle());
        task.start();
        try {
            checkMacro();
            runJob(new TaskProgress(task, statuses, this));
        } catch (final InputException | IOException e) {
            fail(e.getMessage());
        } catch (final CancellationException e) {
            status("Canceled. Run the command again with existing=Resume to continue.");
            cancel(null);
        } catch (final OutOfMemoryError e) {
            fail("There is not enough memory: close other images or raise it in Edit > Options > Memory & Threads.");
        } finally {
            task.finish();
        }
    }

    private void checkMacro() {
        final String options = Macro.getOptions();
        if (options == null) return;
        final Map<String, String> given = MacroOptions.parse(options);
        given.remove("image");
        Values.of(keys(), given);
    }

    /** The values of the fields, checked. */
    final Values values() {
        final Map<String, String> given = new LinkedHashMap<>();
        for (final Key key : keys()) given.put(key.name(), String.valueOf(getInput(key.name())));
        return Values.of(keys(), given);
    }

    /** Shows a line in the status bar. */
    final void status(final String line) {
        statuses.showStatus(line);
    }

    /** Writes a line to the log, which does not open a window. */
    final void log(final String line) {
        logs.debug(line);
        if (IJ.getInstance() != null) IJ.log(line);
    }

    private void fail(final String sentence) {
        if (Macro.getOptions() != null) IJ.error(getInfo().getTitle(), sentence);
        else cancel(sentence);
    }
}
