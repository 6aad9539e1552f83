package sc.fiji.neuroglancer.image;

import sc.fiji.neuroglancer.grid.PixelType;

/**
 * Name and display of one channel.
 *
 * @param name to show, not empty
 * @param rgb the color of the brightest value, 0xRRGGBB
 * @param displayMin pixel value that is shown darkest (brightest when inverted), finite
 * @param displayMax pixel value that is shown brightest (darkest when inverted), finite, not below displayMin
 * @param inverted whether small values are shown bright
 * @param active whether the channel is shown at first
 */
public record Channel(String name, int rgb, double displayMin, double displayMax, boolean inverted, boolean active) {

    /** Drops the bits above the three bytes of the color. */
    public Channel {
        rgb &= 0xffffff;
    }

    /** A white channel over the whole range of a pixel type. */
    public static Channel white(final String name, final PixelType type) {
        return new Channel(name, 0xffffff, type.min(), type.max(), false, true);
    }

    /** The same with another name. */
    public Channel named(final String other) {
        return new Channel(other, rgb, displayMin, displayMax, inverted, active);
    }
}
