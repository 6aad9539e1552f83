package sc.fiji.neuroglancer.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of the README that tell of a command, as a page that ImageJ's dialogs show. */
public final class HelpPage {

    private static final String README = "/neuroglancer-help/README.md";

    private HelpPage() {}

    /**
     * The page of a command: the sections that name it, then those that these lead to.
     *
     * @param label of the command in the menu
     * @return HTML, which begins with {@code <html>}
     */
    public static String html(final String label) {
        final List<String> lines = new ArrayList<>(List.of("# " + label.replace("...", "")));
        final List<String> others = new ArrayList<>();
        for (final String section : readme().split("(?m)^(?=## )"))
            if (section.startsWith("## ")) (names(section, label) ? lines : others).addAll(lines(section));
        final String own = String.join("\n", lines);
        for (final String section : String.join("\n", others).split("(?m)^(?=## )"))
            if (own.contains("(#" + Markdown.anchor(section.lines().findFirst().orElse("")) + ")"))
                lines.addAll(lines(section));
        return "<html>" + Markdown.html(lines) + "</html>";
    }

    private static List<String> lines(final String section) {
        return section.lines().collect(Collectors.toList());
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
