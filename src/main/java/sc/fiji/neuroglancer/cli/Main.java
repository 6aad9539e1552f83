package sc.fiji.neuroglancer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.MissingJar;
import sc.fiji.neuroglancer.dataset.IfExists;
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

    private static final List<ShellCommand> COMMANDS = List.of(
            new ShareData(),
            new ExportImage(),
            new ExportPoints(),
            new PrintLink(),
            new Serve(),
            new UploadData(),
            new CheckData(),
            new ChangeSettings(),
            new Sample());

    private static final ShellWords WORDS = words(List.of());

    /** Set to anything, it shows where in the program something unexpected went wrong. */
    private static final String DEBUG = "NEUROGLANCER_FIJI_DEBUG";

    private static final String REPORT = "https://github.com/fiji/neuroglancer_fiji/issues";

    private final PrintStream out;
    private final PrintStream err;
    private volatile ShellCommand running;

    Main(final PrintStream out, final PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends the process. */
    public static void main(final String... args) {
        System.setProperty("java.awt.headless", "true");
        final PrintStream out = System.out;
        System.setOut(System.err); // ImageJ prints there what it cannot show
        final Main main = new Main(out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(main::interrupted));
        System.exit(main.run(args));
    }

    /** Ctrl-C: says what becomes of what was begun. */
    private void interrupted() {
        final ShellCommand command = running;
        if (command == null) return;
        for (final Key key : command.keys())
            if (key.name().equals("existing")) err.println("\nInterrupted. " + Main.next(key));
    }

    private static String next(final Key existing) {
        final String resume = IfExists.RESUME.label();
        if (!existing.choices().contains(resume)) return "Nothing of it is visible: run the same command again.";
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
        final Optional<String> lost = unspeakable(System.getProperty("sun.jnu.encoding", "UTF-8"), args);
        if (lost.isPresent()) {
            err.println(lost.get());
            return FAILED;
        }
        for (final ShellCommand command : COMMANDS)
            if (command.name().equals(args[0])) return run(command, Arrays.copyOfRange(args, 1, args.length));
        return wrong("There is no command '" + args[0] + "'.");
    }

    private static ShellWords words(final List<Key> own) {
        final List<Key> all =
                COMMANDS.stream().flatMap(command -> command.keys().stream()).collect(Collectors.toList());
        return new ShellWords(all, own, Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Java reads and makes file names in the letters of the locale only, and loses others before they come here. */
    static Optional<String> unspeakable(final String encoding, final String... args) {
        final CharsetEncoder letters = Charset.forName(encoding).newEncoder();
        for (final String word : args)
            if (!letters.canEncode(word))
                return Optional.of("Java cannot use all letters of '" + word.replace('\ufffd', '?')
                        + "' here, as the locale has none beyond " + encoding
                        + ": run it with LC_ALL=C.UTF-8 in front of java.");
        return Optional.empty();
    }

    private int run(final ShellCommand command, final String[] args) {
        final Arguments arguments;
        try {
            arguments = Arguments.parse(command, args);
        } catch (final InputException e) {
            return wrong(e.getMessage());
        }
        if (arguments.help()) {
            out.print(help(command));
            return OK;
        }
        final Terminal terminal = new Terminal(out, err, arguments.json(), words(command.keys()));
        try {
            running = command;
            command.run(arguments, terminal);
            return OK;
        } catch (final UsageException e) {
            terminal.failure(e.getMessage() + TRY_HELP);
            return USAGE;
        } catch (final InputException e) {
            return failed(terminal, e.getMessage());
        } catch (final IOException e) {
            return failed(terminal, Failure.sentence(e));
        } catch (final CancellationException e) {
            return failed(terminal, "Canceled. Run the same command with --existing Resume to continue.");
        } catch (final OutOfMemoryError e) {
            return failed(terminal, "There is not enough memory: start java with a larger -Xmx.");
        } catch (final LinkageError e) {
            return failed(terminal, MissingJar.sentence(e));
        } catch (final RuntimeException e) { // a mistake of this program, of which a user can only be told
            if (System.getenv(DEBUG) != null) e.printStackTrace(err);
            return failed(
                    terminal,
                    "Something unexpected went wrong (" + e + "): run it again with " + DEBUG
                            + "=1 in front of java, and report what it prints at " + REPORT + ".");
        } finally {
            running = null;
        }
    }

    private static int failed(final Terminal terminal, final String sentence) {
        terminal.failure(sentence);
        return FAILED;
    }

    private int wrong(final String sentence) {
        err.println(WORDS.of(sentence) + TRY_HELP);
        return USAGE;
    }

    private static String usage() {
        final StringBuilder text = new StringBuilder("Neuroglancer for Fiji " + version() + "\n\n");
        for (final ShellCommand command : COMMANDS)
            text.append(String.format("  %-14s %s%n", command.name(), command.summary()));
        return text + "\nCOMMAND --help shows its options.\n";
    }

    private static String help(final ShellCommand command) {
        final StringBuilder text = new StringBuilder();
        text.append(String.format("%s %s%n%s%n%n", command.name(), command.operands(), command.summary()));
        command.keys().forEach(key -> {
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
