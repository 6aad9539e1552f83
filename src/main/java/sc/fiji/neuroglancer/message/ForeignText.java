package sc.fiji.neuroglancer.message;

/** Makes text from outside, such as file names and answers of servers, safe and short enough for a message. */
final class ForeignText {

    /** The most code points of a value. */
    static final int LONGEST = 200;

    /** The most code points of what another library says about a failure. */
    static final int LONGEST_REASON = 500;

    private static final String GAP = "...";
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private ForeignText() {}

    /**
     * Line breaks and tabs become spaces; characters that control a terminal or the direction of text become {@code ?}.
     * The middle of a text that is too long is left out, because paths and addresses differ at their ends.
     *
     * @param longest the most code points of the result
     */
    static String safe(final String text, final int longest) {
        final int[] safe = text.codePoints().map(ForeignText::safe).toArray();
        if (safe.length <= longest) return new String(safe, 0, safe.length);
        final int start = (longest - GAP.length()) / 3;
        final int end = longest - GAP.length() - start;
        return new String(safe, 0, start) + GAP + new String(safe, safe.length - end, end);
    }

    private static int safe(final int point) {
        if (point == '\n' || point == '\r' || point == '\t') return ' ';
        // these two change how some scripts and emoji look, nothing else
        if (point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER) return point;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> '?';
            default -> point;
        };
    }
}
