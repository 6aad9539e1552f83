package sc.fiji.neuroglancer.command;

import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.message.Voice;

/**
 * One parameter of a command, as dialogs, macros and shells name it.
 *
 * @param words that name it in dialogs; written together in lower case they are its name elsewhere
 * @param standard value when none is given
 * @param choices the words to choose from; empty for other kinds
 * @param help what it does, in a few words
 * @param front which users see it
 */
public record Key(String words, Kind kind, String standard, List<String> choices, String help, Front front) {

    /** What values a key takes, and how a dialog asks for them. */
    public enum Kind {
        TEXT,
        /** A folder on disk, or a web address where the command takes one. */
        FOLDER,
        FILE,
        CHOICE,
        /** true or false; in a macro or shell the bare key means true. */
        FLAG,
        /** A whole number. */
        NUMBER
    }

    /** Which users see a key. */
    public enum Front {
        ALL,
        /** Dialogs, macros and scripts. */
        FIJI,
        SHELL
    }

    private Key(final String words, final Kind kind, final String standard, final String help) {
        this(words, kind, standard, List.of(), help, Front.ALL);
    }

    /** A key that takes any text. */
    public static Key text(final String words, final String standard, final String help) {
        return new Key(words, Kind.TEXT, standard, help);
    }

    public static Key folder(final String words, final String help) {
        return new Key(words, Kind.FOLDER, "", help);
    }

    public static Key file(final String words, final String help) {
        return new Key(words, Kind.FILE, "", help);
    }

    /** The first choice is the default. */
    public static Key choice(final String words, final List<String> choices, final String help) {
        return new Key(words, Kind.CHOICE, choices.get(0), List.copyOf(choices), help, Front.ALL);
    }

    public static Key flag(final String words, final boolean standard, final String help) {
        return new Key(words, Kind.FLAG, String.valueOf(standard), help);
    }

    public static Key number(final String words, final int standard, final String help) {
        return new Key(words, Kind.NUMBER, String.valueOf(standard), help);
    }

    /** The same key for some users only. */
    public Key only(final Front users) {
        return new Key(words, kind, standard, choices, help, users);
    }

    boolean isFor(final Voice voice) {
        return front == Front.ALL || (front == Front.SHELL) == (voice == Voice.SHELL);
    }

    /** The name in macros and shells. */
    public String name() {
        return words.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** The name in dialogs, in words. */
    public String label() {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
