package sc.fiji.neuroglancer.commands;

import ij.Macro;
import ij.gui.HTMLDialog;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.convert.ConvertService;
import org.scijava.plugin.Parameter;
import sc.fiji.neuroglancer.command.Command;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.MacroOptions;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.help.HelpPage;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;

/**
 * A command of Fiji: its fields become the values of a {@link Command}. In a macro a failure stops the macro; a user's
 * cancel never does.
 *
 * <p>This is not a {@code DynamicCommand}: SciJava gives scripts that run one nothing to wait for.
 */
abstract class JobCommand extends ContextCommand {

    /** The field of a command's dialog that tells what will be done. */
    private static final String OUTLOOK = "outlook";

    @Parameter
    private CommandService commands;

    @Parameter
    private ConvertService converter;

    private final Command command;
    private Form form;

    JobCommand(final Command command) {
        this.command = command;
    }

    @Override
    public final void run() {
        try (FijiDesk desk = desk()) {
            command.run(this::values, desk);
        }
    }

    private FijiDesk desk() {
        return new FijiDesk(this, form != null);
    }

    private Values values() {
        takeMacro();
        final Values values = command.values(Voice.MACRO, given());
        if (form != null) form.remember(values);
        return values;
    }

    /** Sets what a macro gives: SciJava itself ignores flags without a value, and keys in capital letters. */
    private void takeMacro() {
        final String options = Macro.getOptions();
        if (options == null) return;
        final Map<String, String> given = MacroOptions.ofMacro(options);
        given.remove(FijiDesk.IMAGE);
        final Values values = command.values(Voice.MACRO, given);
        for (final String name : given.keySet()) set(fields(), name, values.text(name));
    }

    private void set(final CommandModule fields, final String name, final String text) {
        fields.setInput(
                name, converter.convert(text, fields.getInfo().getInput(name).getType()));
    }

    /** Whether a user is asked for the values: not without a screen, nor when a macro gives some. */
    final boolean isAsking() {
        return Macro.getOptions() == null
                && !GraphicsEnvironment.isHeadless()
                && !command.keys().isEmpty();
    }

    /**
     * Fills in a dialog that is going to open. Returns what to tell the user in its place when the command cannot do
     * anything; else an empty text.
     */
    final String openForm() {
        try (FijiDesk desk = desk()) {
            form = command.form(desk).after(given());
        } catch (final InputException | IOException e) {
            return Failure.message(e).in(Voice.DIALOG);
        }
        final CommandModule fields = fields();
        for (final Key key : command.keys())
            if (key.standard().equals(String.valueOf(fields.getInput(key.name()))))
                set(fields, key.name(), form.start(key));
        preview(false);
        return "";
    }

    /** Called by a dialog when another profile is named: shows what is known of it. */
    final void reload() {
        if (form == null) return;
        final Form next = form.after(given());
        if (next != form) {
            form = next;
            form.suggestions().forEach((name, text) -> set(fields(), name, text));
        }
        preview();
    }

    /** Called by a dialog when a field was changed: says what will be done, or what is wrong. */
    final void preview() {
        preview(true);
    }

    /** @param changed whether a field was; what the user has not touched yet is not called wrong in red */
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

    private Map<String, String> given() {
        final Map<String, String> given = new LinkedHashMap<>();
        final CommandModule fields = fields();
        for (final Key key : command.keys()) given.put(key.name(), String.valueOf(fields.getInput(key.name())));
        return given;
    }

    final CommandModule fields() {
        return new CommandModule(commands.getCommand(getClass()), this);
    }

    final String title() {
        return fields().getInfo().getTitle();
    }
}
