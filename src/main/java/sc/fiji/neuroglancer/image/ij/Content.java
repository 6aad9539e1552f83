package sc.fiji.neuroglancer.image.ij;

import ij.ImagePlus;
import ij.process.LUT;
import java.awt.Rectangle;
import java.awt.image.IndexColorModel;
import java.util.Locale;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.LabelSource;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What pixel values mean: amounts of something, or names of objects (labels). Labels become whole unsigned
 * numbers, are never averaged, and are shown as a segmentation.
 */
public enum Content {
    /** Decide by the image, see {@link #resolve(ImagePlus)}. */
    AUTO("Auto"),
    /** Amounts, shown by brightness. */
    INTENSITY("Intensity"),
    /** Names of objects, each shown in one color. */
    LABELS("Labels");

    /** Words in a name that mean labels. */
    private static final Pattern LABEL_WORD =
            Pattern.compile("label(s|map|maps|image|images|field|fields)?|\\w*(label|labels|mask|masks)|lbl|lbls"
                    + "|seg|segs|segm|segmented|segmentation\\w*");

    private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** Sum of differences in red, green and blue that makes two neighboring entries of a LUT look unrelated. */
    private static final int JUMP = 96;

    private static final double MIN_JUMPS = 0.5;

    private final String label;

    Content(final String label) {
        this.label = label;
    }

    /** The name that users see and macros write. */
    public String label() {
        return label;
    }

    /**
     * Decides {@code AUTO} for an image; other values stay.
     *
     * <p>The title says labels when one of its words is or ends in <i>label(s)</i> or <i>mask(s)</i>, starts with
     * <i>segmentation</i>, or is <i>seg</i>, <i>segm</i>, <i>segmented</i> or <i>lbl</i>: {@code cells_labels.tif},
     * {@code BrainMask}, {@code seg01}, but not {@code GFP-labeled} or {@code masked}. Words end at capitals and at everything
     * that is not a letter.
     *
     * <p>Labels are all images with such a title, and 8- and 16-bit gray images with a glasbey-like LUT in all channels
     * (more than half of its neighboring entries look unrelated). The color tables of 8-bit Color images do not count:
     * they have no order. RGB images are never labels.
     *
     * @return {@code INTENSITY} or {@code LABELS}
     */
    public Content resolve(final ImagePlus image) {
        if (this != AUTO) return this;
        final int type = image.getType();
        if (type == ImagePlus.COLOR_RGB) return INTENSITY;
        final boolean gray = type == ImagePlus.GRAY8 || type == ImagePlus.GRAY16;
        return isLabelName(image.getTitle()) || gray && hasLabelLut(image) ? LABELS : INTENSITY;
    }

    /**
     * Decides {@code AUTO} by the title alone, where there is no LUT. Other values stay.
     *
     * @return {@code INTENSITY} or {@code LABELS}
     */
    public Content resolve(final ImageMetadata metadata) {
        if (this != AUTO) return this;
        return isLabelName(metadata.name()) ? LABELS : INTENSITY;
    }

    /**
     * Opens an image as this content.
     *
     * @param image any image
     * @param crop in pixels, or null for all of it
     * @throws InputException when the image cannot be read as this content, see {@link ImagePlusSource} and
     *     {@link LabelSource}
     */
    public PixelSource open(final ImagePlus image, final Rectangle crop) {
        if (resolve(image) == INTENSITY) return ImagePlusSource.of(image, crop);
        if (image.getType() == ImagePlus.COLOR_RGB)
            throw new InputException(
                    "The RGB image \"{}\" contains colors, not label numbers. {}, or convert it to 8-bit first.",
                    image.getTitle(),
                    Slot.set("content", INTENSITY.label()));
        return LabelSource.of(ImagePlusSource.ofIndices(image, crop));
    }

    /** Whether a name has a word that says label, mask or segmentation. */
    static boolean isLabelName(final String name) {
        for (final String word : WORD_ENDS.split(name))
            if (LABEL_WORD.matcher(word.toLowerCase(Locale.ROOT)).matches()) return true;
        return false;
    }

    private static boolean hasLabelLut(final ImagePlus image) {
        for (final LUT lut : image.getLuts()) if (!isLabelLut(lut)) return false;
        return image.getLuts().length > 0;
    }

    /** Whether more than half of the neighboring entries of a LUT look unrelated. */
    static boolean isLabelLut(final IndexColorModel lut) {
        int jumps = 0;
        for (int i = 1; i < lut.getMapSize(); i++) {
            final int step = Math.abs(lut.getRed(i) - lut.getRed(i - 1))
                    + Math.abs(lut.getGreen(i) - lut.getGreen(i - 1))
                    + Math.abs(lut.getBlue(i) - lut.getBlue(i - 1));
            if (step > JUMP) jumps++;
        }
        return lut.getMapSize() > 2 && jumps > MIN_JUMPS * (lut.getMapSize() - 1);
    }

    /** The failure when no image is open. */
    public static InputException noImage() {
        return new InputException("No image is open. Open one, then run the command again.");
    }
}
