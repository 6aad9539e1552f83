package sc.fiji.neuroglancer.ome;

import java.util.Optional;
import java.util.OptionalInt;

/** How one channel of an image that was read is called and shown, as far as its metadata say. Immutable. */
public final class OmeChannel {

    /** The display range of a channel and the range to choose it from, in pixel values; all finite. */
    public static final class Window {
        private final double min;
        private final double max;
        private final double start;
        private final double end;

        Window(final double min, final double max, final double start, final double end) {
            this.min = min;
            this.max = max;
            this.start = start;
            this.end = end;
        }

        /** Smallest value to choose. */
        public double min() {
            return min;
        }

        /** Largest value to choose. */
        public double max() {
            return max;
        }

        /** The value shown darkest. */
        public double start() {
            return start;
        }

        /** The value shown brightest. */
        public double end() {
            return end;
        }
    }

    private final String label;
    private final OptionalInt rgb;
    private final Window window;
    private final boolean active;
    private final boolean inverted;

    OmeChannel(
            final String label,
            final OptionalInt rgb,
            final Window window,
            final boolean active,
            final boolean inverted) {
        this.label = label;
        this.rgb = rgb;
        this.window = window;
        this.active = active;
        this.inverted = inverted;
    }

    /** For people. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** The colour of the brightest value, 0xRRGGBB. */
    public OptionalInt rgb() {
        return rgb;
    }

    /** The display range; empty when one of its four numbers is missing. */
    public Optional<Window> window() {
        return Optional.ofNullable(window);
    }

    /** Whether the channel is shown at first; true when not given. */
    public boolean active() {
        return active;
    }

    /** Whether small values are shown bright; false when not given. */
    public boolean inverted() {
        return inverted;
    }
}
