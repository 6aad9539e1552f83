package sc.fiji.neuroglancer.ij1;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import net.imagej.patcher.LegacyEnvironment;
import net.imagej.patcher.LegacyInjector;

/**
 * Runs macros in a headless ImageJ of its own: reads paths of macro files, one a line, and prints {@link #DONE} after
 * each, and when it is ready. A program of its own, because ImageJ must be patched before any of its classes is loaded.
 */
public final class MacroServer {

    /** Begins the last line that a macro makes; what follows is the error that stopped it, or nothing. */
    public static final String DONE = "=== done ";

    private MacroServer() {}

    public static void main(final String... args) throws Exception {
        LegacyInjector.preinit();
        final LegacyEnvironment imagej = new LegacyEnvironment(null, true);
        imagej.disableInitializer();
        imagej.addPluginClasspath(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(File::new)
                        .toArray(File[]::new));
        imagej.runMacro("", ""); // makes ImageJ ready, which takes a while
        System.out.println(DONE);
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            final String macro = Files.readString(Paths.get(line));
            String error = "";
            try {
                imagej.runMacro(macro, "");
            } catch (final RuntimeException e) {
                error = String.valueOf(e);
                for (Throwable t = e; t != null; t = t.getCause()) error += " / " + t.getMessage();
            }
            System.out.println(DONE + error.replace('\n', ' '));
        }
        System.exit(0); // ImageJ leaves threads behind
    }
}
