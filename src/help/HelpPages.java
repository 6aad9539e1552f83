import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Makes the Help page of each command when the plugin is built: {@code HelpPages.java DOC OUT} reads the Markdown in DOC and
 * writes {@code OUT/LABEL.html}. A page has the Markdown file with the command's table of keys, the section with the keys
 * first, and the sections of other files that this file links to.
 */
final class HelpPages {

    private static final Pattern KEYS = Pattern.compile("(?m)^<!-- keys: (.*) -->$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)");

    private HelpPages() {}

    public static void main(final String[] args) throws IOException {
        final Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of(args[0]))) {
            for (final Path path :
                    paths.filter(p -> p.toString().endsWith(".md")).toList())
                files.put(path.getFileName().toString(), Files.readString(path));
        }
        final Path out = Files.createDirectories(Path.of(args[1]));
        for (final String file : files.values()) {
            final Matcher keys = KEYS.matcher(file);
            while (keys.find()) {
                final String title = keys.group(1).replace("...", "");
                Files.writeString(
                        out.resolve(title + ".html"), html("# " + title + "\n" + page(keys.group(), file, files)));
            }
        }
    }

    private static String page(final String keys, final String own, final Map<String, String> files) {
        final List<String> sections = new ArrayList<>(sections(own.replaceFirst("^# .*", "")));
        sections.sort((a, b) -> Boolean.compare(b.contains(keys), a.contains(keys)));
        files.forEach((name, file) -> {
            for (final String section : sections(file))
                if (own.contains(
                        "(" + name + "#" + anchor(section.lines().findFirst().orElse("")) + ")")) sections.add(section);
        });
        return String.join("\n", sections).replaceAll("]\\(\\w+\\.md#", "](#");
    }

    private static List<String> sections(final String file) {
        return List.of(file.split("(?m)^(?=## )"));
    }

    /** Where links to a heading lead, as GitHub makes it. */
    private static String anchor(final String heading) {
        return heading.replaceFirst("^#+ *", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    private static String html(final String page) {
        final Set<String> anchors =
                HEADING.matcher(page).results().map(h -> anchor(h.group(1))).collect(Collectors.toSet());
        final var tables = List.of(TablesExtension.create());
        final HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(tables)
                .attributeProviderFactory(context -> HelpPages::align)
                .nodeRendererFactory(context -> new ForSwing(context, anchors))
                .build();
        final String text = page.replaceAll("(?m)^(!\\[|<!--).*", "");
        final String body =
                renderer.render(Parser.builder().extensions(tables).build().parse(text));
        return "<html>" + body.replaceAll("</?t(head|body)>\n", "") + "</html>\n";
    }

    private static void align(final Node node, final String tag, final Map<String, String> attributes) {
        if (node instanceof TableBlock) attributes.put("cellpadding", "3");
        if (!(node instanceof TableCell)) return;
        attributes.put("align", "left");
        attributes.put("valign", "top");
    }

    /** What Swing, which knows HTML 3.2, needs otherwise. */
    private record ForSwing(HtmlNodeRendererContext context, HtmlWriter out, Set<String> anchors)
            implements NodeRenderer {

        ForSwing(final HtmlNodeRendererContext context, final Set<String> anchors) {
            this(context, context.getWriter(), anchors);
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, Link.class, FencedCodeBlock.class);
        }

        @Override
        public void render(final Node node) {
            if (node instanceof Heading heading) heading(heading);
            else if (node instanceof Link link) link(link);
            else code((FencedCodeBlock) node);
        }

        /** Swing finds only the names of links. */
        private void heading(final Heading heading) {
            final String name = heading.getFirstChild() instanceof Text text ? text.getLiteral() : "";
            out.line();
            out.tag("h" + heading.getLevel());
            out.tag("a", Map.of("name", anchor(name)));
            out.tag("/a");
            children(heading);
            out.tag("/h" + heading.getLevel());
            out.line();
        }

        /** A link that leads neither to the web nor to a heading of the page becomes its text. */
        private void link(final Link link) {
            final String to = link.getDestination();
            final boolean works = to.startsWith("https:") || to.startsWith("#") && anchors.contains(to.substring(1));
            if (works) out.tag("a", Map.of("href", to));
            children(link);
            if (works) out.tag("/a");
        }

        /** Lines that are too long for the window are broken there, not in what is copied from it. */
        private void code(final FencedCodeBlock block) {
            out.tag("p");
            block.getLiteral().lines().forEach(line -> {
                final String text = line.stripLeading();
                out.tag("code");
                out.raw("&nbsp;".repeat(line.length() - text.length()));
                out.text(text);
                out.tag("/code");
                out.tag("br");
            });
            out.tag("/p");
            out.line();
        }

        private void children(final Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) context.render(child);
        }
    }
}
