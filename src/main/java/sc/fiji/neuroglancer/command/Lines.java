package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Breaks text into lines. */
public final class Lines {

    private Lines() {}

    /** Breaks at spaces, with at most {@code letters} in a line; see {@link #wrap(String, Predicate)}. */
    public static List<String> wrap(final String text, final int letters) {
        return wrap(text, line -> line.length() <= letters);
    }

    /**
     * Breaks at spaces; words that are longer than a line, such as paths, are cut.
     *
     * @param fits whether a text fits into a line; true for a single letter
     * @return at least one line
     */
    public static List<String> wrap(final String text, final Predicate<String> fits) {
        final List<String> lines = new ArrayList<>();
        String rest = text.trim();
        while (!fits.test(rest)) {
            int most = 1;
            while (fits.test(rest.substring(0, most + 1))) most++;
            final int blank = rest.lastIndexOf(' ', most);
            final int end = blank > 0 ? blank : most;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).trim();
        }
        lines.add(rest.isEmpty() ? " " : rest);
        return lines;
    }
}
