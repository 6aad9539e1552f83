package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;

/**
 * A command for dialogs, macros and shells. Its label and keys are public: macros use them, so they never change. To
 * add one, write its class, add it to {@link Commands#ALL} and {@code plugins.config}, and write its SciJava class.
 */
public abstract class Command {

    /**
     * How a shell calls a command.
     *
     * @param word that calls it
     * @param operands as help shows them; empty for none
     * @param key that the operands are the value of; empty when the operand is the image
     * @param summary what it does, in one line; empty when shells do not have it
     */
    public record Shell(String word, String operands, String key, String summary) {

        private static final String IMAGE = "IN.tif|SLICES_FOLDER";

        /** A command that works on an image. */
        static Shell ofImage(final String word, final String summary) {
            return new Shell(word, IMAGE, "", summary);
        }

        /** A command that shells do not have. */
        static Shell none(final String word) {
            return new Shell(word, "", "", "");
        }

        /** Whether the operand is an image. */
        public boolean takesImage() {
            return operands.contains(IMAGE);
        }

        /** Fewest operands. */
        public int fewest() {
            return operands.isEmpty() || operands.startsWith("[") ? 0 : 1;
        }

        /** Most operands. */
        public int most() {
            return operands.endsWith("...") ? Integer.MAX_VALUE : operands.isEmpty() ? 0 : 1;
        }
    }

    /** Where the values of a command come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * The values; null when the user canceled.
         *
         * @throws InputException when they cannot be used
         */
        Values values() throws IOException;
    }

    private final String label;
    private final Shell shell;
    private final List<Key> keys;

    /**
     * @param label in the menu and in macros; empty for a command of shells only
     * @param keys in the order in which dialogs show them
     */
    protected Command(final String label, final Shell shell, final Key... keys) {
        this.label = label;
        this.shell = shell;
        this.keys = List.of(keys);
    }

    public final String label() {
        return label;
    }

    public final Shell shell() {
        return shell;
    }

    /** The keys of dialogs and macros. */
    public final List<Key> keys() {
        return keys(Voice.MACRO);
    }

    /** The keys for some users. In a shell, operands take the place of one. */
    public final List<Key> keys(final Voice voice) {
        return keys.stream()
                .filter(key -> key.isFor(voice))
                .filter(key -> voice != Voice.SHELL || !key.name().equals(shell.key()))
                .toList();
    }

    /**
     * The values of all keys.
     *
     * @param given by key
     * @throws InputException for a key that the command does not have, or a value that the key cannot take
     */
    public final Values values(final Voice voice, final Map<String, String> given) {
        return Values.of(keys(voice), given).with(keys);
    }

    /**
     * What a dialog shows.
     *
     * @throws InputException when the command cannot do anything now
     */
    public Form form(final Desk desk) throws IOException {
        return Form.of(this);
    }

    /**
     * Does the job and tells the desk the result.
     *
     * @throws InputException when a value cannot be used
     * @throws IOException when a file or a server fails; the message says what to do
     */
    protected abstract void run(Values values, Desk desk) throws IOException;

    /** Does the job and tells the desk the result, or why there is none. */
    public final void run(final Source source, final Desk desk) {
        try {
            final Values values = source.values();
            if (values != null) run(values, desk);
        } catch (final InputException | IOException | OutOfMemoryError | LinkageError e) {
            desk.fail(e);
        } catch (final CancellationException e) {
            desk.canceled(Failure.canceled(keys()));
        }
    }
}
