package sc.fiji.neuroglancer.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The page about a command that ImageJ's dialogs show: the page of {@code src/doc} with the command's table of keys, and
 * the sections of other pages that it links to.
 */
public final class HelpPage {

    private static final List<String> PAGES = List.of("images", "points", "share", "link", "check", "storages");

    private HelpPage() {}

    /**
     * The sections with the command's keys come first.
     *
     * @param label of the command in the menu
     * @return HTML, which begins with {@code <html>}
     */
    public static String html(final String label) {
        final String keys = "<!-- keys: " + label + " -->";
        final String own = PAGES.stream()
                .map(HelpPage::read)
                .filter(page -> page.contains(keys))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no page of src/doc has " + keys));
        final List<String> sections = new ArrayList<>(sections(own.replaceFirst("^# .*", "")));
        sections.sort((a, b) -> Boolean.compare(b.contains(keys), a.contains(keys)));
        sections.add(0, "# " + label.replace("...", ""));
        for (final String name : PAGES)
            for (final String section : sections(read(name)))
                if (own.contains("(" + name + ".md#"
                        + Markdown.anchor(section.lines().findFirst().orElse("")) + ")")) sections.add(section);
        final String page = String.join("\n", sections).replaceAll("]\\(\\w+\\.md#", "](#");
        return "<html>" + Markdown.html(page.lines().toList()) + "</html>";
    }

    private static List<String> sections(final String page) {
        return List.of(page.split("(?m)^(?=## )"));
    }

    private static String read(final String name) {
        final String file = "/neuroglancer-help/" + name + ".md";
        try (InputStream in = HelpPage.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("the plugin's jar has no " + file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("the plugin's jar cannot be read", e);
        }
    }
}
