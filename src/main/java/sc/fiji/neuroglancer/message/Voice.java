package sc.fiji.neuroglancer.message;

/** Where a message is read, which decides how it names keys, commands and remedies. */
public enum Voice {
    /** A dialog: keys by their labels, as in {@code set Existing to Replace}. */
    DIALOG,
    /** A macro or script: keys by their names, as in {@code set existing to Replace}. */
    MACRO,
    /** A shell: keys as options, as in {@code use --existing Replace}. */
    SHELL
}
