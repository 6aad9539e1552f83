package sc.fiji.neuroglancer.image.ij;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Rectangle;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.Fingerprint;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;
import sc.fiji.neuroglancer.image.LabelSource;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The planes of any ImageJ image, in memory or virtual, one at a time.
 *
 * <table>
 * <caption>ImageJ's types</caption>
 * <tr><td>8-bit, with any LUT</td><td>uint8, one channel; the LUT gives its color</td></tr>
 * <tr><td>8-bit Color (indexed)</td><td>uint8, three channels through the color table</td></tr>
 * <tr><td>16-bit</td><td>uint16</td></tr>
 * <tr><td>16-bit with the signed calibration</td><td>int16, calibrated values</td></tr>
 * <tr><td>32-bit</td><td>float32</td></tr>
 * <tr><td>RGB Color</td><td>uint8, three channels</td></tr>
 * </table>
 *
 * <p>Virtual stacks never have the type 8-bit Color: they are gray with a LUT.
 *
 * <p>Other calibration functions (density) are not applied: pixels stay raw. Type, size, and stack are taken when this
 * object is created. A virtual stack is asked for one plane at a time.
 */
public final class ImagePlusSource implements PixelSource {

    private final ImagePlus image;
    private final int imageType;
    private final ImageStack stack;
    private final int width;
    private final int height;
    private final int channelSets;
    private final int depth;
    private final Rectangle crop;
    private final Class<?> arrayType;
    private final int channelsPerRead;
    private final LUT colors; // null unless pixels stand for colors of a table
    private final PlaneCopier copier;
    private final StackFiles files;
    private final PlainTiffs plainTiffs;
    /** Whether planes are exported as they are: then they can be read straight into their place. */
    private final boolean unchanged;

    private Object plainPlane;
    private final ImageMetadata metadata;

    private ImagePlusSource(final ImagePlus image, final Rectangle crop, final boolean throughTable) {
        this.image = image;
        width = image.getWidth();
        height = image.getHeight();
        if (width < 1 || height < 1 || image.getStackSize() < 1)
            throw new InputException("The image \"{}\" is empty. Open an image, then export again.", image.getTitle());
        imageType = image.getType();
        stack = image.getStack();
        channelSets = image.getNChannels();
        depth = image.getNSlices();
        this.crop = clip(crop);
        arrayType = arrayType();
        final boolean indexed = imageType == ImagePlus.COLOR_256 && throughTable;
        channelsPerRead = indexed || imageType == ImagePlus.COLOR_RGB ? 3 : 1;
        final PixelType type = pixelType(image);
        colors = indexed ? image.getProcessor().getLut() : null;
        copier = copier(type);
        files = stack instanceof VirtualStack ? StackFiles.of((VirtualStack) stack) : null;
        unchanged = channelsPerRead == 1 && type != PixelType.INT16 && this.crop.equals(clip(null));
        plainTiffs = arrayType == int[].class ? null : new PlainTiffs(width, height, bytesPerPixel());
        metadata = describe(type);
    }

    /**
     * All of an image.
     *
     * @throws InputException when the image is empty or its calibration cannot be used
     */
    public static ImagePlusSource of(final ImagePlus image) {
        return of(image, null);
    }

    /**
     * A rectangle of an image, over all planes. The origin moves along.
     *
     * @param crop in pixels, clipped to the image; null for all of it
     * @throws InputException when the image is empty, the rectangle outside it, or its calibration cannot be used
     */
    public static ImagePlusSource of(final ImagePlus image, final Rectangle crop) {
        return new ImagePlusSource(image, crop, true);
    }

    /**
     * The same, with the numbers instead of the colors of 8-bit Color (indexed) images: for labels.
     *
     * @param crop in pixels, clipped to the image; null for all of it
     * @throws InputException as {@link #of(ImagePlus, Rectangle)}
     */
    public static ImagePlusSource ofIndices(final ImagePlus image, final Rectangle crop) {
        return new ImagePlusSource(image, crop, false);
    }

    /**
     * Size, calibration and title of an image, as {@link #metadata()} has them; type and channels are left out. Reads
     * neither pixels nor files.
     *
     * @throws InputException when its calibration cannot be used
     */
    public static ImageMetadata gridOf(final ImagePlus image) {
        final Size3 size = Size3.of(image.getWidth(), image.getHeight(), image.getNSlices());
        final ImageMetadataBuilder grid =
                ImageMetadata.builder(image.getTitle(), PixelType.UINT8, size).frames(image.getNFrames());
        Calibrations.apply(image.getCalibration(), size.z(), image.getNFrames(), 0, 0, grid);
        return grid.build();
    }

