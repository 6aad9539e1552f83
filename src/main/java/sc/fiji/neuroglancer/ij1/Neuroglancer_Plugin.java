package sc.fiji.neuroglancer.ij1;

import ij.IJ;
import ij.plugin.PlugIn;
import sc.fiji.neuroglancer.command.MissingJar;

/**
 * The entry of {@code plugins.config}; its argument says which command. The underscore lets ImageJ report a class that
 * it cannot load.
 *
 * <p>This class refers only to ImageJ and Java, so that it can be loaded without the jars that Fiji ships, and can name
 * the one that is missing.
 */
@SuppressWarnings("checkstyle:TypeName")
public final class Neuroglancer_Plugin implements PlugIn {

    @Override
    public void run(final String word) {
        try {
            ImageJDesk.run(word);
        } catch (final LinkageError e) {
            IJ.error("Neuroglancer", MissingJar.message(e).toString());
        }
    }
}
