package sc.fiji.neuroglancer.viewer;

import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.image.Channel;

/**
 * How the viewer shows one channel of a dataset, in values that it accepts for the channel's pixel type.
 *
 * @param darkest pixel value shown darkest
 * @param brightest pixel value shown brightest; below the darkest for an inverted lookup table
 * @param windowMin lowest value that the contrast control offers
 * @param windowMax highest value that the contrast control offers
 */
public record ChannelView(Channel channel, double darkest, double brightest, double windowMin, double windowMax) {

    /**
     * The channel as it is shown in Fiji. The contrast control offers all values of an 8- or 16-bit type, and the
     * displayed range for the others.
     */
    public static ChannelView of(final Channel channel, final PixelType type) {
        final boolean narrow = type.isInteger() && type.bytes() <= 2;
        return narrow
                ? of(channel, type, type.min(), type.max())
                : of(channel, type, channel.displayMin(), channel.displayMax());
    }

    /**
     * The channel with a contrast control that offers the values of a window and of the displayed range. For integer
     * types, values are rounded and limited to the type, because the viewer rejects others.
     */
    public static ChannelView of(
            final Channel channel, final PixelType type, final double windowMin, final double windowMax) {
        final double[] range = {fit(channel.displayMin(), type), fit(channel.displayMax(), type)};
        // the viewer computes with floats, but takes all digits of integers
        final boolean empty = type.isInteger() ? range[0] >= range[1] : (float) range[0] >= (float) range[1];
        if (empty) spread(range, type);
        return new ChannelView(
                channel,
                range[channel.inverted() ? 1 : 0],
                range[channel.inverted() ? 0 : 1],
                Math.min(fit(windowMin, type), range[0]),
                Math.max(fit(windowMax, type), range[1]));
    }

    private static double fit(final double value, final PixelType type) {
        if (!type.isInteger()) return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
        return Math.max(type.min(), Math.min(largest(type), Math.rint(value)));
    }

    /** The largest value of an integer type that a double can hold; 2^64 - 1 would be rounded up. */
    private static double largest(final PixelType type) {
        return type == PixelType.UINT64 ? Math.nextDown(type.max()) : type.max();
    }

    /** Widens an empty range: Fiji shows all values from there on bright. */
    private static void spread(final double[] range, final PixelType type) {
        final double step = type.isInteger()
                ? Math.max(1, Math.ulp(range[0]))
                : Math.max(Math.ulp((float) range[0]), Float.MIN_NORMAL);
        if (range[0] + step <= (type.isInteger() ? largest(type) : Float.MAX_VALUE)) range[1] = range[0] + step;
        else {
            range[1] = range[0];
            range[0] -= step;
        }
    }

    /** The channel's name. */
    public String name() {
        return channel.name();
    }

    /** Whether the channel is visible initially. */
    public boolean active() {
        return channel.active();
    }

    /** Gives an image layer this channel's contrast and color. */
    public ImageLayer show(final ImageLayer layer) {
        return layer.withShader(ImageLayer.CHANNEL_SHADER)
                .withContrast(darkest, brightest, windowMin, windowMax)
                .withColor(channel.rgb())
                .withVisible(channel.active());
    }
}
