package sc.fiji.neuroglancer.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.check.ForeignZarr;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** Links of folders, addresses, sources and links; the local server is the web. */
@Timeout(60)
class LinkTest {

    private static final String XYZ = "z:space:micrometer,y:space:micrometer,x:space:micrometer";

    @TempDir
    private Path folder;

    private LocalServer server;
    private Path brain;
    private Path cells;

    @BeforeEach
    void makeDatasets() throws IOException {
        server = LocalServer.builder()
                .viewer("tiny-viewer", getClass().getClassLoader())
                .start();
        brain = ForeignZarr.v4(folder.resolve("my bräin #1.ome.zarr"), XYZ, "<u2", "9,30,40", "");
        cells = folder.resolve("cells");
        ForeignZarr.text(
                cells.resolve("info"),
                "{'@type':'neuroglancer_annotations_v1','properties':[{'id':'size','type':'float32'},"
                        + "{'id':'class_color','type':'rgb'}]}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private final Link.Host here = new Link.Host() {
        @Override
        public String share(final Path dataset) throws IOException {
            return server.share(dataset);
        }

        @Override
        public String viewer() {
            return server.viewerUrl();
        }
    };

    private LinkResult link(final LinkOptions.Builder options) throws IOException {
        return new Link(options.build(), here).run();
    }

    private static LinkOptions.Builder dataset(final Object dataset) {
        return LinkOptions.builder().dataset(dataset.toString());
    }

    private static ViewerState state(final LinkResult link) {
        final ViewerState state = ViewerLink.parse(link.url()).state();
        assertEquals(link.state(), state);
        return state;
    }

    private static List<String> names(final ViewerState state) {
        return state.layers().stream().map(Layer::name).collect(Collectors.toList());
    }

    @Test
    void servesAFolderAndShowsItInTheViewerBesideIt() throws IOException {
        final LinkResult link = link(dataset(brain));
        assertTrue(link.url().startsWith(server.url() + "v/#!"), link.url());
        assertTrue(link.isServed());
        assertTrue(link.reach().toString().contains("works only here"), link.reach()::toString);
        final Layer<?> layer = state(link).layers().get(0);
        assertEquals("my bräin #1", layer.name());
        final String source = layer.sources().get(0);
        assertTrue(source.startsWith("zarr://" + server.url() + "data/"), source);
        assertTrue(source.endsWith("/my%20br%C3%A4in%20%231.ome.zarr"), source);
        assertEquals(brain, link.dataset());
    }

    @Test
    void takesThePublicAddressOfTheFolder() throws IOException {
        final LinkResult link = link(dataset(brain).baseUrl("https://host:2443/a%20b/"));
        assertTrue(link.url().startsWith("https://neuroglancer-demo.appspot.com/#!%7B"), link.url());
        assertFalse(link.isServed());
        assertEquals(
                List.of("zarr://https://host:2443/a%20b/my%20br%C3%A4in%20%231.ome.zarr"),
                state(link).layers().get(0).sources());
    }

    @Test
    void readsTheWeb() throws IOException {
        final String address = server.share(brain);
        final LinkResult link = link(dataset(address).viewer(ViewerLink.HELMHOLTZ));
        assertTrue(link.url().startsWith("https://neuroglancer.helmholtz-imaging.de/#!%7B"), link.url());
        assertFalse(link.isServed());
        assertNull(link.dataset());
        assertEquals("my bräin #1", state(link).layers().get(0).name());
        assertEquals(
                List.of("zarr://" + address.replaceFirst("/$", "")),
                state(link).layers().get(0).sources());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dav://", "WebDAV://"})
    void readsWebDavAddressesFromTheWeb(final String scheme) throws IOException {
        final String address = server.share(brain).replaceFirst("/$", "");
        final ViewerState state = state(link(dataset(address.replaceFirst("http://", scheme))));
        assertEquals(List.of("zarr://" + address), state.layers().get(0).sources());
    }

    @Test
    void readsTheAddressesThatN5Records() throws IOException {
        final String address = server.share(brain).replaceFirst("/$", "");
        assertEquals(
                List.of("zarr://" + address),
                state(link(dataset(address + "?0"))).layers().get(0).sources());
        assertEquals(brain, link(dataset("zarr://" + brain.toUri() + "?0")).dataset());
    }

    @ParameterizedTest
    @CsvSource({"image, image", "segmentation, segmentation"})
    void showsPrecomputedVolumes(final String type, final String layer) throws IOException {
        final Path em = folder.resolve("em");
        ForeignZarr.text(em.resolve("info"), "{'type':'" + type + "','scales':[]}");
        final Layer<?> shown = state(link(dataset(em))).layers().get(0);
        assertEquals(layer, shown.type());
        assertEquals("em", shown.name());
        assertTrue(shown.sources().get(0).startsWith("precomputed://http://127.0.0.1"), shown.toString());
    }

    @Test
    void fallsBackToTheDemoWithoutAViewerOfItsOwn() throws IOException {
        server.close();
        server = LocalServer.builder()
                .viewer("no-viewer", getClass().getClassLoader())
                .start();
        final LinkResult link = link(dataset(brain));
        assertTrue(link.url().startsWith(ViewerLink.DEMO), link.url());
        assertTrue(
                link.warnings().stream().anyMatch(w -> w.toString().contains("does not include a viewer")),
                "" + link.warnings());
    }

    @Test
    void addsPointsInTheirOwnColour() throws IOException {
        final ViewerState state = state(link(dataset(brain).points(cells.toString())));
        assertEquals(List.of("my bräin #1", "cells"), names(state));
        final AnnotationLayer layer = (AnnotationLayer) state.layers().get(1);
        assertTrue(layer.shader().contains("prop_class_color()"), layer.toString());
        assertTrue(layer.sources().get(0).startsWith("precomputed://http://127.0.0.1"), layer.toString());
    }

    @Test
    void knowsPointsThatAreGivenAsDataset() throws IOException {
        ForeignZarr.text(cells.resolve("info"), "{'@type':'neuroglancer_annotations_v1','properties':[]}");
        final ViewerState state = state(link(dataset(cells)));
        assertEquals(0xffff00, ((AnnotationLayer) state.layers().get(0)).color());
        assertEquals("cells", state.title());
    }

    @ParameterizedTest
    @CsvSource({
        "n5://https://h/a/volume.n5, volume.n5",
        "precomputed://gs://bucket/em/seg/, seg",
        "nifti://https://h/t1.nii.gz, t1.nii.gz",
        "zarr3://https://h/x.zarr, x.zarr",
        "https://h/a/x.zarr/|zarr3:, x.zarr",
        "gs://bucket/em/x.zarr, x.zarr",
        "s3://bucket/em/, em",
        "https://h/p/x.zarr/?authz=SECRET|zarr2:, x.zarr"
    })
    void passesOtherSourcesOn(final String source, final String name) throws IOException {
        final LinkResult link = link(dataset(source));
        final Layer<?> layer = state(link).layers().get(0);
        assertEquals(List.of(source), layer.sources());
        assertEquals(name, layer.name());
        assertEquals("auto", layer.type());
    }

    @Test
    void addsSeveralDatasets() throws IOException {
        final Path other = ForeignZarr.v5(folder.resolve("other.zarr"), XYZ, "uint8", "9,30,40", "");
        final ViewerState state =
                state(link(dataset(brain).dataset(other.toString()).dataset("n5://https://h/b")));
        assertEquals(List.of("my bräin #1", "other", "b"), names(state));
        assertEquals("my bräin #1", state.title());
    }

    private String colleaguesLink() throws IOException {
        final ViewerState state = link(dataset(brain)).state();
        return ViewerLink.toUrl("https://viewer.example.org/x", state.with("unknown", TextNode.valueOf("kept")));
    }

    @Test
    void goesOnFromALink() throws IOException {
        final LinkResult link = link(dataset(colleaguesLink()).points(cells.toString()));
        assertTrue(link.url().startsWith("https://viewer.example.org/x#!"), link.url());
        assertEquals("kept", state(link).toJson().path("unknown").asText());
        assertEquals(List.of("my bräin #1", "cells"), names(state(link)));
        final LinkResult other = link(dataset(colleaguesLink()).viewer(ViewerLink.DEMO));
        assertTrue(other.url().startsWith(ViewerLink.DEMO), other.url());
    }

    @Test
    void goesOnFromAShortLink() throws IOException {
        Files.writeString(
                brain.resolve("a state.json"), link(dataset(brain)).state().toString());
        final String shortLink = "https://v/#!" + server.share(brain) + "a%20state.json";
        assertEquals(
                List.of("my bräin #1", "cells"),
                names(state(link(dataset(shortLink).dataset(cells.toString())))));
        final InputException e = assertThrows(
                InputException.class, () -> link(dataset("https://v/#!" + server.share(brain) + "none.json")));
        assertTrue(e.getMessage().startsWith("There is no viewer state at http"), e.getMessage());
    }

    @Test
    void takesTheLayersOfALinkThatComesLater() throws IOException {
        final ViewerState state = state(link(dataset(brain).dataset(colleaguesLink())));
        assertEquals(List.of("my bräin #1", "my bräin #1 2"), names(state));
        assertTrue(state.toJson().path("unknown").isMissingNode());
    }

    @Test
    void putsTheStateBesideTheDataForAShortLink() throws IOException {
        final LinkResult link = link(dataset(brain).baseUrl("https://h/d").shorten(true));
        assertEquals(
                "https://neuroglancer-demo.appspot.com/#!https://h/d/my%20br%C3%A4in%20%231.ome.zarr/state.json",
                link.url());
        assertEquals(link.state(), ViewerState.parse(Files.readString(brain.resolve("state.json"))));
        assertTrue(link.reach().toString().contains("Upload " + brain.resolve("state.json")), link.reach()::toString);
        assertThrows(
                InputException.class, () -> link(dataset(server.share(brain)).shorten(true)));
    }

    @Test
    void offersTheShortFormOfLongLinks() throws IOException {
        final String base = "https://h/" + "long/".repeat(400);
        final LinkResult here = link(dataset(brain).baseUrl(base));
        assertTrue(here.warnings().toString().contains("Set shorten to true to put its state"), "" + here.warnings());
        final LinkResult elsewhere = link(dataset("n5://" + base));
        assertTrue(
                elsewhere.warnings().get(0).toString().endsWith(" and some mail and chat programs cut it off."),
                "no advice");
        assertEquals(List.of(), link(dataset("n5://https://h/short")).warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pw@host/x.zarr, contains a user name or password",
        "https://host/x.zarr?authz=abc, without ? and #",
        "nowhere, does not exist",
        "a\0b, is neither a folder nor an address",
        "https://host/a b#c, without ? and #",
        "https://host/x.zarr?authz=pw, without ? and #",
        "https://host:pw/x.zarr, does not name a server",
        "precomputed://https://lena:pw@host/x, contains a user name or password",
        "https://lena:pw@host/x/|zarr:, contains a user name or password",
        "https://v/#!https://host/a b/state/, cannot be read from https://host/a b/state/",
        "https://v/#!https://host:none/state.json, cannot be read from",
        "https://v/#!gs://bucket/state.json, cannot be read from gs://bucket/state.json",
    })
    void refusesWhatNoViewerCanRead(final String dataset, final String sentence) {
        final InputException e = assertThrows(InputException.class, () -> link(dataset(dataset)));
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
        assertFalse(e.getMessage().contains("pw"), e.getMessage());
    }

    @Test
    void saysThatALinkShowsWhatIsBehindAQuestionMark() throws IOException {
        final List<Message> warnings =
                link(dataset("https://h/p/x.zarr/?authz=SECRET|zarr2:")).warnings();
        assertTrue(
                warnings.get(0).toString().contains("contains a ?, which is often followed by a secret"),
                warnings::toString);
        assertFalse(warnings.toString().contains("SECRET"), warnings::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "n5://http://data.example.org/x, https://v, true",
        "n5://HTTP://data.example.org/x, https://v, true",
        "http://data.example.org/x/|zarr:, https://v, true",
        "n5://https://data.example.org/x, https://v, false",
        "n5://http://data.example.org/x, http://v, false",
        "n5://http://127.0.0.1:80/x, https://v, false",
        "n5://http://localhost/x, https://v, false",
        "n5://http://localhost.example.org/x, https://v, true"
    })
    void warnsOfDataThatAPageOnHttpsMayNotRead(final String source, final String viewer, final boolean warned)
            throws IOException {
        final List<Message> warnings = link(dataset(source).viewer(viewer)).warnings();
        assertEquals(warned, warnings.toString().contains("Browsers do not let " + viewer), warnings::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "n5://http://data.example.org/x, https://v, does not show all of the data in this viewer",
        "n5://https://data.example.org/x, https://v, works for everyone who can read the data at its web address",
        "n5://https://my_host.example.org/x, https://v, works for everyone who can read the data at its web address",
        "n5://http://127.0.0.1:8080/x, https://v, only on this computer because http://127.0.0.1:8080 is an address of it",
        "n5://http://[::1]:8080/x, https://v, only on this computer because http://[::1]:8080 is an address of it",
        "https://localhost/x|zarr:, https://v, only on this computer because https://localhost is an address of it",
        "n5://http://192.168.1.7/x, http://v, only in this network because http://192.168.1.7 is an address of it",
        "n5://https://nas/x, https://v, only in this network because https://nas is an address of it"
    })
    void tellsWhoCanUseTheLink(final String source, final String viewer, final String reach) throws IOException {
        final String told = link(dataset(source).viewer(viewer)).reach().toString();
        final String expected =
                reach.replaceFirst("of it$", reach.startsWith("only on") ? "of this computer" : "of this network");
        assertTrue(told.contains(expected), told);
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        final InputException none = assertThrows(
                InputException.class, () -> link(dataset(folder.resolve("foo").toString())));
        assertTrue(none.getMessage().startsWith(folder.resolve("foo") + " does not exist: "), none.getMessage());
        final Path file = Files.writeString(folder.resolve("cells.csv"), "x,y");
        final InputException one = assertThrows(InputException.class, () -> link(dataset(file.toString())));
        assertTrue(one.getMessage().startsWith(file + " is a file: "), one.getMessage());
    }

    @Test
    void takesAWebDavAddressForTheOneOfTheWeb() {
        final InputException e =
                assertThrows(InputException.class, () -> link(dataset("davs://lena@data.example.org/x.zarr")));
        assertTrue(e.getMessage().contains("contains a user name or password"), e.getMessage());
    }

    @Test
    void refusesPointsThatAreNone() {
        final InputException e =
                assertThrows(InputException.class, () -> link(dataset(brain).points(brain.toString())));
        assertTrue(e.getMessage().startsWith("There are no annotations at "), e.getMessage());
    }

    @Test
    void refusesOptionsThatSayNothingOrNonsense() {
        assertThrows(
                InputException.class, () -> LinkOptions.builder().dataset(" ").build());
        assertThrows(
                InputException.class,
                () -> dataset(brain).viewer("neuroglancer").build());
        assertThrows(
                InputException.class, () -> dataset(brain).baseUrl("ftp://h").build());
    }

    @Test
    void showsTheFirstDatasetAsFijiDoes() throws IOException {
        final FijiView display = new FijiView(new long[] {40, 30, 9, 1}, new double[] {1, 2, 3, 0}, 4, List.of());
        assertArrayEquals(
                new double[] {1, 2, 3},
                state(link(dataset(brain).display(display))).position());
    }
}
