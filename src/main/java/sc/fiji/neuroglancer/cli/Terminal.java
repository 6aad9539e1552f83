package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import sc.fiji.neuroglancer.command.Progress;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;

/** Where a command writes: its result to the output, everything else to the error stream. */
final class Terminal {

    private static final int WIDTH = 70;
    private static final int ASCII = 128;

    /** Keeps a log from filling with lines about an unreliable server. */
    private static final long SELDOM_NANOS = 60_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final ShellWords words;
    private final LongSupplier nanos;
    private final boolean interactive;
    /** Whether the current line shows progress. */
    private boolean onLine; // guarded by this

    private int width = WIDTH; // guarded by this
    private boolean told; // guarded by this

    /** @param words in which sentences are said */
    Terminal(final PrintStream out, final PrintStream err, final boolean json, final ShellWords words) {
        this(out, err, json, words, isTerminal(System.console()), System::nanoTime);
    }

    /**
     * @param interactive whether the error stream is a terminal
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

    /** Tells something that is not the result. */
    synchronized void note(final Message sentence) {
        clearLine();
        err.println(said(sentence));
    }

    /** Tells why the command failed; with {@code --json} also in an object. */
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

    /** The same JSON in ASCII, because the encoding of a terminal may have no other characters. */
    private static String ascii(final String text) {
        final StringBuilder ascii = new StringBuilder();
        for (final char c : text.toCharArray()) {
            if (c < ASCII) ascii.append(c);
            else ascii.append(String.format("\\u%04x", (int) c));
        }
        return ascii.toString();
    }

    /** Overwrites one line; on a stream that is not a terminal, writes a line a minute, and what the job waits for. */
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

    /** Before Java 22 there was a console only on a terminal; since then it has to be asked. */
    private static boolean isTerminal(final Console console) {
        if (console == null) return false;
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final ReflectiveOperationException e) {
            return true;
        }
    }
}
