package sc.fiji.neuroglancer.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.Monitor;

/** Where a command runs: what it works on, and how it reaches the user. */
public interface Desk {

    /** What to tell the user when no browser can be started. */
    Message NO_BROWSER = Message.text("No browser could be started: open this link in one yourself.");

    /** How users are spoken to; {@code DIALOG} only where one asked for the values. */
    Voice voice();

    /**
     * The image to work on; null when none is open.
     *
     * @throws IOException when it is in a file that cannot be read
     */
    ImagePlus image() throws IOException;

    /**
     * An image that a script gives in place of {@link #image()}; null when there is none.
     *
     * @param name its title
     */
    default PixelSource data(final String name) {
        return null;
    }

    /** Shows the progress of a job and knows whether the user cancels it. */
    Monitor progress();

    /** Asks for logins. */
    Prompt prompt();

    /** Tells in one line what a job will make, before it starts. */
    void announce(Message plan);

    /** Shows what was done, in a short line that is not kept. */
    void status(Message line);

    /** Writes a line to the log. */
    void log(Message line);

    /** Tells what the user should mind. */
    void warn(Message sentence);

    /** The sentences of {@link #warn} so far; empty where they are not part of the result. */
    default List<String> warned() {
        return List.of();
    }

    /**
     * Gives the result.
     *
     * @param line for people; null when only programs get it
     * @param result for programs; scripts get {@code link} of it
     */
    void result(Message line, ObjectNode result);

    /** Opens a page in the browser where there is a screen. */
    void browse(URI page);

    /** Shows a result in a window. */
    void show(String text);

    /** Tells why a command failed. */
    void fail(Throwable failure);

    /** Tells that the user canceled the command. */
    void canceled(Message sentence);

    /** A message as this desk says it. */
    default String say(final Message message) {
        return message.in(voice());
    }
}
