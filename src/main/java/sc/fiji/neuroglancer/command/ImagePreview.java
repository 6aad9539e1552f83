package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import java.awt.Rectangle;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Objects;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.export.ExportEstimate;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Tells what an export of an image will make. The image is looked at once for each content and crop, because a virtual
 * stack has many files.
 */
final class ImagePreview {

    private static final MathContext DIGITS = new MathContext(4);
    private static final int MOST_DECIMALS = 8;

    private final ImagePlus image;
    private Content content;
    private Rectangle crop;
    private PixelSource source;

    /**
     * @param image may be null
     * @throws InputException when it is null
     */
    ImagePreview(final ImagePlus image) {
        if (image == null) throw Content.noImage();
        this.image = image;
    }

    String of(final Values values) throws IOException {
        final Content wanted = ExportImage.content(image, values);
        final PixelSource opened = open(wanted, ExportImage.crop(image, values));
        final ImageExportOptions options =
                ExportImage.options(ExportImage.name(image, values), wanted, values, Prompt.NOBODY);
        final ImageExport job = new ImageExport(opened, options, Monitor.NONE);
        // a storage is not asked while the user types
        if (!Address.isWeb(values.text("folder"))) job.requireAbsent();
        return describe(opened.metadata(), wanted) + " " + tell(job.estimate(), job.freeBytes(), options.location());
    }

    /** The image as a content, without the pixels outside a crop; a crop may be null. */
    synchronized PixelSource open(final Content wanted, final Rectangle part) {
        if (source == null || content != wanted || !Objects.equals(crop, part)) {
            source = wanted.open(image, part);
            content = wanted;
            crop = part;
        }
        return source;
    }

    /** Size, type and voxels of an image, in words. */
    static String describe(final ImageMetadata metadata, final Content content) {
        final Size3 size = metadata.size();
        final StringBuilder text = new StringBuilder();
        text.append(size.x()).append(" x ").append(size.y());
        if (size.z() > 1) text.append(" x ").append(size.z());
        if (metadata.channels().size() > 1)
            text.append(", ").append(metadata.channels().size()).append(" channels");
        if (metadata.frames() > 1) text.append(", ").append(metadata.frames()).append(" time points");
        text.append(", ").append(8 * metadata.type().bytes()).append("-bit");
        text.append(content == Content.LABELS ? ", labels. " : ". ");
        return text.append(voxels(metadata)).toString();
    }

    private static String voxels(final ImageMetadata metadata) {
        if (!metadata.spaceUnit().exists())
            return "It has no unit of length, so viewers show no scale: set it in Image > Properties.";
        return String.format(
                Locale.ROOT,
                "Voxels of %s x %s x %s %s.",
                number(metadata.voxelSize(0)),
                number(metadata.voxelSize(1)),
                number(metadata.voxelSize(2)),
                metadata.spaceUnit().name());
    }

    private static String number(final double value) {
        final BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
        return rounded.scale() < MOST_DECIMALS ? rounded.toPlainString() : rounded.toString();
    }

    private static String tell(final ExportEstimate estimate, final long free, final String location) {
        final String sum = "It becomes " + summary(estimate, free);
        return free == DirectoryStore.UNKNOWN ? sum + ", at " + location + "." : sum + ".";
    }

    /** What will be made, and how much room there is for it, if that is known. */
    static String summary(final ExportEstimate estimate, final long free) {
        final String sum = estimate.summary();
        if (free == DirectoryStore.UNKNOWN) return sum;
        final String there = Amounts.bytes(free);
        if (estimate.rawBytes() <= free) return sum + "; " + there + " is free";
        return sum + ", but only " + there + " is free: if it does not compress well, choose another folder";
    }
}
