package sc.fiji.neuroglancer.message;

import java.io.Serializable;

/**
 * A part of a message that differs between voices. Keys are named by their words in lower case, such as {@code public
 * address}. Instructions begin with a capital letter where a sentence begins with them.
 */
public sealed interface Slot extends Serializable permits Fragment, Message {

    /** The text as the voice says it. */
    String in(Voice voice);

    /** A key as a noun: {@code Public address}, {@code publicaddress}, {@code --publicaddress}. */
    static Slot key(final String words) {
        final String shown = shown(words);
        final String name = Fragment.name(shown);
        return Fragment.noun(Fragment.label(shown), name, "--" + name);
    }

    /** An instruction: {@code set Existing to Replace}, {@code set existing to Replace}, {@code use --existing Replace}. */
    static Slot set(final String words, final Object value) {
        final String shown = shown(value);
        return Fragment.instruction(
                "set " + Fragment.label(words) + " to " + shown,
                "set " + Fragment.name(words) + " to " + shown,
                "use " + option(words, shown));
    }

    /** An instruction that turns a flag on: {@code turn on Shorten}, {@code set shorten to true}, {@code use --shorten}. */
    static Slot turnOn(final String words) {
        final String name = Fragment.name(words);
        return Fragment.instruction("turn on " + Fragment.label(words), "set " + name + " to true", "use --" + name);
    }

    /**
     * An instruction that turns off a flag, which is off by default: {@code turn off Crop}, {@code set crop to false},
     * {@code leave out --crop}.
     */
    static Slot turnOff(final String words) {
        final String name = Fragment.name(words);
        return Fragment.instruction("turn off " + Fragment.label(words), "set " + name + " to false", leaveOut(name));
    }

    /** An instruction: {@code leave Points file empty}, {@code leave out pointsfile}, {@code leave out --pointsfile}. */
    static Slot leave(final String words) {
        final String name = Fragment.name(words);
        return Fragment.instruction("leave " + Fragment.label(words) + " empty", "leave out " + name, leaveOut(name));
    }

    /** A key with its value, after "with": {@code Existing set to Resume}, {@code existing=Resume}, {@code --existing Resume}. */
    static Slot given(final String words, final Object value) {
        final String shown = shown(value);
        return Fragment.noun(
                Fragment.label(words) + " set to " + shown,
                Fragment.name(words) + "=" + (shown.contains(" ") ? "[" + shown + "]" : shown),
                option(words, shown));
    }

    /**
     * A command as a noun: {@code Neuroglancer Settings} or, in a shell, {@code the settings command}.
     *
     * @param label in the menu, with or without its dots
     * @param subcommand its name in a shell
     */
    static Slot command(final String label, final String subcommand) {
        final String words = label.replace("...", "");
        return Fragment.noun(words, words, "the " + subcommand + " command");
    }

    /** A command with the way to it: {@code Plugins > Neuroglancer > Neuroglancer Settings}; else as {@link #command}. */
    static Slot menu(final String label, final String subcommand) {
        final String path = "Plugins > Neuroglancer > " + label.replace("...", "");
        return Fragment.noun(path, path, "the " + subcommand + " command");
    }

    /** An instruction: close other images and raise the memory of Fiji, or start Java with enough of it. */
    static Slot memory(final long needBytes, final long freeBytes) {
        final long heap = Runtime.getRuntime().maxMemory();
        return Fragment.memory("start java with -Xmx" + Fragment.enoughMiB(needBytes, freeBytes, heap) + "m");
    }

    /** An instruction as {@link #memory(long, long)}, when the amount is not known. */
    static Slot memory() {
        return Fragment.memory("start java with a larger -Xmx");
    }

    /**
     * An instruction in other words for a shell.
     *
     * @param inFiji words, or a {@link Message}
     * @param inShell words, or a {@link Message}
     */
    static Slot either(final Object inFiji, final Object inShell) {
        return Fragment.instruction(
                words(inFiji, Voice.DIALOG), words(inFiji, Voice.MACRO), words(inShell, Voice.SHELL));
    }

    private static String words(final Object words, final Voice voice) {
        return words instanceof Message message ? message.write(voice, false) : words.toString();
    }

    private static String shown(final Object value) {
        return ForeignText.safe(String.valueOf(value), ForeignText.LONGEST);
    }

    private static String leaveOut(final String name) {
        return "leave out --" + name;
    }

    private static String option(final String words, final String value) {
        final String shown = value.contains(" ") ? "\"" + value + "\"" : value;
        return "--" + Fragment.name(words) + " " + shown;
    }
}
