package sc.fiji.neuroglancer.cli;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.plugin.AVI_Reader;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.FolderOpener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.task.InputException;

/** Opens images without a window, as virtual stacks where ImageJ can. */
final class Images {

    private static final String REMEDY = ": give a TIFF or a folder of slices, or open it in Fiji and export it there.";
    private static final int MAGIC = 4;
    private static final int RGB = 3;
    private static final Pattern OME_SIZE = Pattern.compile("\\bSize[CT]=\"(\\d+)\"");

    private Images() {}

    /** Opens a file; null when ImageJ says why not. */
    @FunctionalInterface
    private interface Reader {
        ImagePlus read(String file) throws IOException;
    }

    /** Opens the image at a path; {@code ~/} is the home folder, even where the shell does not know that. */
    static ImagePlus open(final String typed) throws IOException {
        return open(Address.path(typed));
    }

    /**
     * Opens a TIFF or an AVI as a virtual stack, a folder as a virtual stack of its files in the order of their names,
     * or any other image that ImageJ reads.
     *
     * @throws InputException when there is no such file, or ImageJ cannot read it
     * @throws IOException when the file cannot be read at all
     */
    static ImagePlus open(final Path path) throws IOException {
        if (!Files.exists(path)) throw new InputException("{} does not exist: check the path.", path);
        if (Files.isDirectory(path)) return openFolder(path);
        final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (isTiff(path)) return open(path, file -> openTiff(path, file));
        if (name.endsWith(".tif") || name.endsWith(".tiff"))
            throw new InputException("{} has a TIFF extension but is not a TIFF file" + REMEDY, path);
        if (name.endsWith(".avi")) return open(path, file -> AVI_Reader.open(file, true));
        return open(path, file -> new Opener().openImage(file));
    }

    private static ImagePlus openFolder(final Path path) throws IOException {
        final String[] all = path.toFile().list();
        final String[] images = FolderOpener.getFilteredList(all == null ? new String[0] : all, "", "");
        if (images == null || images.length == 0)
            throw new InputException("{} contains no images: give a folder of slices, or a TIFF.", path);
        final ImagePlus image = open(path, folder -> FolderOpener.open(folder, "virtual"));
        if (image.getStackSize() > images.length)
            throw new InputException(
                    "{} contains files with several slices each ({} files, {} slices): give one of these files, or a"
                            + " folder of single slices.",
                    path,
                    images.length,
                    image.getStackSize());
        return image;
    }

    /** Whether a file begins like a TIFF. */
    private static boolean isTiff(final Path path) throws IOException {
        final byte[] magic;
        try (InputStream in = Files.newInputStream(path)) {
            magic = in.readNBytes(MAGIC);
        }
        final String begin = new String(magic, StandardCharsets.ISO_8859_1);
        if (begin.equals("II+\0") || begin.equals("MM\0+"))
            throw new InputException(
                    "{} is a BigTIFF, which ImageJ cannot read by itself: open it in Fiji with Bio-Formats and export it"
                            + " there, or give a folder of slices.",
                    path);
        return begin.equals("II*\0") || begin.equals("MM\0*");
    }

    /** Puts what ImageJ prints instead of showing it in a dialog into the message. */
    private static ImagePlus open(final Path path, final Reader reader) throws IOException {
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final PrintStream out = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        ImagePlus image = null;
        String why = "";
        try {
            image = reader.read(path.toAbsolutePath().normalize().toString());
        } catch (final InputException e) {
            throw e;
        } catch (final FileSystemException e) {
            throw e;
        } catch (final IOException e) { // ImageJ says what is wrong, but not where
            why = " (" + e.getMessage().strip().replaceAll("\\.$", "") + ")";
        } catch (final RuntimeException e) { // ImageJ's readers do not check what they read
            why = " (" + e + ")";
        } finally {
            System.setOut(out);
        }
        if (image != null) return image;
        final String text = said.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        throw new InputException("ImageJ cannot read {}{}" + REMEDY, path, text.isEmpty() ? why : " (" + text + ")");
    }

    /** As a virtual stack, except 48-bit color, of which a virtual stack would show only red. */
    private static ImagePlus openTiff(final Path path, final String file) throws IOException {
        final Path absolute = path.toAbsolutePath().normalize();
        final FileInfo[] pages = new TiffDecoder(
                        absolute.getParent().toString(), absolute.getFileName().toString())
                .getTiffInfo();
        if (pages == null || pages.length == 0) return null;
        checkOme(path, pages[0].description);
        final boolean color = pages[0].fileType == FileInfo.RGB48 || pages[0].fileType == FileInfo.RGB48_PLANAR;
        return color ? openColor(file, pages.length) : FileInfoVirtualStack.openVirtual(file);
    }

    /** ImageJ takes the colors of several pages for slices along z. */
    private static ImagePlus openColor(final String file, final int pages) {
        final ImagePlus image = new Opener().openImage(file);
        if (image == null || pages == 1 || image.getStackSize() != RGB * pages) return image;
        image.setDimensions(RGB, pages, 1);
        return new CompositeImage(image, IJ.COMPOSITE);
    }

    /** ImageJ takes all planes of an OME-TIFF for slices along z. */
    private static void checkOme(final Path path, final String description) {
        if (description == null || !description.contains("<OME")) return;
        final Matcher size = OME_SIZE.matcher(description);
        while (size.find()) {
            if (!size.group(1).equals("1"))
                throw new InputException(
                        "{} is an OME-TIFF with several channels or time points, which ImageJ cannot tell apart by itself:"
                                + " open it in Fiji with Bio-Formats and export it there.",
                        path);
        }
    }
}
