package sc.fiji.neuroglancer.commands;

import ij.IJ;
import ij.Macro;
import ij.gui.HTMLDialog;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.convert.ConvertService;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.ui.DialogPrompt;
import org.scijava.ui.UIService;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.MacroOptions;
import sc.fiji.neuroglancer.command.MissingJar;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.help.HelpPage;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * What every command does around its job: values from fields, progress and cancel through a SciJava task, failures as
 * one sentence. In a macro a failure stops the macro; a user's cancel never does.
 *
 * <p>This is no {@code DynamicCommand}: SciJava gives scripts that run one nothing to wait for.
 */
abstract class JobCommand extends ContextCommand {

    /** The field of a command's dialog that tells what will be done. */
    private static final String OUTLOOK = "outlook";

    @Parameter
    private CommandService commands;

    @Parameter
    private ConvertService converter;

    @Parameter
    private TaskService tasks;

    @Parameter
    private StatusService statuses;

    @Parameter
    private LogService logs;

    @Parameter
    private UIService windows;

    private Form form;

    /** The keys of the command; its fields have the same names. */
    abstract List<Key> keys();

    /**
     * What the dialog shows; asked for only when there is one.
     *
     * @throws InputException when the command cannot do anything now
     */
    Form form() {
        return Form.of(keys());
    }

    /** Does the work; a failure is thrown as an exception with a sentence for the user. */
    abstract void runJob(Monitor monitor) throws IOException;

    @Override
    public final void run() {
        final Task task = tasks.createTask(title());
        task.start();
        try {
            takeMacro();
            if (form != null) form.remember(values());
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
        } catch (final LinkageError e) {
            fail(MissingJar.sentence(e));
        } finally {
            task.finish();
        }
    }

    /** Sets what a macro gives: SciJava itself passes over flags without a value, and keys in capital letters. */
    private void takeMacro() {
        final String options = Macro.getOptions();
        if (options == null) return;
        final Map<String, String> given = MacroOptions.ofMacro(options);
        given.remove("image");
        final Values values = Values.of(keys(), given);
        final CommandModule fields = fields();
        for (final String name : given.keySet()) set(fields, name, values.text(name));
    }

    private void set(final CommandModule fields, final String name, final String text) {
        fields.setInput(
                name, converter.convert(text, fields.getInfo().getInput(name).getType()));
    }

    /**
     * Fills in a dialog that is going to open. Returns what to tell the user in its place, when the command cannot do
     * anything.
     */
    final Optional<String> openForm() {
        try {
            form = form();
        } catch (final InputException e) {
            return Optional.of(e.getMessage());
        }
        final CommandModule fields = fields();
        for (final Key key : keys())
            if (key.standard().equals(String.valueOf(fields.getInput(key.name())))) suggest(fields, key);
        preview(false);
        return Optional.empty();
    }

    /** Called by a dialog when another profile is named: shows what is known of it. */
    final void reload() {
        if (form == null) return;
        form.following(given()).ifPresent(other -> {
            form = other;
            final CommandModule fields = fields();
            for (final Key key : keys()) suggest(fields, key);
        });
        preview();
    }

    private void suggest(final CommandModule fields, final Key key) {
        form.suggestion(key).ifPresent(text -> set(fields, key.name(), text));
    }

    /** Called by a dialog when a field was changed: says what will be done, or what is wrong. */
    final void preview() {
        preview(true);
    }

    /** @param changed whether a field was; what nobody has touched yet is not called wrong in red */
    private void preview(final boolean changed) {
        if (form == null) return;
        final Form.Outlook outlook = form.outlook(given());
        final String text = outlook.text().replace("&", "&amp;").replace("<", "&lt;");
        final String color = outlook.isGood() || !changed ? "#000000" : "#b00000";
        fields().setInput(OUTLOOK, "<html><p style=\"width: 330px; color: " + color + "\">" + text + "</p></html>");
    }

    /** Called by a dialog when its button is pressed: shows the page that comes with the plugin. */
    final void help() {
        new HTMLDialog(title() + " Help", HelpPage.html(title()));
    }

    /** The values of the fields, checked. */
    final Values values() {
        return Values.of(keys(), given());
    }

    private Map<String, String> given() {
        final Map<String, String> given = new LinkedHashMap<>();
        final CommandModule fields = fields();
        for (final Key key : keys()) given.put(key.name(), String.valueOf(fields.getInput(key.name())));
        return given;
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

    /** Whether the user was asked for the values. */
    final boolean hasDialog() {
        return form != null;
    }

    /** Shows a result in a window. */
    final void show(final String text) {
        windows.showDialog(text, title(), DialogPrompt.MessageType.PLAIN_MESSAGE);
    }

    /** Shows a line in the status bar. */
    final void status(final String line) {
        statuses.showStatus(line);
    }

    /** Writes a line to ImageJ's log; where that is not open to anybody, to SciJava's, which nobody need look at. */
    final void log(final String line) {
        logs.debug(line);
        if (IJ.getInstance() != null) IJ.log(line);
    }

    /** Writes a result: to the log, and where there is none to the standard output. */
    final void print(final String line) {
        if (IJ.getInstance() == null) logs.info(line);
        else IJ.log(line);
    }

    /** Whether a user is asked for the values: not without a screen, nor when a macro gives some. */
    static boolean isAsking() {
        return Macro.getOptions() == null && !GraphicsEnvironment.isHeadless();
    }

    /** Tells the user something that is not in order. */
    final void warn(final String sentence) {
        if (IJ.getInstance() == null) logs.warn(sentence);
        else IJ.log(sentence);
    }

    private void fail(final String sentence) {
        statuses.showStatus(1, 1, ""); // what was under way is so no more
        if (IJ.isMacro() || Macro.getOptions() != null) IJ.error(title(), sentence);
        else cancel(sentence);
    }
}
