package sc.fiji.neuroglancer.image.ij;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import sc.fiji.neuroglancer.image.Fingerprint;

/**
 * The files behind a virtual stack.
 *
 * <p>ImageJ does not report a plane that it cannot read: for a file that is missing, damaged, or truncated it returns a
 * white, blank, or half-filled plane. This class detects that, so that such a plane never becomes data. Needs 16 bytes
 * per plane.
 */
final class StackFiles {

    private static final long MISSING = -1;

    private final VirtualStack stack;
    private final String directory;
    private final long[] sizes;
    private final long[] times;
    private FileInfo firstHeader;
    private Path checkedPages;

    private StackFiles(final VirtualStack stack, final String directory) {
        this.stack = stack;
        this.directory = directory;
        sizes = new long[directory == null ? 0 : stack.getSize()];
        times = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            if (i > 0 && Objects.equals(name(i + 1), name(i))) {
                sizes[i] = sizes[i - 1];
                times[i] = times[i - 1];
            } else stat(i);
        }
    }

    /** Notes size and date of all files of a stack; a stack that has no files is fine. Reads no file. */
    static StackFiles of(final VirtualStack stack) {
        final String directory = stack.getDirectory();
        return new StackFiles(stack, directory == null || directory.isEmpty() ? null : directory);
    }

    private void stat(final int i) {
        final Path file = file(i + 1);
        sizes[i] = MISSING;
        if (file == null) return;
        try {
            final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            sizes[i] = now.size();
            times[i] = now.lastModifiedTime().toMillis();
        } catch (final IOException e) {
            sizes[i] = MISSING;
        }
    }

    private String name(final int index) {
        try {
            return stack.getFileName(stack.translate(index));
        } catch (final RuntimeException e) {
            // Stacks that inherit the method without having names fail in it.
            return null;
        }
    }

    private Path file(final int index) {
        if (directory == null || name(index) == null) return null;
        try {
            return Paths.get(directory).resolve(name(index));
        } catch (final InvalidPathException e) {
            return null;
        }
    }

    /** Adds names, sizes and dates of all files. */
    void describe(final Fingerprint fingerprint) {
        fingerprint.add(directory).add(sizes.length);
        if (directory == null) return;
        // Some readers give the path of their one file as directory.
        final File container = new File(directory);
        if (container.isFile()) fingerprint.add(container.length()).add(container.lastModified());
        for (int i = 0; i < sizes.length; i++)
            fingerprint.add(name(i + 1)).add(sizes[i]).add(times[i]);
    }

    /**
     * Checks a plane's file before it is read.
     *
     * @param index from 1
     * @throws IOException if the file is missing, has changed since this object was made, or cannot hold the plane
     */
    void beforeRead(final int index) throws IOException {
        final Path file = file(index);
        if (file == null) return;
        if (!Files.isReadable(file))
            throw new IOException(
                    "the file " + file + " is missing or cannot be read. Put it back, then export again.");
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (now.size() != sizes[index - 1] || now.lastModifiedTime().toMillis() != times[index - 1])
            throw new IOException("the file " + file
                    + " has changed since the export began. Open the image again, then export again.");
        if (stack instanceof FileInfoVirtualStack && !file.equals(checkedPages)) checkPages(file, now.size());
        if (isFolder() && (firstHeader == null || sizes[index - 1] != sizes[0])) checkHeader(file, now.size());
    }

    /** Whether each plane is a file of its own, opened by ImageJ's general opener. */
    private boolean isFolder() {
        return stack.getClass() == VirtualStack.class;
    }

    /**
     * Reads a plane from its file, if ImageJ's opener would do just that.
     *
     * @param index from 1
     * @param target receives the pixels
     * @return false if the stack itself has to read it
     */
    boolean readPlain(final int index, final PlainTiffs reader, final Object target) throws IOException {
        final Path file = isFolder() ? file(index) : null;
        return file != null && reader.read(file, target);
    }

    /** Files as long as the first one are not opened: they would have to be damaged without being truncated. */
    private void checkHeader(final Path file, final long size) throws IOException {
        final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".tif") && !name.endsWith(".tiff")) return;
        final FileInfo[] headers =
                new TiffDecoder(file.getParent().toString(), file.getFileName().toString()).getTiffInfo();
        if (headers == null || headers.length == 0)
            throw new IOException("the file " + file + " is not a TIFF image. Replace it, then export again.");
        final FileInfo header = headers[0];
        checkEnd(file, end(header), size);
        if (firstHeader == null) firstHeader = header;
        if (header.width != firstHeader.width || header.height != firstHeader.height)
            throw new IOException("the file " + file + " has " + header.width + " x " + header.height
                    + " pixels, but the others " + firstHeader.width + " x " + firstHeader.height
                    + ". Make all slices the same size, then export again.");
        if (header.getBytesPerPixel() != firstHeader.getBytesPerPixel())
            throw new IOException("the file " + file + " has " + 8 * header.getBytesPerPixel()
                    + " bits per pixel, but the others " + 8 * firstHeader.getBytesPerPixel()
                    + ". Make all slices the same type, then export again.");
    }

    /** If a TIFF is too short for its pages, ImageJ returns blank or half-filled planes. Raw files have no header. */
    private void checkPages(final Path file, final long size) throws IOException {
        final FileInfo[] headers =
                new TiffDecoder(file.getParent().toString(), file.getFileName().toString()).getTiffInfo();
        long end = 0;
        if (headers != null) for (final FileInfo header : headers) end = Math.max(end, end(header) + further(header));
        checkEnd(file, end, size);
        checkedPages = file;
    }

    /** Length of the pages that follow the first one without headers of their own, as ImageJ writes them. */
    private static long further(final FileInfo header) {
        if (header.nImages < 2 || header.compression != FileInfo.COMPRESSION_NONE) return 0;
        final long page = (long) header.width * header.height * header.getBytesPerPixel();
        return (header.nImages - 1L) * (page + header.getGap());
    }

    private static void checkEnd(final Path file, final long end, final long size) throws IOException {
        if (end > size)
            throw new IOException("the file " + file + " is cut short: it has " + size + " bytes, but needs " + end
                    + ". Copy it again, then export again.");
    }

    /** Where the pixels end in the file, or 0 when the header does not tell. */
    private static long end(final FileInfo header) {
        final boolean wholeBytes = header.fileType != FileInfo.BITMAP
                && header.fileType != FileInfo.GRAY12_UNSIGNED
                && header.fileType != FileInfo.GRAY10_UNSIGNED;
        final boolean oneStrip = header.stripOffsets == null || header.stripOffsets.length == 1;
        if (header.compression == FileInfo.COMPRESSION_NONE && oneStrip && wholeBytes)
            return header.getOffset() + (long) header.width * header.height * header.getBytesPerPixel();
        if (header.stripOffsets == null || header.stripLengths == null) return 0;
        long end = 0;
        final int strips = Math.min(header.stripOffsets.length, header.stripLengths.length);
        for (int i = 0; i < strips; i++)
            end = Math.max(end, (header.stripOffsets[i] & 0xffffffffL) + header.stripLengths[i]);
        return end;
    }

    /**
     * Checks a plane that was read.
     *
     * @param index from 1
     * @throws IOException if it is what ImageJ returns for a file it cannot open
     */
    void afterRead(final int index, final ImageProcessor plane) throws IOException {
        if (!isFolder() || file(index) == null || !startsWhite(plane)) return;
        final Opener opener = new Opener();
        opener.setSilentMode(true);
        IJ.redirectErrorMessages(true);
        final ImagePlus opened;
        try {
            opened = opener.openTempImage(directory, name(index));
        } finally {
            IJ.redirectErrorMessages(false);
        }
        if (opened == null)
            throw new IOException("ImageJ cannot open the file " + file(index) + ". Replace it, then export again.");
    }

    private static boolean startsWhite(final ImageProcessor plane) {
        for (int x = 0; x < plane.getWidth(); x++) {
            final boolean white = plane instanceof ColorProcessor
                    ? (plane.get(x, 0) & 0xffffff) == 0xffffff
                    : plane.getf(x, 0) == 255f;
            if (!white) return false;
        }
        return true;
    }
}
