package sc.fiji.neuroglancer.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parts of the README that tell of a command, as a page that ImageJ's dialogs show. */
public final class HelpPage {

    private static final String README = "/neuroglancer-help/README.md";

    private HelpPage() {}

    /**
     * The page of a command.
     *
     * @param label of the command in the menu
     * @return HTML, which begins with {@code <html>}
     */
    public static String html(final String label) {
        final List<String> lines = new ArrayList<>(List.of("# " + label.replace("...", "")));
        for (final String section : readme().split("(?m)^(?=## )"))
            if (section.startsWith("## ") && names(section, label))
                section.lines().forEach(lines::add);
        return "<html>" + Markdown.html(lines) + "</html>";
    }

    /** The README writes labels with three dots in macros, with an ellipsis in its text. */
    private static boolean names(final String section, final String label) {
        return section.contains(label) || section.contains(label.replace("...", "…"));
    }

    private static String readme() {
        try (InputStream in = HelpPage.class.getResourceAsStream(README)) {
            if (in == null) throw new IllegalStateException("the plugin's jar has no " + README);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("the plugin's jar cannot be read", e);
        }
    }
}
