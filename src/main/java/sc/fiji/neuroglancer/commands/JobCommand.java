package sc.fiji.neuroglancer.commands;

import ij.IJ;
import ij.Macro;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.prefs.PrefService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import sc.fiji.neuroglancer.entry.Failure;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.LastExport;
import sc.fiji.neuroglancer.entry.MacroOptions;
import sc.fiji.neuroglancer.entry.Values;
import sc.fiji.neuroglancer.export.Destination;
import sc.fiji.neuroglancer.http.credentials.Prompt;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * What every command does around its job: values from fields, progress and cancel through a SciJava task, failures as
 * one sentence. In a macro a failure stops the macro; a user's cancel never does.
 *
 * <p>This is no {@code DynamicCommand}: SciJava gives scripts that run one nothing to wait for.
 */
abstract class JobCommand extends ContextCommand {

    @Parameter
    private CommandService commands;

    @Parameter
    private TaskService tasks;

    @Parameter
    private StatusService statuses;

    @Parameter
    private LogService logs;

    @Parameter
    private PrefService preferences;

    /** The keys of the command; its fields have the same names. */
    abstract List<Key> keys();

    /** Does the work; a failure is thrown as an exception with a sentence for the user. */
    abstract void runJob(Monitor monitor) throws IOException;

    @Override
    public final void run() {
        final Task task = tasks.createTask(title());
        task.start();
        try {
            forgetSecrets();
            checkMacro();
            runJob(new TaskProgress(task, statuses, this));
        } catch (final InputException e) {
            fail(e.getMessage());
        } catch (final IOException e) {
            fail(Failure.sentence(e));
        } catch (final CancellationException e) {
            status(Failure.canceled(keys()));
            cancel(null);
        } catch (final OutOfMemoryError e) {
            fail("There is not enough memory: close other images or raise it in Edit > Options > Memory & Threads.");
        } finally {
            task.finish();
        }
    }

    /** SciJava keeps folders for the next time before this runs; an address with a login in it must not stay there. */
    private void forgetSecrets() {
        for (final Key key : keys()) {
            final boolean kept = key.kind() == Key.Kind.FOLDER;
            final String value = kept ? String.valueOf(fields().getInput(key.name())) : "";
            if (Destination.isAddress(value) && value.matches("(?s).*[@?#].*"))
                preferences.remove(getClass(), key.name());
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
        final CommandModule fields = fields();
        for (final Key key : keys()) given.put(key.name(), String.valueOf(fields.getInput(key.name())));
        return Values.of(keys(), given);
    }

    private CommandModule fields() {
        return new CommandModule(commands.getCommand(getClass()), this);
    }

    private String title() {
        return fields().getInfo().getTitle();
    }

    /** Asks for logins; a macro asks nobody. */
    static Prompt prompt() {
        return SwingPrompt.of(Macro.getOptions() != null || IJ.isMacro());
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

    /** Writes a result: to the log, and where there is none to the standard output. */
    final void print(final String line) {
        if (IJ.getInstance() == null) logs.info(line);
        else IJ.log(line);
    }

    /** Whether a user is asked for the values, so that fields may be filled in for him. */
    static boolean isAsking() {
        return Macro.getOptions() == null && !IJ.isMacro() && !GraphicsEnvironment.isHeadless();
    }

    /** What an empty field for a dataset shows when a user is asked for the values. */
    final String filledIn(final String name, final String value) {
        if (!isAsking() || !value.isEmpty()) return value;
        for (final Key key : keys()) if (key.name().equals(name)) return LastExport.filledIn(key);
        throw new IllegalArgumentException(name);
    }

    /** Tells the user something that is not in order. */
    final void warn(final String sentence) {
        if (IJ.getInstance() == null) logs.warn(sentence);
        else IJ.log(sentence);
    }

    private void fail(final String sentence) {
        if (IJ.isMacro() || Macro.getOptions() != null) IJ.error(title(), sentence);
        else cancel(sentence);
    }
}
