package sc.fiji.neuroglancer.image.ij;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.image.Channel;

/** Names, colors, display ranges and visibility of an image's channels, as ImageJ shows them. */
final class Channels {

    private static final int MAX_NAME = 32;
    /** Positions that readers write into slice labels, such as {@code c:1/3 z:2/40 - name}: not channel names. */
    private static final Pattern POSITION = Pattern.compile("(?i)^[czt]:\\d+/\\d+.*");

    private static final String[] RGB_NAMES = {"Red", "Green", "Blue"};
    private static final int WHITE = 0xffffff;

    private final ImagePlus image;
    private final ImageStack stack;
    private final PixelType type;
    private final int count;

    private Channels(final ImagePlus image, final ImageStack stack, final PixelType type) {
        this.image = image;
        this.stack = stack;
        this.type = type;
        count = image.getNChannels();
    }

    /**
     * The channels of a gray image, one for each of ImageJ's channels. A pseudo-color LUT counts by its last color,
     * an inverting one by its first. A display range that says nothing (never set, or of a blank plane) is replaced by
     * the range of the channel's middle plane when that is in memory, else by the range of the type.
     *
     * @param image any image but RGB
     * @param stack its stack
     * @param type of the exported pixels; for {@code INT16} ImageJ's ranges are moved by -32768
     */
    static List<Channel> gray(final ImagePlus image, final ImageStack stack, final PixelType type) {
        final Channels reader = new Channels(image, stack, type);
        final List<String> names = reader.names();
        final List<Channel> channels = new ArrayList<>();
        for (int c = 0; c < reader.count; c++) channels.add(reader.channel(c, names.get(c)));
        return channels;
    }

    /**
     * Red, green and blue over 0 to 255.
     *
     * @param sets how many color channels the image has; more than one are numbered
     */
    static List<Channel> rgb(final int sets) {
        final List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 3 * sets; i++) {
            final String name = RGB_NAMES[i % 3] + (sets > 1 ? " " + (i / 3 + 1) : "");
            channels.add(new Channel(name, 0xff0000 >> 8 * (i % 3), 0, 255, false, true));
        }
        return channels;
    }

    private Channel channel(final int c, final String name) {
        final LUT lut = lut(c);
        final double[] range = range(c, lut);
        final boolean inverted = lut != null && isInverted(lut);
        final int rgb = lut == null ? WHITE : inverted ? lut.getRGB(0) : brightest(lut);
        return new Channel(name, rgb, range[0], range[1], inverted, isActive(c));
    }

    private LUT lut(final int c) {
        final LUT[] luts = image.getLuts();
        return luts.length == 0 ? null : luts[Math.min(c, luts.length - 1)];
    }

    private boolean isActive(final int c) {
        if (!(image instanceof CompositeImage)) return true;
        final CompositeImage composite = (CompositeImage) image;
        final boolean[] active = composite.getActiveChannels();
        return composite.getMode() != CompositeImage.COMPOSITE || c >= active.length || active[c];
    }

    /** Whether a LUT falls from its first entry to its last in red, green and blue, without ever rising. */
    static boolean isInverted(final IndexColorModel lut) {
        final int last = lut.getMapSize() - 1;
        for (int i = 1; i <= last; i++)
            if (lut.getRed(i) > lut.getRed(i - 1)
                    || lut.getGreen(i) > lut.getGreen(i - 1)
                    || lut.getBlue(i) > lut.getBlue(i - 1)) return false;
        return brightness(lut, 0) > brightness(lut, last);
    }

    /** The last color, or the brightest one when the last is black; white when all are. */
    static int brightest(final IndexColorModel lut) {
        int best = lut.getMapSize() - 1;
        if (brightness(lut, best) == 0) {
            for (int i = best; i >= 0; i--) if (brightness(lut, i) > brightness(lut, best)) best = i;
        }
        return brightness(lut, best) == 0 ? WHITE : lut.getRGB(best) & WHITE;
    }

    private static int brightness(final IndexColorModel lut, final int i) {
        return lut.getRed(i) + lut.getGreen(i) + lut.getBlue(i);
    }

    private double[] range(final int c, final LUT lut) {
        double min = image.getDisplayRangeMin();
        double max = image.getDisplayRangeMax();
        if (image.isComposite() && lut != null) {
            min = lut.min;
            max = lut.max;
        }
        if (!isRange(min, max) && !stack.isVirtual()) {
            final ImageProcessor plane = stack.getProcessor(middlePlane(c));
            plane.resetMinAndMax();
            min = plane.getMin();
            max = plane.getMax();
        }
        final double shift = type == PixelType.INT16 ? 32768 : 0;
        if (isRange(min, max)) return new double[] {min - shift, max - shift};
        if (type == PixelType.FLOAT32 && Double.isFinite(min + 1) && min + 1 > min) return new double[] {min, min + 1};
        return new double[] {type.min(), type.max()};
    }

    private static boolean isRange(final double min, final double max) {
        return Double.isFinite(min) && Double.isFinite(max) && min < max;
    }

    private int middlePlane(final int c) {
        return index(c, image.getNSlices() / 2, image.getNFrames() / 2);
    }

    private int index(final int c, final int z, final int t) {
        return 1 + c + count * (z + image.getNSlices() * t);
    }

    /** The title for one channel; otherwise the slice labels where they tell the channels apart, else numbers. */
    private List<String> names() {
        final List<String> names = new ArrayList<>();
        if (count == 1 && !image.getTitle().isBlank()) names.add(image.getTitle());
        else for (int c = 0; c < count; c++) names.add(label(c));
        if (names.contains(null) || new HashSet<>(names).size() < count) {
            names.clear();
            for (int c = 0; c < count; c++) names.add("channel " + (c + 1));
        }
        return names;
    }

    /** The label that first, middle and last plane of a channel share, or null. */
    private String label(final int c) {
        String common = null;
        final int[] planes = {index(c, 0, 0), middlePlane(c), index(c, image.getNSlices() - 1, image.getNFrames() - 1)};
        for (final int plane : planes) {
            final String label = sliceLabel(plane);
            if (label == null) return null;
            final String text = label.split("\n", 2)[0].strip();
            if (common != null && !common.equals(text)) return null;
            common = text;
        }
        final boolean usable = !common.isEmpty()
                && common.length() <= MAX_NAME
                && !POSITION.matcher(common).matches();
        return usable ? common : null;
    }

    private String sliceLabel(final int plane) {
        try {
            return stack.getSliceLabel(plane);
        } catch (final RuntimeException e) {
            // Virtual stacks without labels may inherit a method that fails.
            return null;
        }
    }
}
