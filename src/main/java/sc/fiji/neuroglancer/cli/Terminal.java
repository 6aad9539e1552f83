package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.PrintStream;
import sc.fiji.neuroglancer.entry.Progress;

/** Where a command writes: its result on the output, all else on the error stream. */
final class Terminal {

    private static final int WIDTH = 70;
    /** A log shall not fill with lines about a shaky server. */
    private static final long SELDOM_NANOS = 60_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    Terminal(final PrintStream out, final PrintStream err, final boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Says something that is not the result. */
    void note(final String sentence) {
        err.println(sentence);
    }

    /** Prints the result: a line for people, or the object with {@code --json}. */
    void result(final String line, final ObjectNode object) {
        out.println(json ? object.toString() : line);
    }

    /** A line that is written over and over; on a stream that is no terminal, only what is waited for. */
    Progress progress() {
        final boolean interactive = isTerminal(System.console());
        return new Progress() {
            private int width = WIDTH;
            private long told = System.nanoTime() - SELDOM_NANOS;

            @Override
            protected synchronized void show(final String text, final double fraction) {
                if (!interactive) return;
                width = Math.max(width, text.length());
                err.printf("\r%-" + width + "s", text);
                if (fraction >= 1) err.print("\r" + " ".repeat(width) + "\r");
                err.flush();
            }

            @Override
            protected synchronized void beginsToWait(final String text) {
                if (interactive || System.nanoTime() - told < SELDOM_NANOS) return;
                told = System.nanoTime();
                err.println(text);
            }

            @Override
            protected boolean canceled() {
                return false;
            }
        };
    }

    /** Until Java 21 there was a console only on a terminal; since then it says so itself. */
    private static boolean isTerminal(final Console console) {
        if (console == null) return false;
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final ReflectiveOperationException e) {
            return true;
        }
    }
}
