package sc.fiji.neuroglancer.message;

import java.util.Locale;

/**
 * A part of a sentence.
 *
 * @param instruction whether it begins with a verb, and so with a capital letter at the start of a sentence
 */
record Fragment(String dialog, String macro, String shell, boolean instruction) implements Slot {

    private static final long serialVersionUID = 1L;

    private static final int XMX_STEP = 64;

    static Fragment noun(final String dialog, final String macro, final String shell) {
        return new Fragment(dialog, macro, shell, false);
    }

    static Fragment instruction(final String dialog, final String macro, final String shell) {
        return new Fragment(dialog, macro, shell, true);
    }

    /** A value from outside, the same in all voices. */
    static Fragment value(final Object value) {
        final String text = value instanceof Throwable failure
                ? ForeignText.safe(reason(failure), ForeignText.LONGEST_REASON)
                : ForeignText.safe(String.valueOf(value), ForeignText.LONGEST);
        return noun(text, text, text);
    }

    private static String reason(final Throwable failure) {
        final String reason = failure.getMessage();
        return reason == null || reason.isBlank() ? failure.getClass().getSimpleName() : reason;
    }

    /** The program's own words, as they are. */
    static Fragment words(final String text) {
        return noun(text, text, text);
    }

    static Fragment memory(final String inShell) {
        final String fiji = "close other images, raise the memory in Edit > Options > Memory & Threads";
        return instruction(fiji, fiji, inShell);
    }

    /** The heap in MiB to ask for, as what is in use now will be in use then. */
    static long enoughMiB(final long need, final long free, final long heap) {
        final long bytes = (need + Math.max(0, heap - free)) / 16 * 17;
        return ((bytes >> 20) / XMX_STEP + 1) * XMX_STEP;
    }

    /** The label of a key in a dialog. */
    static String label(final String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The name of a key in macros and shells. */
    static String name(final String words) {
        return words.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String in(final Voice voice) {
        return switch (voice) {
            case DIALOG -> dialog;
            case MACRO -> macro;
            case SHELL -> shell;
        };
    }
}
