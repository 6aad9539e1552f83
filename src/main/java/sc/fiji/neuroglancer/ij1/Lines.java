package sc.fiji.neuroglancer.ij1;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
final class Lines {

    private Lines() {}

    /**
     * Breaks at blanks; words that are longer than a line, such as paths, are cut.
     *
     * @param width letters in a line, at most
     * @return at least one line
     */
    static List<String> wrap(final String text, final int width) {
        final List<String> lines = new ArrayList<>();
        String rest = text.trim();
        while (rest.length() > width) {
            final int blank = rest.lastIndexOf(' ', width);
            final int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).trim();
        }
        lines.add(rest.isEmpty() ? " " : rest);
        return lines;
    }
}
