package sc.fiji.neuroglancer.task;

import java.util.Locale;

/** Amounts in readable form. */
public final class Amounts {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final double STEP = 1024;
    /** Larger values would be rounded to the next unit. */
    private static final double NEXT = STEP - 0.05;

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    /** Shorter durations are shown with tenths of a second. */
    private static final double SHORT = 9.95;

    private Amounts() {}

    /** A number of things, for example {@code 1 file} or {@code 118 files}. */
    public static String count(final long n, final String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }

    /** A number of bytes in a suitable binary unit, for example {@code 93.2 KiB}. */
    public static String bytes(final long bytes) {
        if (bytes < STEP) return count(bytes, "byte");
        double value = bytes / STEP;
        int unit = 0;
        for (; value >= NEXT; unit++) value /= STEP;
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A duration, for example {@code 0.4 s} or {@code 3 min 20 s}. */
    public static String duration(final double seconds) {
        return seconds < SHORT ? String.format(Locale.ROOT, "%.1f s", seconds) : wholeSeconds(Math.round(seconds));
    }

    /** A duration without tenths, for example {@code 4 s} or {@code 1 h 5 min}. */
    public static String wholeSeconds(final long seconds) {
        if (seconds < MINUTE) return seconds + " s";
        if (seconds < HOUR) return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
    }
}
