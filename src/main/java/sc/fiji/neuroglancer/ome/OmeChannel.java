package sc.fiji.neuroglancer.ome;

/**
 * Name and display of one channel of an image, as far as given in its metadata.
 *
 * @param label name to show; empty when not given
 * @param rgb the color of the brightest value, 0xRRGGBB; {@link #NO_COLOR} when not given
 * @param window the display range; {@link Window#NONE} when one of its four numbers is missing
 * @param active whether the channel is shown at first; true when not given
 * @param inverted whether small values are shown bright; false when not given
 */
public record OmeChannel(String label, int rgb, Window window, boolean active, boolean inverted) {

    /** Used when no color is given. */
    public static final int NO_COLOR = -1;

    /** A channel without metadata. */
    public static final OmeChannel UNKNOWN = new OmeChannel("", NO_COLOR, Window.NONE, true, false);

    /**
     * The display range of a channel and the range to choose it from, in pixel values; all finite.
     *
     * @param min smallest value to choose
     * @param max largest value to choose
     * @param start the value shown darkest
     * @param end the value shown brightest
     */
    public record Window(double min, double max, double start, double end) {

        /** No display range. */
        public static final Window NONE = new Window(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        /** Whether this is a display range, not {@link #NONE}. */
        public boolean exists() {
            return !Double.isNaN(start);
        }
    }
}
