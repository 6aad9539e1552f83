package sc.fiji.neuroglancer.image;

/** How one channel is called and shown. Immutable. */
public final class Channel {

    private final String name;
    private final int rgb;
    private final double displayMin;
    private final double displayMax;
    private final boolean inverted;
    private final boolean active;

    /**
     * @param name for people, not empty
     * @param rgb the colour of the brightest value, 0xRRGGBB
     * @param displayMin pixel value shown darkest, finite
     * @param displayMax pixel value shown brightest, finite, not below displayMin
     * @param inverted whether small values are shown bright
     * @param active whether the channel is shown at first
     */
    public Channel(
            final String name,
            final int rgb,
            final double displayMin,
            final double displayMax,
            final boolean inverted,
            final boolean active) {
        this.name = name;
        this.rgb = rgb & 0xffffff;
        this.displayMin = displayMin;
        this.displayMax = displayMax;
        this.inverted = inverted;
        this.active = active;
    }

    /** For people, not empty. */
    public String name() {
        return name;
    }

    /** The colour of the brightest value, 0xRRGGBB. */
    public int rgb() {
        return rgb;
    }

    /** The pixel value that is shown darkest (brightest when inverted). */
    public double displayMin() {
        return displayMin;
    }

    /** The pixel value that is shown brightest (darkest when inverted). */
    public double displayMax() {
        return displayMax;
    }

    /** Whether small values are shown bright. */
    public boolean inverted() {
        return inverted;
    }

    /** Whether the channel is shown at first. */
    public boolean active() {
        return active;
    }
}
