package sc.fiji.neuroglancer.help;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the Markdown of {@code src/doc} into the HTML that Java shows: headings, lists, tables, code, emphasis. */
final class Markdown {

    /** The block between fences. */
    private static final String CODE = "code";

    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\(([^)]*)\\)");

    private final StringBuilder html = new StringBuilder();
    /** The block that is open, or empty. */
    private String open = "";

    private final Set<String> anchors = new HashSet<>();

    private Markdown(final List<String> lines) {
        for (final String line : lines) if (line.startsWith("#")) anchors.add(anchor(line));
    }

    /** Where links to a heading lead, after the first {@code #}, as GitHub makes it. */
    static String anchor(final String heading) {
        return heading.replaceFirst("^#+ *", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    /** @param lines of Markdown; pictures and comments are left out */
    static String html(final List<String> lines) {
        final Markdown page = new Markdown(lines);
        for (final String line : lines) page.add(line);
        page.to("");
        return page.html.toString();
    }

    private void add(final String line) {
        if (line.startsWith("```")) to(open.equals(CODE) ? "" : CODE);
        else if (open.equals(CODE)) code(line);
        else if (line.isBlank()) to("");
        else if (line.startsWith("#")) heading(line);
        else if (line.startsWith("|")) row(line);
        else if (line.startsWith("- ")) item("ul", line.substring(2));
        else if (line.matches("\\d+\\. .*")) item("ol", line.substring(line.indexOf(' ') + 1));
        else if (!line.startsWith("![") && !line.startsWith("<!--")) text(line);
    }

    /** Lines that are too long for the window are broken there, not in what is copied from it. */
    private void code(final String line) {
        final String text = line.stripLeading();
        html.append("<code>").append("&nbsp;".repeat(line.length() - text.length()));
        html.append(escaped(text)).append("</code><br>");
    }

    private void heading(final String line) {
        to("");
        final int level = line.indexOf(' ');
        html.append("<h")
                .append(level)
                .append("><a name=\"")
                .append(anchor(line))
                .append("\"></a>");
        html.append(inline(line.substring(level + 1)));
        html.append("</h").append(level).append('>');
    }

    private void row(final String line) {
        if (line.matches("[|\\s:-]+")) return;
        final String cell = open.equals("table") ? "td" : "th";
        to("table");
        html.append("<tr>");
        for (final String text : line.replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|"))
            html.append('<').append(cell).append(" align=left valign=top>").append(inline(text.trim()));
        html.append("</tr>");
    }

    private void item(final String list, final String text) {
        to(list);
        html.append("<li>").append(inline(text)).append(' ');
    }

    private void text(final String line) {
        if (open.isEmpty() || open.equals("table")) to("p");
        html.append(inline(line.trim())).append(' ');
    }

    private void to(final String block) {
        if (block.equals(open)) return;
        if (!open.isEmpty())
            html.append("</").append(open.equals(CODE) ? "p" : open).append('>');
        if (block.equals(CODE)) html.append("<p>");
        else if (block.equals("table")) html.append("<table cellpadding=3>");
        else if (!block.isEmpty()) html.append('<').append(block).append('>');
        open = block;
    }

    /** What is between backticks is as it stands; emphasis and links are outside. */
    private String inline(final String text) {
        final StringBuilder out = new StringBuilder();
        final String[] parts = escaped(text).split("`", -1);
        for (int i = 0; i < parts.length; i++)
            out.append(i % 2 == 1 ? "<code>" + parts[i] + "</code>" : emphasis(parts[i]));
        return out.toString();
    }

    private String emphasis(final String text) {
        return links(text).replaceAll("\\*\\*([^*]+)\\*\\*", "<b>$1</b>").replaceAll("\\*([^*]+)\\*", "<i>$1</i>");
    }

    /** A link that leads neither to the web nor to a heading of the page becomes its text. */
    private String links(final String text) {
        return LINK.matcher(text).replaceAll(link -> {
            final String to = link.group(2);
            final boolean works = to.startsWith("https:") || to.startsWith("#") && anchors.contains(to.substring(1));
            final String html = works ? "<a href=\"" + to + "\">" + link.group(1) + "</a>" : link.group(1);
            return Matcher.quoteReplacement(html);
        });
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
