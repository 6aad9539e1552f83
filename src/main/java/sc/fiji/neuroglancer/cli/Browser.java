package sc.fiji.neuroglancer.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The user's web browser, opened without AWT, which is headless in this program. */
final class Browser {

    private Browser() {}

    /** Opens a page where there is a screen; returns whether a browser was started. */
    static boolean open(final URI page) {
        final String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        final boolean mac = system.contains("mac");
        final boolean windows = system.startsWith("windows");
        if (!mac && !windows && System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null)
            return false;
        final List<String> command = windows
                ? List.of("rundll32", "url.dll,FileProtocolHandler", page.toString())
                : List.of(mac ? "open" : "xdg-open", page.toString());
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (final IOException e) {
            return false; // the program is missing; the link is printed anyway
        }
    }
}
