package sc.fiji.neuroglancer.ij1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.BrowserLauncher;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import sc.fiji.neuroglancer.command.Command;
import sc.fiji.neuroglancer.command.Commands;
import sc.fiji.neuroglancer.command.Desk;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.command.Lines;
import sc.fiji.neuroglancer.command.MacroOptions;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.commands.SwingPrompt;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.Monitor;

/** Plain ImageJ, with its own dialogs; in a macro without any. */
final class ImageJDesk implements Desk {

    /** Letters in a line: ImageJ's windows are as wide as the longest one. */
    private static final int COLUMNS = 90;

    private final Command command;
    private final String options = Macro.getOptions();
    private final boolean asking = options == null && !GraphicsEnvironment.isHeadless();

    private ImageJDesk(final Command command) {
        this.command = command;
    }

    /** Runs a command with the values of the macro, or those that the user gives. */
    static void run(final String word) {
        final ImageJDesk desk = new ImageJDesk(Commands.byWord(word));
        try {
            desk.command.run(desk::values, desk);
        } finally {
            IJ.showProgress(1.0);
        }
    }

    /** Without a screen no user is asked, and what a macro does not give has its default. */
    private Values values() throws IOException {
        if (asking && !command.keys().isEmpty()) return PlainDialog.ask(command.label(), command.form(this));
        return command.values(Voice.MACRO, options == null ? Map.of() : MacroOptions.ofMacro(options));
    }

    @Override
    public Voice voice() {
        return asking ? Voice.DIALOG : Voice.MACRO;
    }

    @Override
    public ImagePlus image() {
        return WindowManager.getCurrentImage();
    }

    @Override
    public Monitor progress() {
        return new StatusProgress();
    }

    @Override
    public Prompt prompt() {
        return SwingPrompt.of(options != null);
    }

    @Override
    public void announce(final Message plan) {
        status(plan);
    }

    @Override
    public void status(final Message line) {
        IJ.showStatus(say(line));
    }

    @Override
    public void log(final Message line) {
        IJ.log(say(line));
    }

    @Override
    public void warn(final Message sentence) {
        log(sentence);
    }

    @Override
    public void result(final Message line, final ObjectNode result) {
        if (line != null) log(line);
    }

    @Override
    public void browse(final URI page) {
        if (GraphicsEnvironment.isHeadless()) return;
        try {
            BrowserLauncher.openURL(page.toString());
        } catch (final IOException e) {
            log(NO_BROWSER);
        }
    }

    @Override
    public void show(final String text) {
        IJ.showMessage(command.label(), text);
    }

    @Override
    public void fail(final Throwable failure) {
        final String sentence = say(Failure.message(failure));
        IJ.showStatus(""); // what was under way has ended
        IJ.showProgress(1.0);
        final boolean window = !GraphicsEnvironment.isHeadless();
        IJ.error(command.label(), window ? String.join("\n", Lines.wrap(sentence, COLUMNS)) : sentence);
    }

    @Override
    public void canceled(final Message sentence) {
        status(sentence);
    }
}
