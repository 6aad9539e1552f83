package sc.fiji.neuroglancer.ij1;

import ij.IJ;
import ij.plugin.PlugIn;
import sc.fiji.neuroglancer.command.MissingJar;

/**
 * The entry of {@code plugins.config}; its argument says which command. The underscore lets ImageJ report a class that
 * it cannot load.
 *
 * <p>This class refers to nothing but ImageJ and Java, so that it can be loaded without the jars that Fiji ships, and
 * can name the one that is missing.
 */
@SuppressWarnings("checkstyle:TypeName")
public final class Neuroglancer_Plugin implements PlugIn {

    /** Shares the active image and its points. */
    public static final String SHARE = "share";

    /** Exports the active image. */
    public static final String EXPORT_IMAGE = "export-image";

    /** Exports ROIs or a file of points. */
    public static final String EXPORT_POINTS = "export-points";

    /** Puts a link on the clipboard. */
    public static final String COPY_LINK = "copy-link";

    /** Opens a dataset in the browser. */
    public static final String VIEW = "view";

    /** Ends the local server. */
    public static final String STOP_SERVING = "stop-serving";

    /** Uploads a dataset. */
    public static final String UPLOAD = "upload";

    /** Checks what others can read of a dataset. */
    public static final String CHECK = "check";

    /** Keeps profiles of storages. */
    public static final String SETTINGS = "settings";

    @Override
    public void run(final String command) {
        try {
            PlainCommands.run(command);
        } catch (final LinkageError e) {
            IJ.error("Neuroglancer", MissingJar.sentence(e));
        }
    }
}
