package sc.fiji.neuroglancer.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

class ViewerLinkTest {

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }

    @Test
    void writesTheGoldenLink() {
        assertEquals(Golden.LINK, ViewerLink.toUrl(ViewerLink.DEMO, ViewerState.parse(Golden.STATE)));
        assertTrue(ViewerLink.isLong(Golden.LINK));
    }

    @Test
    void readsTheGoldenLink() {
        final ViewerLink link = ViewerLink.parse("  " + Golden.LINK + "\n");
        assertEquals("https://neuroglancer-demo.appspot.com/", link.viewer());
        assertEquals(Golden.STATE, link.state().toString());
        assertEquals("", link.stateAddress());
    }

    @Property(tries = 300)
    void anyStateSurvivesTheLink(@ForAll("objects") final ObjectNode json) {
        final ViewerState state = ViewerState.parse(Json.write(json));
        final String url = ViewerLink.toUrl(ViewerLink.HELMHOLTZ, state);
        assertEquals(state, ViewerLink.parse(url).state());
        assertTrue(url.chars().allMatch(c -> c > 0x20 && c < 0x7f), url);
        final String fragment = url.substring(url.indexOf("#!") + 2);
        assertEquals(state.toString(), decodeUriComponent(fragment));
    }

    /** As JavaScript decodes; {@code URLDecoder} also makes blanks of plus signs. */
    private static String decodeUriComponent(final String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "https://host,https://host/#!{}",
        "https://host/,https://host/#!{}",
        "https://host/viewer/,https://host/viewer/#!{}",
        "https://host/index.html,https://host/index.html#!{}",
        "http://127.0.0.1:123/v/#!old,http://127.0.0.1:123/v/#!{}",
    })
    void viewersAddressGetsASlashWhereItNeedsOne(final String viewer, final String expected) {
        assertEquals(expected.replace("{}", "%7B%7D"), ViewerLink.toUrl(viewer, ViewerState.empty()));
    }

    @Test
    void shortFormSaysWhereTheStateIs() {
        final String url = ViewerLink.toShortUrl(ViewerLink.DEMO, "https://host/a%20b/state.json");
        assertEquals("https://neuroglancer-demo.appspot.com/#!https://host/a%20b/state.json", url);
        final ViewerLink link = ViewerLink.parse(url);
        assertEquals("https://host/a%20b/state.json", link.stateAddress());
        assertEquals(ViewerState.empty(), link.state());
        assertFalse(ViewerLink.isLong(url));
    }

    @Test
    void lengthIsLongAboveTwoThousand() {
        assertFalse(ViewerLink.isLong("x".repeat(2000)));
        assertTrue(ViewerLink.isLong("x".repeat(2001)));
    }

    @Test
    void readsTheOlderEncoding() {
        final String url = "https://host/#!{'layers':[{'source':'precomputed://gs://bucket/my_image'_'type':'image'"
                + "_'name':'it\\'s'}]_'navigation':{'zoomFactor':8}}";
        final ViewerState state = ViewerLink.parse(url).state();
        assertEquals("it's", state.layers().get(0).name());
        assertEquals(
                "precomputed://gs://bucket/my_image",
                state.layers().get(0).sources().get(0));
        assertEquals("8", state.toJson().at("/navigation/zoomFactor").toString());
    }

    @Test
    void anEmptyStateIsEmpty() {
        assertEquals(ViewerState.empty(), ViewerLink.parse("https://host/#!").state());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/",
                "https://host/#!+%7B%7D",
                "https://host/#!%7",
                "https://host/#!%zz",
                "https://host/#!%ff",
                "https://host/#!%7B%22a%22",
                "https://host/#![]",
                ""
            })
    void brokenLinksAreRefusedWithARemedy(final String url) {
        final InputException e = assertThrows(InputException.class, () -> ViewerLink.parse(url));
        assertTrue(e.getMessage().contains("copy"), e.getMessage());
    }
}
