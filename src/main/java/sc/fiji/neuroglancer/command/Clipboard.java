package sc.fiji.neuroglancer.command;

import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;

/** The system's clipboard. */
final class Clipboard {

    private Clipboard() {}

    /** Puts a text there; returns whether there is a clipboard that took it. */
    static boolean copy(final String text) {
        if (GraphicsEnvironment.isHeadless()) return false;
        try {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
            return true;
        } catch (final IllegalStateException e) { // another program has it open
            return false;
        }
    }
}
