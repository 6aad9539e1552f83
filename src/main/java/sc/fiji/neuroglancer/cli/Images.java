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

/** Opens images without a window, virtually where ImageJ can. */
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

    /** Opens what a user has named; {@code ~/} is the home folder, also where a shell does not know it. */
    static ImagePlus open(final String typed) throws IOException {
        return open(Address.path(typed));
    }

    /**
     * Opens a TIFF or an AVI as virtual stack, a folder as virtual stack of its files in the order of their names, or
     * any other image that ImageJ reads.
     *
     * @throws InputException when there is none, or ImageJ cannot read it
     * @throws IOException when the file cannot be read at all
     */
    static ImagePlus open(final Path path) throws IOException {
        if (!Files.exists(path)) throw new InputException(path + " does not exist: check the path.");
        if (Files.isDirectory(path)) return openFolder(path);
        final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (isTiff(path)) return open(path, file -> openTiff(path, file));
        if (name.endsWith(".tif") || name.endsWith(".tiff"))
            throw new InputException(path + " is named like a TIFF, but is none" + REMEDY);
        if (name.endsWith(".avi")) return open(path, file -> AVI_Reader.open(file, true));
        return open(path, file -> new Opener().openImage(file));
    }

    private static ImagePlus openFolder(final Path path) throws IOException {
        final String[] all = path.toFile().list();
        final String[] images = FolderOpener.getFilteredList(all == null ? new String[0] : all, "", "");
        if (images == null || images.length == 0)
            throw new InputException(path + " holds no images: give a folder of slices, or a TIFF.");
        final ImagePlus image = open(path, folder -> FolderOpener.open(folder, "virtual"));
        if (image.getStackSize() > images.length)
            throw new InputException(path + " holds files of several slices each (" + images.length + " files, "
                    + image.getStackSize() + " slices): give one of these files, or a folder of single slices.");
        return image;
    }

    /** Whether it begins like a TIFF. */
    private static boolean isTiff(final Path path) throws IOException {
        final byte[] magic;
        try (InputStream in = Files.newInputStream(path)) {
            magic = in.readNBytes(MAGIC);
        }
        final String begin = new String(magic, StandardCharsets.ISO_8859_1);
        if (begin.equals("II+\0") || begin.equals("MM\0+"))
            throw new InputException(path + " is a BigTIFF, which ImageJ cannot read by itself: open it in Fiji through"
                    + " Bio-Formats and export it there, or give a folder of slices.");
        return begin.equals("II*\0") || begin.equals("MM\0*");
    }

    /** Puts what ImageJ prints, as it cannot show a dialog, into the sentence. */
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
        } catch (final IOException e) { // ImageJ's say what is wrong, but not where
            why = " (" + e.getMessage().strip().replaceAll("\\.$", "") + ")";
        } catch (final RuntimeException e) { // ImageJ's readers do not check what they read
            why = " (" + e + ")";
        } finally {
            System.setOut(out);
        }
        if (image != null) return image;
        final String text = said.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        throw new InputException("ImageJ cannot read " + path + (text.isEmpty() ? why : " (" + text + ")") + REMEDY);
    }

    /** As virtual stack, which of 48-bit colour would show red alone: those are read at once. */
    private static ImagePlus openTiff(final Path path, final String file) throws IOException {
        final Path absolute = path.toAbsolutePath().normalize();
        final FileInfo[] pages = new TiffDecoder(
                        absolute.getParent().toString(), absolute.getFileName().toString())
                .getTiffInfo();
        if (pages == null || pages.length == 0) return null;
        checkOme(path, pages[0].description);
        final boolean colour = pages[0].fileType == FileInfo.RGB48 || pages[0].fileType == FileInfo.RGB48_PLANAR;
        return colour ? openColour(file, pages.length) : FileInfoVirtualStack.openVirtual(file);
    }

    /** ImageJ takes the colours of many pages for slices along z. */
    private static ImagePlus openColour(final String file, final int pages) {
        final ImagePlus image = new Opener().openImage(file);
        if (image == null || pages == 1 || image.getStackSize() != RGB * pages) return image;
        image.setDimensions(RGB, pages, 1);
        return new CompositeImage(image, IJ.COMPOSITE);
    }

    /** ImageJ takes the planes of an OME-TIFF for slices along z, whatever they are. */
    private static void checkOme(final Path path, final String description) {
        if (description == null || !description.contains("<OME")) return;
        final Matcher size = OME_SIZE.matcher(description);
        while (size.find()) {
            if (!size.group(1).equals("1"))
                throw new InputException(path + " is an OME-TIFF of several channels or times, which ImageJ cannot tell"
                        + " apart by itself: open it in Fiji through Bio-Formats and export it there.");
        }
    }
}
