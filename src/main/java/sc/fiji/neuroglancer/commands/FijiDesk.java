package sc.fiji.neuroglancer.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.platform.PlatformService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.ui.DialogPrompt;
import org.scijava.ui.UIService;
import sc.fiji.neuroglancer.command.Desk;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.imglib2.ImgLib2Source;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.Monitor;

/** Fiji, by the services of SciJava. */
final class FijiDesk implements Desk, AutoCloseable {

    /** The field of a command that takes the active image. */
    static final String IMAGE = "image";

    /** The fields of a command that take an image of ImgLib2 from a script, and its axes. */
    static final String DATA = "data";

    static final String AXES = "axes";

    private final JobCommand command;
    private final boolean asked;
    private final Context context;
    private Task task;

    /** @param asked whether a user gave the values in a dialog */
    FijiDesk(final JobCommand command, final boolean asked) {
        this.command = command;
        this.asked = asked;
        context = command.context();
    }

    @Override
    public Voice voice() {
        return asked ? Voice.DIALOG : Voice.MACRO;
    }

    @Override
    public ImagePlus image() {
        return (ImagePlus) command.fields().getInput(IMAGE);
    }

    @Override
    public PixelSource data(final String name) {
        final Object data = command.fields().getInfo().getInput(DATA) == null
                ? null
                : command.fields().getInput(DATA);
        if (!(data instanceof RandomAccessibleInterval<?> image)) return null;
        return ImgLib2Source.ofAny(image, String.valueOf(command.fields().getInput(AXES)), name);
    }

    @Override
    public Monitor progress() {
        close();
        task = context.service(TaskService.class).createTask(command.title());
        task.start();
        return new TaskProgress(task, context.service(StatusService.class), command);
    }

    @Override
    public void close() {
        if (task != null) task.finish();
    }

    @Override
    public Prompt prompt() {
        return SwingPrompt.of(Macro.getOptions() != null || IJ.isMacro());
    }

    @Override
    public void announce(final Message plan) {
        status(plan);
    }

    @Override
    public void status(final Message line) {
        context.service(StatusService.class).showStatus(say(line));
    }

    /** Writes to ImageJ's log; where that is not open, to SciJava's, which users need not read. */
    @Override
    public void log(final Message line) {
        context.service(LogService.class).debug(say(line));
        if (IJ.getInstance() != null) IJ.log(say(line));
    }

    @Override
    public void warn(final Message sentence) {
        if (IJ.getInstance() == null) context.service(LogService.class).warn(say(sentence));
        else IJ.log(say(sentence));
    }

    /** Sets the outputs of the command. A link is printed where there is no log. */
    @Override
    public void result(final Message line, final ObjectNode result) {
        final CommandModule fields = command.fields();
        for (final ModuleItem<?> output : fields.getInfo().outputs())
            fields.setOutput(output.getName(), result.path(output.getName()).asText(""));
        if (line == null) return;
        if (IJ.getInstance() == null && result.has("link"))
            context.service(LogService.class).info(say(line));
        else log(line);
    }

    @Override
    public void browse(final URI page) {
        if (GraphicsEnvironment.isHeadless()) return;
        try {
            context.service(PlatformService.class).open(page.toURL());
        } catch (final IOException e) {
            warn(NO_BROWSER);
        }
    }

    @Override
    public void show(final String text) {
        context.service(UIService.class).showDialog(text, command.title(), DialogPrompt.MessageType.PLAIN_MESSAGE);
    }

    @Override
    public void fail(final Throwable failure) {
        final String sentence = say(Failure.message(failure));
        context.service(StatusService.class).showStatus(1, 1, ""); // what was under way has ended
        if (IJ.isMacro() || Macro.getOptions() != null) IJ.error(command.title(), sentence);
        else command.cancel(sentence);
    }

    @Override
    public void canceled(final Message sentence) {
        status(sentence);
        command.cancel(null);
    }
}
