package sc.fiji.neuroglancer.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page about a command that ImageJ's dialogs show. {@code src/help/HelpPages.java} makes it from {@code src/doc}. */
public final class HelpPage {

    private HelpPage() {}

    /**
     * @param label of the command in the menu
     * @return HTML, which begins with {@code <html>}
     */
    public static String html(final String label) {
        final String file = "/neuroglancer-help/" + label.replace("...", "") + ".html";
        try (InputStream in = HelpPage.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("the plugin's jar has no " + file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("the plugin's jar cannot be read", e);
        }
    }
}
