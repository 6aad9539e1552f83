package sc.fiji.neuroglancer.cli;

import ij.ImagePlus;
import ij.io.Opener;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.FolderOpener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import sc.fiji.neuroglancer.task.InputException;

/** Opens images without a window, virtually where ImageJ can. */
final class Images {

    private Images() {}

    /**
     * Opens a TIFF as virtual stack, a folder as virtual stack of its files in the order of their names, or any other
     * image that ImageJ reads.
     *
     * @throws InputException when there is none, or ImageJ cannot read it
     */
    static ImagePlus open(final Path path) {
        if (!Files.exists(path)) throw new InputException(path + " does not exist.");
        final String file = path.toAbsolutePath().normalize().toString();
        final ImagePlus image = Files.isDirectory(path)
                ? FolderOpener.open(file, "virtual")
                : isTiff(path) ? FileInfoVirtualStack.openVirtual(file) : new Opener().openImage(file);
        if (image == null)
            throw new InputException("ImageJ cannot read " + path
                    + ": give a TIFF or a folder of slices, or open it in Fiji and export it there.");
        return image;
    }

    private static boolean isTiff(final Path path) {
        final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff");
    }
}