    /**
     * The rectangle around an image's selection.
     *
     * @throws InputException if nothing is selected, or the selection is not an area
     */
    public static Rectangle selection(final ImagePlus image) {
        final Roi roi = image.getRoi();
        if (roi == null || !roi.isArea())
            throw new InputException(
                    "{} is on, but \"{}\" has no area selection. Draw a rectangle on it, or {}.",
                    Slot.key("crop"),
                    image.getTitle(),
                    Slot.turnOff("crop"));
        return roi.getBounds();
    }

    /**
     * The channels that an export of an image would have, as ImageJ shows them now. Reads no file of a virtual
     * stack.
     *
     * @return the same as {@code of(image).metadata().channels()}
     */
    public static List<Channel> channels(final ImagePlus image) {
        if (image.getType() == ImagePlus.COLOR_RGB || image.getType() == ImagePlus.COLOR_256)
            return Channels.rgb(image.getNChannels());
        return Channels.gray(image, image.getStack(), pixelType(image));
    }

    private Rectangle clip(final Rectangle wanted) {
        final Rectangle all = new Rectangle(width, height);
        if (wanted == null) return all;
        final Rectangle clipped = wanted.intersection(all);
        if (clipped.isEmpty())
            throw new InputException(
                    "The selection lies outside the image \"{}\". Draw it on the image, or {}.",
                    image.getTitle(),
                    Slot.turnOff("crop"));
        return clipped;
    }

    private Class<?> arrayType() {
        switch (imageType) {
            case ImagePlus.GRAY16:
                return short[].class;
            case ImagePlus.GRAY32:
                return float[].class;
            case ImagePlus.COLOR_RGB:
                return int[].class;
            default:
                return byte[].class;
        }
    }

    private static PixelType pixelType(final ImagePlus image) {
        switch (image.getType()) {
            case ImagePlus.GRAY16:
                return image.getLocalCalibration().isSigned16Bit() ? PixelType.INT16 : PixelType.UINT16;
            case ImagePlus.GRAY32:
                return PixelType.FLOAT32;
            default:
                return PixelType.UINT8;
        }
    }

    private PlaneCopier copier(final PixelType type) {
        if (colors != null) return PlaneCopier.indexed(width, crop, colors);
        if (channelsPerRead == 3) return PlaneCopier.rgb(width, crop);
        return type == PixelType.INT16 ? PlaneCopier.signed16(width, crop) : PlaneCopier.same(width, crop);
    }

    private ImageMetadata describe(final PixelType type) {
        final List<Channel> channels =
                channelsPerRead == 3 ? Channels.rgb(channelSets) : Channels.gray(image, stack, type);
        final int[] shown = image.convertIndexToPosition(image.getCurrentSlice());
        final ImageMetadataBuilder builder = ImageMetadata.builder(
                        image.getTitle(), type, Size3.of(crop.width, crop.height, depth))
                .frames(image.getNFrames())
                .channels(channels)
                .shown(shown[1] - 1, shown[2] - 1);
        Calibrations.apply(image.getCalibration(), depth, image.getNFrames(), crop.x, crop.y, builder);
        if (type == PixelType.FLOAT32 && isOfWholeNumbers(image.getOriginalFileInfo()))
            builder.warn(LabelSource.ROUNDED);
        return builder.build();
    }

    private static boolean isOfWholeNumbers(final FileInfo info) {
        return info != null && (info.fileType == FileInfo.GRAY32_INT || info.fileType == FileInfo.GRAY32_UNSIGNED);
    }

    @Override
    public ImageMetadata metadata() {
        return metadata;
    }

    @Override
    public int channelsPerRead() {
        return channelsPerRead;
    }

    @Override
    public long bytesPerRead() {
        if (!stack.isVirtual()) return 0;
        return (long) width * height * bytesPerPixel();
    }

    private int bytesPerPixel() {
        return arrayType == byte[].class ? 1 : arrayType == short[].class ? 2 : 4;
    }

