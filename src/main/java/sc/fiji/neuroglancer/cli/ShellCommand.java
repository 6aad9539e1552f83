package sc.fiji.neuroglancer.cli;

import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.command.Key;

/** One command of the shell. To add one, write its class and add it to the list in {@link Main}. */
interface ShellCommand {

    /** The word that calls it. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** The operands, for help, for instance {@code IN.tif|FOLDER}. */
    String operands();

    /** The options. */
    List<Key> keys();

    /** Fewest and most operands. */
    int[] operandCount();

    /** Does the job; a failure is thrown as an exception with a sentence for the user. */
    void run(Arguments arguments, Terminal terminal) throws IOException;
}
