package sc.fiji.neuroglancer.help;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.KnownCommands;
import sc.fiji.neuroglancer.command.ShareImage;
import sc.fiji.neuroglancer.command.UploadDataset;

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
        final String page = HelpPage.html(ShareImage.LABEL);
        assertTrue(page.contains("</a>Share in Neuroglancer</h1>\n<p>Once, set up a storage"), page);
        for (final String part :
                new String[] {"Make the folder public there.", "Interrupted?", "is shared and checked"})
            assertTrue(page.contains(part), part + " is not in " + page);
        assertFalse(page.contains("</a>Where a point lands</h2>"), "what other commands do is on their pages");
    }

    @Test
    void beginsWithTheSectionThatHasTheKeys() {
        final String page = HelpPage.html(UploadDataset.LABEL);
        assertTrue(page.contains("</h1>\n<h2><a name=\"upload\"></a>Upload</h2>"), page);
        assertTrue(page.indexOf("</a>Upload</h2>") < page.indexOf("</a>Profiles</h2>"), page);
    }

    @Test
    void laysOutTablesAndCodeForSwing() {
        final String page = HelpPage.html(ShareImage.LABEL);
        assertTrue(page.contains("<table cellpadding=\"3\">\n<tr>\n<th align=\"left\" valign=\"top\">key</th>"), page);
        assertTrue(page.contains("<td align=\"left\" valign=\"top\"><code>account</code></td>"), page);
        assertTrue(
                page.contains("name=brain&quot;);</code><br><code>java -jar "), "lines of code can be broken: " + page);
        for (final String unknown : new String[] {"<thead>", "<tbody>", "<pre>", "<img", "<!--"})
            assertFalse(page.contains(unknown), unknown + " in " + page);
    }

    @Test
    void linksLeadToHeadingsOfThePage() {
        final String page = HelpPage.html(ShareImage.LABEL);
        assertTrue(page.contains("<a href=\"#profiles\">profiles</a>"), page);
        assertTrue(page.contains("<h2><a name=\"profiles\"></a>Profiles</h2>"), page);
        final String storages = HelpPage.html(UploadDataset.LABEL);
        assertTrue(storages.contains("<a href=\"https://www.ebi.ac.uk/bioimage-archive/submit/\">"), storages);
    }

    @ParameterizedTest
    @MethodSource("labels")
    void hasNoLinkThatLeadsNowhere(final String label) {
        final String page = HelpPage.html(label);
        final Matcher link = Pattern.compile("href=\"([^\"]*)\"").matcher(page);
        while (link.find()) {
            final String to = link.group(1);
            assertTrue(to.startsWith("https:") || page.contains("<a name=\"" + to.substring(1) + "\">"), to);
        }
    }
}
