package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.PrintStream;
import sc.fiji.neuroglancer.entry.Progress;

/** Where a command writes: its result on the output, all else on the error stream. */
final class Terminal {

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

    /** A line that is written over and over; on a stream that is no terminal, nothing. */
    Progress progress() {
        final boolean interactive = isTerminal(System.console());
        return new Progress() {
            @Override
            protected synchronized void show(final String text, final double fraction) {
                if (!interactive) return;
                err.printf("\r%-70s", text);
                if (fraction >= 1) err.print("\r" + " ".repeat(70) + "\r");
                err.flush();
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
