package sc.fiji.neuroglancer.command;

import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sc.fiji.neuroglancer.message.Message;

/** Puts links where users find them. */
final class LinkPlace {

    /** Where a link is written that cannot go to the clipboard: beside the dataset's folder. */
    static final String URL_FILE = "neuroglancer-url.txt";

    private LinkPlace() {}

    /**
     * Puts a link on the clipboard or, where there is none, into a file.
     *
     * @param folder of the file; null when the link is only in the log
     * @return where the link is; null when it is only in the log
     */
    static Message put(final String link, final Path folder) {
        if (isOnClipboard(link)) return Message.text("The Neuroglancer link is on the clipboard.");
        if (folder == null) return null;
        final Path file = folder.resolve(URL_FILE);
        try {
            Files.writeString(file, link + "\n");
            return Message.of("The Neuroglancer link is in {}.", file);
        } catch (final IOException e) {
            return Message.of("The Neuroglancer link is only in the log. {}", Failure.message(e));
        }
    }

    private static boolean isOnClipboard(final String text) {
        if (GraphicsEnvironment.isHeadless()) return false;
        try {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
            return true;
        } catch (final IllegalStateException e) { // another program has it open
            return false;
        }
    }
}
