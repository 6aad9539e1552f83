package sc.fiji.neuroglancer.cli;

import static sc.fiji.neuroglancer.message.Slot.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.command.Desk;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.command.UsageException;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.Monitor;

/** A shell: images come from files, and no user is asked for a login. */
final class ShellDesk implements Desk {

    private static final String NUMBER = "(\\d+\\.?\\d*|\\.\\d+)";
    private static final Pattern THREE_NUMBERS = Pattern.compile(String.join("\\s*,\\s*", NUMBER, NUMBER, NUMBER));
    private static final String TRY_HELP = " Try --help.";

    private final Terminal terminal;
    private final Arguments arguments;
    private final List<String> warned = new ArrayList<>();
    private int code = Main.OK;

    ShellDesk(final Terminal terminal, final Arguments arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    /** The exit code. */
    int code() {
        return code;
    }

    @Override
    public Voice voice() {
        return Voice.SHELL;
    }

    @Override
    public String say(final Message message) {
        return terminal.said(message);
    }

    @Override
    public ImagePlus image() throws IOException {
        if (arguments.image().isEmpty()) return null;
        final ImagePlus image = Images.open(arguments.image());
        if (!arguments.calibration().given().isEmpty()) calibrate(image);
        return image;
    }

    /** A folder of slices rarely knows its voxel size. */
    private void calibrate(final ImagePlus image) {
        final Calibration calibration = image.getCalibration();
        final Values values = arguments.calibration();
        final String voxel = values.text("voxel").trim();
        if (!voxel.isEmpty()) {
            final Matcher m = THREE_NUMBERS.matcher(voxel);
            if (!m.matches())
                throw new UsageException(
                        "{} '{}' cannot be used: give three sizes such as 0.65,0.65,2.", key("voxel"), voxel);
            calibration.pixelWidth = Double.parseDouble(m.group(1));
            calibration.pixelHeight = Double.parseDouble(m.group(2));
            calibration.pixelDepth = Double.parseDouble(m.group(3));
        }
        if (!values.text("unit").isBlank())
            calibration.setUnit(values.text("unit").trim());
        if (Units.isNone(calibration.getUnit()))
            warn(Message.of(
                    "The image has no unit of length, so viewers show voxels without a scale: give {} and {}.",
                    key("voxel"),
                    key("unit")));
    }

    @Override
    public Monitor progress() {
        return terminal.progress();
    }

    @Override
    public Prompt prompt() {
        return Prompt.NOBODY;
    }

    @Override
    public void announce(final Message plan) {
        terminal.note(plan);
    }

    @Override
    public void status(final Message line) {
        // the result says it
    }

    @Override
    public void log(final Message line) {
        terminal.note(line);
    }

    @Override
    public void warn(final Message sentence) {
        warned.add(say(sentence));
        terminal.note(sentence);
    }

    @Override
    public List<String> warned() {
        return List.copyOf(warned);
    }

    @Override
    public void result(final Message line, final ObjectNode result) {
        if (line != null || arguments.json()) terminal.result(line == null ? "" : say(line), result);
    }

    @Override
    public void browse(final URI page) {
        final boolean open = Browser.open(page);
        log(Message.text(open ? "Opening it in the browser." : "Open it in a browser of this computer."));
    }

    @Override
    public void show(final String text) {
        // there are no windows
    }

    @Override
    public void fail(final Throwable failure) {
        final Message sentence = Failure.message(failure);
        final boolean usage = failure instanceof UsageException;
        terminal.failure(usage ? Message.of("{}" + TRY_HELP, sentence) : sentence);
        code = usage ? Main.USAGE : Main.FAILED;
    }

    @Override
    public void canceled(final Message sentence) {
        terminal.failure(sentence);
        code = Main.FAILED;
    }
}
