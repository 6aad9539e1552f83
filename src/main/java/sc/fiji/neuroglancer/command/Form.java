package sc.fiji.neuroglancer.command;

import ij.Prefs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What a command's dialog shows. Macros and scripts get none of it.
 *
 * @param suggestions what the fields show at first, by key, when it is not the default
 * @param preview tells what the command would do with values
 * @param memory keeps of the values that a user chose what the next dialog shows
 * @param profiles the form to show for a profile of that name; null to stay
 */
public record Form(
        Command command,
        Map<String, String> suggestions,
        Preview preview,
        Consumer<Values> memory,
        Function<String, Form> profiles) {

    private static final String FOLDER = "neuroglancer.folder";

    /** Tells what a command would do with values. It reads neither pixels nor the network, so that it is quick. */
    @FunctionalInterface
    public interface Preview {
        /**
         * A sentence or two; empty for nothing to tell.
         *
         * @throws InputException when the values cannot be used; the message is shown in its place
         */
        String of(Values values) throws IOException;
    }

    /**
     * What is said about the values of a dialog.
     *
     * @param text what will be done, or what is wrong
     * @param isGood whether the command can run with these values, as far as can be seen
     */
    public record Outlook(String text, boolean isGood) {}

    Form(final Command command, final Map<String, String> suggestions, final Preview preview) {
        this(command, suggestions, preview, values -> {}, name -> null);
    }

    /** The defaults, and only a check of the values. */
    static Form of(final Command command) {
        return new Form(command, Map.of(), values -> "");
    }

    Form remembering(final Consumer<Values> kept) {
        return new Form(command, suggestions, preview, kept, profiles);
    }

    /** Keeps which profile a user chose in a dialog. */
    Form rememberingAccount() {
        return remembering(values -> StoredProfiles.prefer(values.text("account")));
    }

    Form following(final Function<String, Form> others) {
        return new Form(command, suggestions, preview, memory, others);
    }

    public List<Key> keys() {
        return command.keys();
    }

    /** What a field shows at first. */
    public String start(final Key key) {
        return suggestions.getOrDefault(key.name(), key.standard());
    }

    /** The values that a user gave in the dialog, checked. */
    public Values values(final Map<String, String> given) {
        return command.values(Voice.DIALOG, given);
    }

    /** What the dialog shows next: this form, or another when the values name another profile that is known. */
    public Form after(final Map<String, String> given) {
        final Form other = profiles.apply(given.getOrDefault("account", "").trim());
        return other == null ? this : other;
    }

    /** What is said about values, given by key. */
    public Outlook outlook(final Map<String, String> given) {
        try {
            return new Outlook(preview.of(values(given)), true);
        } catch (final InputException | IOException e) {
            return new Outlook(Failure.message(e).in(Voice.DIALOG), false);
        }
    }

    /** Keeps what the next dialog shows. */
    public void remember(final Values values) {
        memory.accept(values);
    }

    /** The folder that a user chose last in a dialog, or empty. Macros neither set nor get it. */
    static String rememberedFolder() {
        return Prefs.get(FOLDER, "");
    }

    /** Keeps the folder of these values, but not an address with a login in it. */
    static void rememberFolder(final Values values) {
        final String folder = values.trimmed("folder");
        if (folder.isEmpty() || Address.isWeb(folder) && folder.matches("(?s).*[@?#].*")) return;
        Prefs.set(FOLDER, folder);
    }
}
