package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A link that is open in the real viewer, and what the viewer made of it. Only one is open at a time.
 *
 * <p>{@code expect…} methods fail the test with what the viewer has instead and return this object; the others tell.
 * Voxels are read through the viewer's own download and decoder, whether or not they are on the screen.
 */
final class ViewerCheck {

    /** How far a colour channel of a pixel of the screen may be off. */
    private static final int COLOR_TOLERANCE = 3;

    private static final int ANSWER_SECONDS = 180;

    /** How a link is opened. */
    static final class Opening {
        private final String link;
        private final Map<String, String> maps = new LinkedHashMap<>();
        private int width = 1000;
        private int height = 700;
        private int seconds = 90;

        private Opening(final String link) {
            this.link = link;
        }

        /**
         * Lets requests to a public address be answered by a loopback server: for links as users get them. The answer's
         * status and headers, and so CORS, are those of the loopback server.
         *
         * <p>The browser does not show us the script of the viewer's decoder, a worker of a worker, so it cannot be
         * mapped: data that are read through a mapped viewer must not be compressed.
         *
         * @param from beginning of addresses, for instance {@code https://neuroglancer.helmholtz-imaging.de/}
         * @param to what to put in its place
         */
        Opening map(final String from, final String to) {
            maps.put(from, to);
            return this;
        }

        /** Size of the browser's window in pixels; 1000 x 700 otherwise. */
        Opening size(final int w, final int h) {
            width = w;
            height = h;
            return this;
        }

        /** How long the viewer may take to show everything; 90 seconds otherwise. */
        Opening timeout(final int s) {
            seconds = s;
            return this;
        }

        /**
         * Opens the link and waits until everything visible is drawn, or an error keeps it from being.
         *
         * <p>The test is skipped (or fails where end-to-end tests are required) when there is no browser.
         */
        ViewerCheck open() throws IOException {
            final ObjectNode args = ViewerBrowser.args()
                    .put("url", link)
                    .put("width", width)
                    .put("height", height)
                    .put("timeout", 1000 * seconds);
            final ArrayNode prefixes = args.putArray("maps");
            maps.forEach((from, to) -> prefixes.addArray().add(from).add(to));
            final ViewerBrowser browser = ViewerBrowser.shared();
            return new ViewerCheck(browser, browser.call("open", args, 2 * seconds + 30));
        }
    }

    private final ViewerBrowser browser;
    private final JsonNode report;

    private ViewerCheck(final ViewerBrowser browser, final JsonNode report) {
        this.browser = browser;
        this.report = report;
    }

    /** A link that shall be opened in another way than {@link #open} does. */
    static Opening link(final String link) {
        return new Opening(link);
    }

    /** Opens a link. */
    static ViewerCheck open(final String link) throws IOException {
        return link(link).open();
    }

    private JsonNode call(final String command, final ObjectNode args) throws IOException {
        return browser.call(command, args, ANSWER_SECONDS);
    }

    private static ObjectNode layerArgs(final String layer) {
        return ViewerBrowser.args().put("layer", layer);
    }

    private static ObjectNode at(final ObjectNode args, final Map<String, ? extends Number> position) {
        final ObjectNode at = args.putObject("at");
        position.forEach((name, x) -> at.put(name, x.doubleValue()));
        return args;
    }

    /** Everything the viewer told after it was ready: space, position, state, layers, errors, failedRequests. */
    JsonNode report() {
        return report;
    }

    /** Every error that the viewer shows, in a layer, a source, a shader, the status bar or the console. */
    List<String> errors() {
        final List<String> errors = texts(report.get("errors"));
        if (report.path("stuck").isTextual()) errors.add(report.get("stuck").asText());
        return errors;
    }

    /** Requests that failed; questions for metadata that need not be there are not among them. */
    List<String> failedRequests() {
        return texts(report.get("failedRequests"));
    }

