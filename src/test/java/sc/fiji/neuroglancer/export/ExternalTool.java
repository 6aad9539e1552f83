package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs for end-to-end tests. */
public final class ExternalTool {

    private static final boolean REQUIRED = "required".equals(System.getenv("NEUROGLANCER_FIJI_E2E"));

    private ExternalTool() {}

    /** Skips the test when a tool is missing, or fails it where the environment says that all tools are there. */
    public static void demand(final boolean present, final String what) {
        if (REQUIRED && !present) fail("NEUROGLANCER_FIJI_E2E is required, but there is no " + what);
        assumeTrue(present, () -> "there is no " + what);
    }

    /** Whether a program runs and ends well. */
    public static boolean works(final String... command) {
        try {
            return new Run(Paths.get("").toAbsolutePath(), 60, List.of(command)).code == 0;
        } catch (final IOException e) {
            return false;
        }
    }

    /** Runs a program to its end; fails the test when it does not end well within that time. */
    public static String run(final Path folder, final int seconds, final String... command) throws IOException {
        final Run run = new Run(folder, seconds, List.of(command));
        if (run.code != 0) fail(String.join(" ", command) + " ended with " + run.code + ":\n" + run.output);
        return run.output;
    }

    /** The command that starts a class of the tests' class path in a Java of its own. */
    public static List<String> java(final List<String> options, final Class<?> main, final List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Djava.awt.headless=true");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static final class Run {
        final int code;
        final String output;

        Run(final Path folder, final int seconds, final List<String> command) throws IOException {
            final File log = Files.createTempFile("tool", ".log").toFile();
            try {
                final Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
                final boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
                if (!ended) process.destroyForcibly();
                code = ended ? process.exitValue() : -1;
                output = Files.readString(log.toPath(), StandardCharsets.UTF_8);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                Files.delete(log.toPath());
            }
        }
    }
}
