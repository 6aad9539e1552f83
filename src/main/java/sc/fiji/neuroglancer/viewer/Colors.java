package sc.fiji.neuroglancer.viewer;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colors as Neuroglancer writes them: {@code #rrggbb}. */
final class Colors {

    /** No color that is known here. */
    static final int NONE = -1;

    private static final Pattern LONG = Pattern.compile("#([0-9a-fA-F]{6})");
    private static final Pattern SHORT = Pattern.compile("#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])");

    private Colors() {}

    static String format(final int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb & 0xffffff);
    }

    /** 0xRRGGBB, or {@link #NONE} for names and other notations. */
    static int parse(final String css) {
        final Matcher six = LONG.matcher(css);
        if (six.matches()) return Integer.parseInt(six.group(1), 16);
        final Matcher three = SHORT.matcher(css);
        if (three.matches()) return Integer.parseInt(three.replaceAll("$1$1$2$2$3$3"), 16);
        return NONE;
    }
}