    @Override
    public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
        // As ImagePlus.getStackIndex, but with the original sizes: the user may have changed the image.
        final int index = 1 + channel / channelsPerRead + channelSets * (z + depth * time);
        final Object pixels;
        if (!stack.isVirtual() && index <= stack.getSize() && stack.getPixels(index) == null)
            throw new IOException("The image was closed during the export. Open it again, then resume the export.");
        try {
            pixels = stack.isVirtual() ? readVirtual(index, planes[0]) : stack.getPixels(index);
            if (!stack.isVirtual()) checkType(pixels, stack.getWidth(), stack.getHeight());
        } catch (final IOException e) {
            throw new IOException("Cannot read " + planeName(index) + ": " + e.getMessage(), e);
        } catch (final RuntimeException e) {
            // Stacks come from many plugins and report failures in many ways.
            throw new IOException(
                    "Cannot read " + planeName(index) + ": " + e
                            + ". Check that ImageJ shows this slice, then export again.",
                    e);
        }
        if (pixels != planes[0]) copier.copy(pixels, planes);
    }

    /** @return the plane, which is the target itself if it could be read straight into it */
    private Object readVirtual(final int index, final Object target) throws IOException {
        if (files != null) files.beforeRead(index);
        if (files != null && plainTiffs != null) {
            if (!unchanged && plainPlane == null)
                plainPlane = Array.newInstance(arrayType.getComponentType(), width * height);
            final Object plain = unchanged ? target : plainPlane;
            if (files.readPlain(index, plainTiffs, plain)) return plain;
        }
        final ImageProcessor plane = stack.getProcessor(index);
        if (plane == null)
            throw new IOException(
                    "the virtual stack has no such plane. Check that ImageJ shows this slice, then export again.");
        checkType(plane.getPixels(), plane.getWidth(), plane.getHeight());
        if (files != null) files.afterRead(index, plane);
        return plane.getPixels();
    }

    private void checkType(final Object pixels, final int planeWidth, final int planeHeight) throws IOException {
        if (pixels == null)
            throw new IOException("it has no pixels. Check that ImageJ shows this slice, then export again.");
        if (!arrayType.isInstance(pixels)
                || planeWidth != width
                || planeHeight != height
                || Array.getLength(pixels) < width * height)
            throw new IOException("it has " + bits(pixels) + " and " + planeWidth + " x " + planeHeight
                    + " pixels, but the image has " + image.getBitDepth() + " bits and " + width + " x " + height
                    + ". Make all slices alike or remove this one, then export again.");
    }

    private static String bits(final Object pixels) {
        if (pixels instanceof byte[]) return "8 bits";
        if (pixels instanceof short[]) return "16 bits";
        if (pixels instanceof float[]) return "32 bits";
        return pixels instanceof int[] ? "24 bits (RGB)" : "no pixels";
    }

    private String planeName(final int index) {
        final String name = "slice " + index + " of " + channelSets * depth * metadata.frames();
        if (channelSets * metadata.frames() == 1) return name;
        final int c = (index - 1) % channelSets + 1;
        final int z = (index - 1) / channelSets % depth + 1;
        return name + " (channel " + c + ", z " + z + ", time " + ((index - 1) / channelSets / depth + 1) + ")";
    }

    @Override
    public String identity(final Monitor monitor) {
        final Fingerprint fingerprint = new Fingerprint();
        final String summary = metadata.name() + ", " + metadata.size() + ", "
                + metadata.channels().size() + " channels, " + metadata.frames() + " times, "
                + metadata.type().label() + ", at " + crop.x + "," + crop.y + " of " + width + " x " + height;
        fingerprint.add(summary).add(imageType);
        addCalibration(fingerprint, image.getLocalCalibration());
        addFile(fingerprint, image.getOriginalFileInfo());
        if (files != null) files.describe(fingerprint);
        if (colors != null) fingerprint.addPixels(colors.getBytes(), 0, colors.getBytes().length);
        if (!stack.isVirtual()) addPixels(fingerprint, monitor);
        return summary + ", sha256:" + fingerprint.hex();
    }

    private static void addCalibration(final Fingerprint fingerprint, final Calibration calibration) {
        fingerprint.add(calibration.getFunction());
        final double[] coefficients = calibration.getCoefficients();
        if (coefficients != null) for (final double coefficient : coefficients) fingerprint.add(coefficient);
    }

    private static void addFile(final Fingerprint fingerprint, final FileInfo info) {
        if (info == null) return;
        fingerprint.add(info.directory).add(info.fileName).add(info.url);
        if (info.directory == null || info.fileName == null || info.fileName.isEmpty()) return;
        final File file = new File(info.directory, info.fileName);
        if (file.isFile()) fingerprint.add(file.length()).add(file.lastModified());
    }

    private void addPixels(final Fingerprint fingerprint, final Monitor monitor) {
        for (int i = 1; i <= stack.getSize(); i++) {
            monitor.throwIfCanceled();
            final Object pixels = stack.getPixels(i);
            if (pixels != null && Array.getLength(pixels) == width * height) addCropped(fingerprint, pixels);
        }
    }

    private void addCropped(final Fingerprint fingerprint, final Object plane) {
        if (crop.width == width) fingerprint.addPixels(plane, crop.y * width, crop.height * width);
        else
            for (int y = crop.y; y < crop.y + crop.height; y++)
                fingerprint.addPixels(plane, y * width + crop.x, crop.width);
    }
}
