package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.Prefs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

class CopyLinkTest {

    @TempDir
    private Path dir;

    private Path dataset;
    private Path points;

    @BeforeEach
    void export() throws IOException {
        dataset = TestDesk.exportImage(
                        IJ.createImage("cells", "16-bit ramp", 20, 16, 6),
                        Map.of("folder", dir.resolve("my data").toString()))
                .dataset();
        points = Files.createDirectory(dir.resolve("my data/points"));
        Files.writeString(points.resolve("info"), "{\"@type\":\"neuroglancer_annotations_v1\"}");
    }

    @AfterEach
    void stop() {
        Serving.stop();
    }

    private static CopyLink.Made copy(final String... values) throws IOException {
        final Map<String, String> given = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) given.put(values[i], values[i + 1]);
        return CopyLink.copy(new CopyLink().values(Voice.MACRO, given), new TestDesk());
    }

    private static List<String> names(final CopyLink.Made made) {
        return names(made.link());
    }

    private static List<String> names(final LinkResult link) {
        return link.state().layers().stream().map(Layer::name).collect(Collectors.toList());
    }

    @Test
    void takesTheLastExportAndWritesTheLinkWhereThereIsNoClipboard() throws IOException {
        final CopyLink.Made made = copy();
        final Path file = dir.resolve("my data/neuroglancer-url.txt");
        assertEquals(made.link().url() + "\n", Files.readString(file));
        assertEquals(List.of("cells"), names(made));
        assertTrue(made.news().get(0).toString().endsWith(file + "."), "" + made.news());
        assertTrue(made.news().get(1).toString().contains("works only here"), "" + made.news());
    }

    @Test
    void aLinkThatCannotBeWrittenIsThereAllTheSame() throws IOException {
        Files.createDirectory(dir.resolve("my data/neuroglancer-url.txt"));
        final CopyLink.Made made = copy();
        assertEquals(List.of("cells"), names(made));
        assertTrue(
                made.news().get(0).toString().startsWith("The Neuroglancer link is only in the log. "),
                "" + made.news());
    }

    @Test
    void addsThePointsOfTheLastExportUnlessToldNotTo() throws IOException {
        LastExport.rememberPoints(List.of(points.toString()));
        assertEquals(List.of("cells", "points"), names(copy()));
        assertEquals(List.of("cells", "points"), names(copy("dataset", dataset.toString())));
        assertEquals(List.of("cells"), names(copy("points", "none")));
        assertEquals(List.of("b"), names(copy("dataset", "n5://https://h/b")));
        Files.delete(points.resolve("info"));
        Files.delete(points);
        assertEquals(List.of("cells"), names(copy()), "deleted meanwhile");
    }

    @Test
    void showsAllKindsOfTheLastExport() throws IOException {
        final Path lines = Files.createDirectory(dir.resolve("my data/points-lines"));
        Files.copy(points.resolve("info"), lines.resolve("info"));
        LastExport.rememberPoints(List.of(points.toString(), lines.toString()));
        final List<String> all = List.of("cells", "points", "points-lines");
        assertEquals(all, names(copy()));
        assertEquals(all, names(ViewDataset.view("").link()));
        assertEquals(all, names(ViewDataset.view(dataset.toString()).link()));
        assertEquals(
                all, names(ViewDataset.view(dir.resolve("my data").toString()).link()), "each once");
        assertEquals(List.of("cells", "points-lines"), names(copy("points", lines.toString())));
        final String preview = ViewDataset.preview("");
        assertTrue(preview.endsWith(" with " + points + ", " + lines + "."), preview);
        Files.delete(points.resolve("info"));
        Files.delete(points);
        assertEquals(List.of("cells", "points-lines"), names(copy()), "deleted meanwhile");
    }

    @Test
    void takesValues() throws IOException {
        final CopyLink.Made made = copy(
                "dataset",
                dataset.toString(),
                "points",
                points.toString(),
                "viewer",
                ViewerLink.HELMHOLTZ,
                "shorten",
                "true");
        assertTrue(made.link().url().matches("https://neuroglancer.helmholtz-imaging.de/#!http://127.*/state.json"));
        assertTrue(Files.exists(dataset.resolve("state.json")));
    }

    @Test
    void saysThatNothingWasExported() {
        Prefs.set("neuroglancer.dataset", "");
        final InputException e = assertThrows(InputException.class, CopyLinkTest::copy);
        assertTrue(e.getMessage().startsWith("Nothing was exported yet"), e.getMessage());
    }

    @Test
    void saysThatTheLastExportIsGone() {
        Prefs.set("neuroglancer.dataset", dir.resolve("gone").toString());
        final InputException e = assertThrows(InputException.class, () -> ViewDataset.view(""));
        assertTrue(e.getMessage().contains("does not exist any more"), e.getMessage());
    }

    private static String get(final URI address) throws IOException, InterruptedException {
        final HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), address.toString());
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource({"'', cells", "my data, cells points", "my data/cells.ome.zarr, cells"})
    void givesTheBrowserAShortPageOfTheSameState(final String folder, final String layers) throws Exception {
        final ViewDataset.View made =
                ViewDataset.view(folder.isEmpty() ? "" : dir.resolve(folder).toString());
        assertEquals(layers, String.join(" ", names(made.link())));
        final String page = made.uri().toString();
        if (getClass().getResource("/neuroglancer-viewer/index.html") == null) {
            assertEquals(made.link().state(), ViewerLink.parse(page).state());
        } else {
            assertTrue(page.length() < 150, page);
            final String state = get(URI.create(page.substring(page.indexOf("#!") + 2)));
            assertEquals(made.link().state(), ViewerState.parse(state));
        }
        final String source = made.link().state().layers().get(0).sources().get(0);
        assertTrue(get(URI.create(source.substring("zarr://".length()) + "/.zattrs"))
                .contains("multiscales"));
    }

    private static String stopServing() throws IOException {
        return new TestDesk().run(new StopServing(), Map.of()).status;
    }

    @Test
    void stopsServing() throws IOException {
        final String source =
                ViewDataset.view("").link().state().layers().get(0).sources().get(0);
        assertEquals("The local Neuroglancer server has stopped.", stopServing());
        assertEquals("No local Neuroglancer server was running.", stopServing());
        assertThrows(IOException.class, () -> get(URI.create(source.substring("zarr://".length()) + "/.zattrs")));
    }
}
