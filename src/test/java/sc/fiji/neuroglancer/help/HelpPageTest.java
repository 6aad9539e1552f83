package sc.fiji.neuroglancer.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.KnownCommands;
import sc.fiji.neuroglancer.command.ShareKeys;
import sc.fiji.neuroglancer.command.UploadKeys;

class HelpPageTest {

    static Stream<String> labels() {
        return KnownCommands.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("labels")
    void explainsEveryKey(final String label) {
        final String page = HelpPage.html(label);
        assertTrue(page.startsWith("<html><h1><a name="), page);
        assertTrue(page.contains("</a>" + label.replace("...", "") + "</h1>"), page);
        for (final Key key : KnownCommands.ALL.get(label))
            assertTrue(page.contains("<code>" + key.name() + "</code>"), key.name());
    }

    @ParameterizedTest
    @MethodSource("labels")
    void leavesNoMarkdown(final String label) {
        final String page = HelpPage.html(label).replaceAll("(?s)<code>.*?</code>", "");
        for (final String sign : new String[] {"**", "`", "|--", "](", "\n#"})
            assertFalse(page.contains(sign), sign + " in " + page);
        assertFalse(page.matches("(?s).*</a>(Packages|Tools)</h2>.*"), "users need no " + page);
    }

    @Test
    void tellsOfSharingFromTheProfileToWhatIsSaidInTheEnd() {
        final String page = HelpPage.html(ShareKeys.LABEL);
        assertTrue(page.contains("</a>Share in Neuroglancer</h1><p>Once, set up a storage"), page);
        for (final String part :
                new String[] {"Make the folder public there.", "Interrupted?", "is shared and checked"})
            assertTrue(page.contains(part), part + " is not in " + page);
        assertFalse(page.contains("</a>Where a point lands</h2>"), "what other commands do is on their pages");
    }

    @Test
    void beginsWithTheSectionThatHasTheKeys() {
        final String page = HelpPage.html(UploadKeys.LABEL);
        assertTrue(page.contains("</h1><h2><a name=\"upload\"></a>Upload</h2>"), page);
        assertTrue(page.indexOf("</a>Upload</h2>") < page.indexOf("</a>Profiles</h2>"), page);
    }

    private static void assertHtml(final String html, final String... lines) {
        assertEquals(html, Markdown.html(List.of(lines)));
    }

    @Test
    void knowsBlocks() {
        assertHtml("<h2><a name=\"a-b\"></a>A b</h2><p>b c </p><p>d </p>", "## A b", "", "b", "c", "", "d");
        assertHtml("<p>a </p><ul><li>b <li>c d </ul>", "a", "", "- b", "- c", "  d");
        assertHtml("<ol><li>b <li>c </ol>", "1. b", "2. c");
        assertHtml(
                "<p><code>a &lt; b **c**</code><br><code></code><br><code>&nbsp;&nbsp;d</code><br></p>",
                "```",
                "a < b **c**",
                "",
                "  d",
                "```");
        assertHtml("<p>a </p>", "![picture](x.png)", "<!-- keys: A -->", "a");
        assertHtml(
                "<table cellpadding=3><tr><th align=left valign=top>k<th align=left valign=top></tr>"
                        + "<tr><td align=left valign=top>a<td align=left valign=top>b</tr></table>",
                "| k | |",
                "|---|---|",
                "| a | b |");
    }

    @Test
    void linksLeadToHeadingsOfThePage() {
        final String page = HelpPage.html(ShareKeys.LABEL);
        assertTrue(page.contains("<a href=\"#profiles\">profiles</a>"), page);
        assertTrue(page.contains("<h2><a name=\"profiles\"></a>Profiles</h2>"), page);
        assertHtml("<h2><a name=\"a\"></a>A</h2><p>b <a href=\"#a\">c</a> </p>", "## A", "b [c](#a)", "![p](x)");
        assertHtml("<p>see B and c </p>", "see [B](#b) and [c](c.md)");
    }

    @Test
    void knowsEmphasisCodeAndLinks() {
        assertHtml("<p><b>a</b> <i>b</i> <code>c*d*</code> </p>", "**a** *b* `c*d*`");
        assertHtml("<p><a href=\"https://x.org/\">x &amp; y</a> </p>", "[x & y](https://x.org/)");
    }
}
