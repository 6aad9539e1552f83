package sc.fiji.neuroglancer.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.Monitor;

/** A desk in a macro that keeps what it is told. */
public final class TestDesk implements Desk {

    public final List<String> lines = new ArrayList<>();
    public final StringBuilder plan = new StringBuilder();
    public String status = "";
    public String line = "";
    public URI page;
    public ObjectNode result = JsonNodeFactory.instance.objectNode();
    private final ImagePlus image;

    public TestDesk() {
        this(null);
    }

    public TestDesk(final ImagePlus image) {
        this.image = image;
    }

    /** The values of a command in a macro; pairs of keys and values. */
    public static Values values(final Command command, final String... pairs) {
        final Map<String, String> given = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) given.put(pairs[i], pairs[i + 1]);
        return command.values(Voice.MACRO, given);
    }

    /** Runs a command; its failures are thrown. */
    public TestDesk run(final Command command, final Map<String, String> given) throws IOException {
        command.run(command.values(Voice.MACRO, given), this);
        return this;
    }

    /** Exports an image with the values of a macro. */
    public static ImageExportResult exportImage(final ImagePlus image, final Map<String, String> given)
            throws IOException {
        return ExportImage.export(image, new ExportImage().values(Voice.MACRO, given), new TestDesk(image));
    }

    /** Exports points with the values of a macro. */
    public static ExportPoints.Done exportPoints(final ImagePlus image, final Map<String, String> given)
            throws IOException {
        return ExportPoints.export(new ExportPoints().values(Voice.MACRO, given), new TestDesk(image));
    }

    /** The dialog of a command. */
    public static Form form(final Command command, final ImagePlus image) {
        try {
            return command.form(new TestDesk(image));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of the log. */
    public String all() {
        return String.join("\n", lines);
    }

    @Override
    public Voice voice() {
        return Voice.MACRO;
    }

    @Override
    public ImagePlus image() {
        return image;
    }

    @Override
    public Monitor progress() {
        return Monitor.NONE;
    }

    @Override
    public Prompt prompt() {
        return Prompt.NOBODY;
    }

    @Override
    public void announce(final Message message) {
        plan.append(message);
    }

    @Override
    public void status(final Message message) {
        status = say(message);
    }

    @Override
    public void log(final Message message) {
        lines.add(say(message));
    }

    @Override
    public void warn(final Message message) {
        lines.add(say(message));
    }

    @Override
    public void result(final Message message, final ObjectNode object) {
        result = object;
        line = message == null ? "" : say(message);
    }

    @Override
    public void browse(final URI address) {
        page = address;
    }

    @Override
    public void show(final String text) {
        throw new AssertionError(text);
    }

    @Override
    public void fail(final Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void canceled(final Message message) {
        throw new AssertionError(message);
    }
}
