package sc.fiji.neuroglancer.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.command.Command;
import sc.fiji.neuroglancer.command.Commands;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Runs a command from a shell.
 *
 * <p>Exit codes: 0 when the whole job is done, 1 when it failed (one sentence on the error stream), 2 when it was
 * called wrongly; 130 and 143 when it was interrupted or told to end.
 */
public final class Main {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final String TRY_HELP = " Try --help.";

    private static final List<Command> COMMANDS = Stream.concat(
                    Commands.ALL.stream()
                            .filter(command -> !command.shell().summary().isEmpty()),
                    Stream.of(new Serve(), new Sample()))
            .toList();

    private static final ShellWords WORDS = words(List.of());

    /** When this is set, unexpected errors are printed with their stack trace. */
    private static final String DEBUG = "NEUROGLANCER_FIJI_DEBUG";

    private static final String REPORT = "https://github.com/fiji/neuroglancer_fiji/issues";

    private final PrintStream out;
    private final PrintStream err;
    private volatile Command running;

    Main(final PrintStream out, final PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends the process. */
    public static void main(final String... args) {
        System.setProperty("java.awt.headless", "true");
        final PrintStream out = System.out;
        System.setOut(System.err); // ImageJ prints there what it cannot show in a window
        final Main main = new Main(out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(main::interrupted));
        System.exit(main.run(args));
    }

    /** Ctrl-C: says how to continue. */
    private void interrupted() {
        final Command command = running;
        if (command == null) return;
        for (final Key key : command.keys(Voice.SHELL))
            if (key.name().equals("existing")) err.println("\nInterrupted. " + Main.next(key));
    }

    private static String next(final Key existing) {
        final String resume = IfExists.RESUME.label();
        if (!existing.choices().contains(resume)) return "Nothing is visible yet: run the same command again.";
        return "Run the same command " + (existing.standard().equals(resume) ? "again" : "with --existing " + resume)
                + " to continue.";
    }

    /** Runs the command and returns the exit code. */
    int run(final String... args) {
        if (args.length == 0 || List.of("--help", "-h", "help").contains(args[0])) {
            out.print(usage());
            return args.length == 0 ? USAGE : OK;
        }
        if (args[0].equals("--version")) {
            out.println(version());
            return OK;
        }
        final String lost = lostCharacters(System.getProperty("sun.jnu.encoding", "UTF-8"), args);
        if (!lost.isEmpty()) {
            err.println(lost);
            return FAILED;
        }
        for (final Command command : COMMANDS)
            if (command.shell().word().equals(args[0])) return run(command, Arrays.copyOfRange(args, 1, args.length));
        return wrong(Message.of("There is no command '{}'.", args[0]));
    }

    private static ShellWords words(final List<Key> own) {
        final List<Key> all = COMMANDS.stream()
                .flatMap(command -> Arguments.options(command).stream())
                .toList();
        return new ShellWords(all, own, Runtime.getRuntime().maxMemory() >> 20);
    }

    /**
     * Java uses only the characters of the locale in file names, and loses others before they get here.
     *
     * @return what to tell the user; empty when no character was lost
     */
    static String lostCharacters(final String encoding, final String... args) {
        final CharsetEncoder encoder = Charset.forName(encoding).newEncoder();
        for (final String word : args)
            if (!encoder.canEncode(word))
                return "Java cannot handle all characters of '" + word.replace('\ufffd', '?')
                        + "' here because the locale has only those of " + encoding
                        + ": run it with LC_ALL=C.UTF-8 in front of java.";
        return "";
    }

    private int run(final Command command, final String[] args) {
        final Arguments arguments;
        try {
            arguments = Arguments.parse(command, args);
        } catch (final InputException e) {
            return wrong(e.message());
        }
        if (arguments.help()) {
            out.print(help(command));
            return OK;
        }
        final Terminal terminal = new Terminal(out, err, arguments.json(), words(Arguments.options(command)));
        final ShellDesk desk = new ShellDesk(terminal, arguments);
        try {
            running = command;
            command.run(arguments::values, desk);
        } catch (final RuntimeException e) { // an error in this program
            if (System.getenv(DEBUG) != null) e.printStackTrace(err);
            terminal.failure(Message.of(
                    "An unexpected error occurred ({}): run it again with {}=1 in front of java, and report the output at"
                            + " {}.",
                    e.toString(),
                    DEBUG,
                    REPORT));
            return FAILED;
        } finally {
            running = null;
        }
        return desk.code();
    }

    private int wrong(final Message sentence) {
        err.println(WORDS.of(sentence.in(Voice.SHELL)) + TRY_HELP);
        return USAGE;
    }

    private static String usage() {
        final StringBuilder text = new StringBuilder("Neuroglancer for Fiji " + version() + "\n\n");
        for (final Command command : COMMANDS)
            text.append(String.format(
                    "  %-14s %s%n", command.shell().word(), command.shell().summary()));
        return text + "\nCOMMAND --help shows its options.\n";
    }

    private static String help(final Command command) {
        final StringBuilder text = new StringBuilder();
        final Command.Shell shell = command.shell();
        text.append(String.format("%s %s%n%s%n%n", shell.word(), shell.operands(), shell.summary()));
        Arguments.options(command).forEach(key -> {
            final String standard = key.standard().isEmpty() ? "" : " [" + key.standard() + "]";
            final String choices = key.choices().isEmpty() ? "" : ": " + String.join(" | ", key.choices());
            text.append(String.format("  --%-12s %s%s%s%n", key.name(), WORDS.of(key.help()), choices, standard));
        });
        return text + String.format("  --%-12s %s%n", "json", "print the result as one JSON object");
    }

    private static String version() {
        final String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