    private static List<String> texts(final JsonNode array) {
        final List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    /** No error is shown, everything was drawn, and no request failed. */
    ViewerCheck expectNoErrors() {
        assertEquals(List.of(), errors(), "errors of the viewer");
        assertEquals(List.of(), failedRequests(), "failed requests");
        return this;
    }

    /** Some error is shown that contains this text. */
    ViewerCheck expectError(final String part) {
        if (errors().stream().noneMatch(e -> e.contains(part))) fail("no error says \"" + part + "\": " + errors());
        return this;
    }

    /** The names of the layers, the lowest first. */
    List<String> layers() {
        final List<String> names = new ArrayList<>();
        report.get("layers").forEach(l -> names.add(l.get("name").asText()));
        return names;
    }

    /** The layer of this name. */
    LayerCheck layer(final String name) {
        for (final JsonNode l : report.get("layers")) {
            if (l.get("name").asText().equals(name)) return new LayerCheck(l);
        }
        return fail("no layer " + name + ", only " + layers());
    }

    /** The dimensions that all layers share, and their scales in units (metres, seconds or nothing). */
    ViewerCheck expectSpace(final List<String> names, final List<String> units, final double... scales) {
        LayerCheck.expectSpace(report.get("space"), names, units, scales);
        return this;
    }

    /** The bounds over all layers, in steps of the shared dimensions. */
    ViewerCheck expectBounds(final double[] lower, final double[] upper) {
        LayerCheck.expectBounds(report.get("space"), lower, upper);
        return this;
    }

    /** Where the viewer looks, in steps of the shared dimensions. */
    ViewerCheck expectPosition(final double... position) {
        assertArrayEquals(position, LayerCheck.doubles(report.get("position")), 1e-6, "position");
        return this;
    }

    /**
     * One voxel of one level.
     *
     * @param index in the order of the array's axes, for instance c, z, y, x
     */
    Voxel voxel(final String layer, final int level, final long... index) throws IOException {
        final ObjectNode args = layerArgs(layer).put("level", level);
        for (final long i : index) args.withArray("index").add(i);
        return new Voxel(call("voxel", args));
    }

    /** One voxel of one level has this value; see {@link #voxel}. */
    ViewerCheck expectVoxel(final String layer, final int level, final double value, final long... index)
            throws IOException {
        final String where = layer + ", level " + level + ", index " + Arrays.toString(index);
        assertEquals(value, voxel(layer, level, index).value(), where);
        return this;
    }

    /**
     * The voxel of one level that covers a position of the viewer; dimensions without a coordinate are where the viewer
     * looks.
     */
    Voxel valueAt(final String layer, final int level, final Map<String, ? extends Number> position)
            throws IOException {
        return new Voxel(call("value", at(layerArgs(layer).put("level", level), position)));
    }

    /** The voxel of one level that covers a position of the viewer has this value; see {@link #valueAt}. */
    ViewerCheck expectValueAt(
            final String layer, final int level, final double value, final Map<String, ? extends Number> position)
            throws IOException {
        assertEquals(value, valueAt(layer, level, position).value(), layer + ", level " + level + ", at " + position);
        return this;
    }

    /** What the viewer tells about the layer's value under the mouse there; it moves there first. */
    Voxel hover(final String layer, final Map<String, ? extends Number> position) throws IOException {
        return new Voxel(call("hover", at(layerArgs(layer), position)));
    }

    /**
     * All annotations of a layer, read through every cell of every level of the spatial index and through the id index:
     * count, rank, relationships, properties[{id, type}], levels[{grid, count}], items[{id, type, point, properties, …}],
     * problems[text] where the indexes do not agree.
     */
    JsonNode annotations(final String layer) throws IOException {
        return call("annotations", layerArgs(layer));
    }

    /** The layer has so many annotations, and both indexes agree about them. */
    ViewerCheck expectAnnotations(final String layer, final int count) throws IOException {
        final JsonNode found = annotations(layer);
        assertEquals(List.of(), texts(found.get("problems")), "annotations of " + layer);
        assertEquals(count, found.get("count").asInt(), "annotations of " + layer);
        return this;
    }

    /** The colour of a pixel of the screen, 0xRRGGBB. */
    int pixel(final int x, final int y) throws IOException {
        final ObjectNode args = ViewerBrowser.args();
        args.putArray("points").addArray().add(x).add(y);
        final JsonNode rgb = call("pixels", args).get(0);
        return rgb.get(0).asInt() << 16 | rgb.get(1).asInt() << 8 | rgb.get(2).asInt();
    }

    /** The colour, 0xRRGGBB, of the pixel of the first cross-section panel that shows a position of the viewer. */
    int colorAt(final Map<String, ? extends Number> position) throws IOException {
        final JsonNode spot = call("locate", at(ViewerBrowser.args(), position));
        return pixel((int) Math.floor(spot.get("x").asDouble()), (int)
                Math.floor(spot.get("y").asDouble()));
    }

    /** The pixel of the first cross-section panel at that position has this colour, 0xRRGGBB, within 3 of 255. */
    ViewerCheck expectColorAt(final int rgb, final Map<String, ? extends Number> position) throws IOException {
        final int found = colorAt(position);
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((rgb >> shift & 0xff) - (found >> shift & 0xff)) > COLOR_TOLERANCE)
                fail(String.format("colour at %s: expected #%06x, but the viewer shows #%06x", position, rgb, found));
        }
        return this;
    }

    /** Writes a picture of the browser's window as PNG. */
    ViewerCheck screenshot(final Path file) throws IOException {
        call(
                "screenshot",
                ViewerBrowser.args().put("file", file.toAbsolutePath().toString()));
        return this;
    }
}
