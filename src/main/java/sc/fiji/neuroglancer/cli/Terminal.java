package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import sc.fiji.neuroglancer.command.Progress;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;

/** Where a command writes: its result on the output, all else on the error stream. */
final class Terminal {

    private static final int WIDTH = 70;
    private static final int ASCII = 128;

    /** A log shall not fill with lines about a shaky server. */
    private static final long SELDOM_NANOS = 60_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final ShellWords words;
    private final LongSupplier nanos;
    private final boolean interactive;
    /** Whether progress stands on the line under way. */
    private boolean onLine; // guarded by this

    private int width = WIDTH; // guarded by this
    private boolean told; // guarded by this

    /** @param words in which sentences are said */
    Terminal(final PrintStream out, final PrintStream err, final boolean json, final ShellWords words) {
        this(out, err, json, words, isTerminal(System.console()), System::nanoTime);
    }

    /**
     * @param interactive whether somebody looks at the error stream
     * @param nanos tells the time as {@link System#nanoTime()} does
     */
    Terminal(
            final PrintStream out,
            final PrintStream err,
            final boolean json,
            final ShellWords words,
            final boolean interactive,
            final LongSupplier nanos) {
        this.words = words;
        this.nanos = nanos;
        this.out = out;
        this.err = err;
        this.json = json;
        this.interactive = interactive;
    }

    /** Says something that is not the result. */
    synchronized void note(final Message sentence) {
        clearLine();
        err.println(said(sentence));
    }

    /** Says why it failed; with {@code --json} in an object, too. */
    synchronized void failure(final Message sentence) {
        note(sentence);
        if (json && !told) result("", JsonNodeFactory.instance.objectNode().put("error", said(sentence)));
    }

    /** A message as it is said here. */
    String said(final Message message) {
        return words.of(message.in(Voice.SHELL));
    }

    /** Prints the result: a line for people, or the object with {@code --json}. */
    synchronized void result(final String line, final ObjectNode object) {
        clearLine();
        told = true;
        out.println(json ? ascii(object.toString()) : line);
    }

    /** The same JSON in letters that every encoding has: a terminal's may have no others. */
    private static String ascii(final String text) {
        final StringBuilder ascii = new StringBuilder();
        for (final char c : text.toCharArray()) {
            if (c < ASCII) ascii.append(c);
            else ascii.append(String.format("\\u%04x", (int) c));
        }
        return ascii.toString();
    }

    /** A line that is written over and over; on a stream that is no terminal, one a minute, and what is waited for. */
    Progress progress() {
        return new Progress() {
            private long shown = nanos.getAsLong();
            private long waited = shown - SELDOM_NANOS;

            @Override
            protected void show(final String text, final double fraction) {
                if (interactive) line(text, fraction >= 1);
                else if (nanos.getAsLong() - shown >= SELDOM_NANOS) {
                    shown = nanos.getAsLong();
                    note(Message.text(text));
                }
            }

            @Override
            protected void beginsToWait(final String text) {
                if (interactive || nanos.getAsLong() - waited < SELDOM_NANOS) return;
                waited = nanos.getAsLong();
                note(Message.text(text));
            }

            @Override
            protected boolean canceled() {
                return false;
            }
        };
    }

    private synchronized void line(final String text, final boolean last) {
        width = Math.max(width, text.length());
        err.printf("\r%-" + width + "s", text);
        onLine = true;
        if (last) clearLine();
        err.flush();
    }

    private void clearLine() {
        if (onLine) err.print("\r" + " ".repeat(width) + "\r");
        onLine = false;
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
