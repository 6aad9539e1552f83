package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.task.InputException;

/** Reads ROIs from files saved by ImageJ: {@code .roi}, and {@code .zip} with many of them. Heap: the ROIs and one file. */
public final class RoiFiles {

    /** 60 million points; a larger file must be damaged. */
    private static final int MAX_BYTES = 512 << 20;

    private RoiFiles() {}

    /** Whether a file holds ROIs, according to its name. */
    public static boolean isRoiFile(final Path file) {
        final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".roi") || name.endsWith(".zip");
    }

    /**
     * Reads all ROIs, in the order of the file.
     *
     * @throws InputException when the file does not exist, has no ROIs, or has one that cannot be read
     */
    public static List<Roi> read(final Path file) throws IOException {
        if (!Files.isRegularFile(file))
            throw new InputException("The file {} does not exist. Check the name of the file with the ROIs.", file);
        final boolean one =
                file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".roi");
        if (!one) return unzip(file);
        try (InputStream in = Files.newInputStream(file)) {
            return List.of(
                    decode(in.readNBytes(MAX_BYTES), file, file.getFileName().toString()));
        }
    }

    private static List<Roi> unzip(final Path file) throws IOException {
        final List<Roi> rois = new ArrayList<>();
        // the encoding is for names that are not marked as UTF-8, as old programs write them
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            for (final ZipEntry entry : Collections.list(zip.entries())) {
                final String name = entry.getName().replaceFirst("(?s).*/", "");
                if (isRoi(name)) rois.add(decode(read(zip, entry), file, name));
            }
        } catch (final ZipException | EOFException | IllegalArgumentException e) { // the last is for names of entries
            throw new InputException(e, "{} is damaged ({}). Save the ROIs again.", file, e);
        }
        if (rois.isEmpty())
            throw new InputException("{} has no ROIs: save them in the ROI Manager with More > Save...", file);
        return rois;
    }

    /** A Mac adds metadata files whose names begin with ._ */
    private static boolean isRoi(final String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".roi") && !name.startsWith("._");
    }

    private static byte[] read(final ZipFile zip, final ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            final byte[] bytes = in.readNBytes(MAX_BYTES);
            final CRC32 checksum = new CRC32();
            checksum.update(bytes);
            if (checksum.getValue() != entry.getCrc()) throw new ZipException("wrong checksum of " + entry.getName());
            return bytes;
        }
    }

    private static Roi decode(final byte[] bytes, final Path file, final String name) {
        Roi roi = null;
        Exception cause = null;
        try {
            roi = new RoiDecoder(bytes, name).getRoi();
        } catch (final IOException | RuntimeException e) { // ImageJ does not validate what it reads
            cause = e;
        }
        if (roi == null)
            throw new InputException(
                    cause,
                    "{} in {} is not an ImageJ ROI{}. Save the ROIs again.",
                    name,
                    file.getFileName(),
                    cause == null ? "" : Message.of(" ({})", Message.of(cause)));
        restorePosition(roi, bytes);
        if (roi.getName() == null) roi.setName(name.replaceFirst("(?i)\\.roi$", ""));
        return roi;
    }

    /** ImageJ saves the slice of a whole multi-point, but does not read it when counters were saved, too. */
    private static void restorePosition(final Roi roi, final byte[] bytes) {
        final int position = ByteBuffer.wrap(bytes).getInt(RoiDecoder.POSITION);
        final boolean lost = roi instanceof PointRoi && roi.getPosition() == 0 && !roi.hasHyperStackPosition();
        if (lost && position > 0) roi.setPosition(position);
    }
}
