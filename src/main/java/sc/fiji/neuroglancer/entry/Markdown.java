package sc.fiji.neuroglancer.entry;

import java.util.List;

/** Turns the Markdown that the README uses into the HTML that Java shows: headings, lists, tables, code, emphasis. */
final class Markdown {

    private final StringBuilder html = new StringBuilder();
    /** The block that is open, or empty. */
    private String open = "";

    private Markdown() {}

    /** @param lines of Markdown; pictures are left out */
    static String html(final List<String> lines) {
        final Markdown page = new Markdown();
        for (final String line : lines) page.add(line);
        page.to("");
        return page.html.toString();
    }

    private void add(final String line) {
        if (line.startsWith("```")) to(open.equals("pre") ? "" : "pre");
        else if (open.equals("pre")) html.append(escaped(line)).append('\n');
        else if (line.isBlank()) to("");
        else if (line.startsWith("#")) heading(line);
        else if (line.startsWith("|")) row(line);
        else if (line.startsWith("- ")) item("ul", line.substring(2));
        else if (line.matches("\\d+\\. .*")) item("ol", line.substring(line.indexOf(' ') + 1));
        else if (!line.startsWith("![")) text(line);
    }

    private void heading(final String line) {
        to("");
        final int level = line.indexOf(' ');
        html.append("<h").append(level).append('>').append(inline(line.substring(level + 1)));
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
        if (!open.isEmpty()) html.append("</").append(open).append('>');
        if (block.equals("table")) html.append("<table cellpadding=3>");
        else if (!block.isEmpty()) html.append('<').append(block).append('>');
        open = block;
    }

    /** What is between backticks is as it stands; emphasis and links are outside. */
    private static String inline(final String text) {
        final StringBuilder out = new StringBuilder();
        final String[] parts = escaped(text).split("`", -1);
        for (int i = 0; i < parts.length; i++)
            out.append(i % 2 == 1 ? "<code>" + parts[i] + "</code>" : emphasis(parts[i]));
        return out.toString();
    }

    private static String emphasis(final String text) {
        return text.replaceAll("\\[([^]]*)]\\(([^)]*)\\)", "<a href=\"$2\">$1</a>")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "<b>$1</b>")
                .replaceAll("\\*([^*]+)\\*", "<i>$1</i>");
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
