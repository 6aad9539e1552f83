package sc.fiji.neuroglancer.command;

import java.util.List;
import java.util.Locale;

/** One parameter of a command as users write it in macros and shells: lower-case name, default, choices. Immutable. */
public final class Key {

    /** What values a key takes, and how a dialog asks for them. */
    public enum Kind {
        /** Any text. */
        TEXT,
        /** A folder on disk, or a web address where the command takes one. */
        FOLDER,
        /** A file on disk. */
        FILE,
        /** One of several words. */
        CHOICE,
        /** true or false; in a macro or shell the bare key means true. */
        FLAG,
        /** A whole number. */
        NUMBER
    }

    private final String name;
    private final String label;
    private final Kind kind;
    private final String standard;
    private final List<String> choices;
    private final String help;

    private Key(
            final String words, final Kind kind, final String standard, final List<String> choices, final String help) {
        name = words.replace(" ", "").toLowerCase(Locale.ROOT);
        label = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        this.kind = kind;
        this.standard = standard;
        this.choices = List.copyOf(choices);
        this.help = help;
    }

    /** A key that takes any text; its words, written together, are its name. */
    public static Key text(final String words, final String standard, final String help) {
        return new Key(words, Kind.TEXT, standard, List.of(), help);
    }

    static Key folder(final String words, final String help) {
        return new Key(words, Kind.FOLDER, "", List.of(), help);
    }

    static Key file(final String words, final String help) {
        return new Key(words, Kind.FILE, "", List.of(), help);
    }

    /** The first choice is the default. */
    static Key choice(final String words, final List<String> choices, final String help) {
        return new Key(words, Kind.CHOICE, choices.get(0), choices, help);
    }

    static Key flag(final String words, final String help) {
        return flag(words, false, help);
    }

    static Key flag(final String words, final boolean standard, final String help) {
        return new Key(words, Kind.FLAG, String.valueOf(standard), List.of(), help);
    }

    static Key number(final String words, final int standard, final String help) {
        return new Key(words, Kind.NUMBER, String.valueOf(standard), List.of(), help);
    }

    /** The name: lower-case letters only. */
    public String name() {
        return name;
    }

    /** The name as dialogs show it, in words. */
    public String label() {
        return label;
    }

    /** What values it takes. */
    public Kind kind() {
        return kind;
    }

    /** The value when none is given. */
    public String standard() {
        return standard;
    }

    /** The words to choose from; empty for other kinds. */
    public List<String> choices() {
        return choices;
    }

    /** What it does, in a few words. */
    public String help() {
        return help;
    }
}
