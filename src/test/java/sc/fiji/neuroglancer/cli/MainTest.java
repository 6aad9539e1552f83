package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.io.FileSaver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.command.ExportImage;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.http.HttpStore;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

@Timeout(60)
class MainTest {

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path image;

    @BeforeEach
    void writeAnImage() {
        image = dir.resolve("cells.tif");
        new FileSaver(IJ.createImage("cells", "16-bit ramp", 20, 16, 3)).saveAsTiffStack(image.toString());
    }

    private int run(final Object... words) {
        out.reset();
        err.reset();
        final String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        return new Main(stream(out), stream(err)).run(args);
    }

    private static PrintStream stream(final ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode metadata(final String dataset) throws IOException {
        final JsonNode json = new ObjectMapper()
                .readTree(dir.resolve(dataset).resolve(".zattrs").toFile());
        return json.path("multiscales").get(0);
    }

    @Test
    void saysHowItIsUsedWhenCalledWithNothing() {
        assertEquals(2, run());
        assertTrue(out().contains("export-image"), out());
        assertEquals("", err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void listsItsCommands(final String word) {
        assertEquals(0, run(word));
        assertTrue(out().contains("  export-image ") && out().contains("  sample "), out());
        assertTrue(out().contains("  link ") && out().contains("  serve "), out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void listsTheOptionsOfACommand(final String word) {
        assertEquals(0, run("export-image", word));
        for (final Key key : new ExportImage().keys()) {
            if (key.name().equals("crop")) continue; // nothing can be selected in a shell
            assertTrue(out().contains("  --" + key.name() + " "), key.name());
            assertTrue(out().contains(String.join(" | ", key.choices())), key.name());
        }
        assertTrue(out().contains("--json"), out());
    }

    @Test
    void tellsItsVersion() {
        assertEquals(0, run("--version"));
        assertEquals(1, out().lines().count());
        assertFalse(out().isBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate => There is no command 'frobnicate'.",
                "export-image => export-image needs IN.tif|SLICES_FOLDER.",
                "export-image a.tif b.tif => 'b.tif' is one operand too many: export-image takes IN.tif|SLICES_FOLDER.",
                "export-image a.tif --folders x => --folders is not known here: use --folder, --name, --content,",
                "export-image a.tif --folder => --folder needs a value.",
                "export-image a.tif --folder --shards => --folder needs a value.",
                "export-image a.tif --name a --name b => --name is given twice.",
                "export-image a.tif --levels two => --levels 'two' cannot be used: give a whole number.",
                "export-image a.tif --format 0.9 => --format '0.9' is not known: choose OME-Zarr 0.4, OME-Zarr 0.5.",
                "export-image a.tif --shards=maybe => --shards 'maybe' cannot be used: give true or false.",
                "sample --levels 3 => --levels is not known here",
                "link => link needs FOLDER|ADDRESS|SOURCE|LINK....",
                "link a --state b => --state is not known here: use --points, --viewer, --base-url, --shorten.",
                "serve => serve needs FOLDER.",
                "serve a --port http => --port 'http' cannot be used: give a whole number."
            })
    void refusesWrongUsage(final String line) {
        final String[] parts = line.split(" => ");
        assertEquals(2, run((Object[]) parts[0].split(" ")));
        assertTrue(err().startsWith(parts[1]), err());
        assertTrue(err().endsWith(" Try --help." + System.lineSeparator()), err());
        assertEquals("", out());
    }

    @Test
    void exports() throws IOException {
        assertEquals(0, run("export-image", image, "--folder", dir, "--name", "brain"));
        assertTrue(out().startsWith(dir.resolve("brain.ome.zarr") + " (intensity): "), out());
        assertEquals(1, out().lines().count());
        assertEquals("brain", metadata("brain.ome.zarr").path("name").asText());
    }

    @Test
    void namesTheDatasetAfterTheFile() {
        assertEquals(0, run("export-image", image, "--folder=" + dir));
        assertTrue(Files.exists(dir.resolve("cells.ome.zarr/.zattrs")));
    }

    @Test
    void takesFlagsAndValuesInAllSpellings() {
        final Path other = dir.resolve("sub folder");
        assertEquals(
                0,
                run(
                        "export-image",
                        "--shards",
                        "--folder=" + other,
                        image,
                        "--format",
                        "ome-zarr 0.5",
                        "--threads",
                        "1"));
        assertTrue(Files.exists(other.resolve("cells.ome.zarr/zarr.json")));
        assertEquals(
                0,
                run(
                        "export-image",
                        "--shards=true",
                        "--existing=replace",
                        image,
                        "--folder",
                        other,
                        "--format=OME-Zarr 0.5"));
        assertEquals(2, run("export-image", image, "--folder", other, "--shards"));
        assertTrue(err().contains("--shards requires OME-Zarr 0.5"), err());
    }

    @Test
    void failsForATiffThatIsCutShortAndLeavesNothingThatLooksComplete() throws IOException {
        final byte[] all = Files.readAllBytes(image);
        final Path cut = Files.write(dir.resolve("cut.tif"), Arrays.copyOf(all, all.length - 700));
        assertEquals(1, run("export-image", cut, "--folder", dir));
        assertTrue(lastLine().contains(cut + " is cut short"), err());
        assertFalse(Files.exists(dir.resolve("cut.ome.zarr/.zattrs")));
    }

    @Test
    void knowsTheHomeFolder() {
        final String home = System.getProperty("user.home");
        System.setProperty("user.home", dir.toString());
        try {
            assertEquals(0, run("export-image", "~/cells.tif", "--folder", "~/out"), err());
        } finally {
            System.setProperty("user.home", home);
        }
        assertTrue(Files.exists(dir.resolve("out/cells.ome.zarr/.zattrs")));
    }

    @Test
    void failsWithOneSentenceForAPathThatCannotBe() {
        assertEquals(1, run("export-image", "a\0b.tif", "--folder", dir));
        assertTrue(err().endsWith(" is neither a folder nor an address: check it." + System.lineSeparator()), err());
    }

    @Test
    void printsTheResultAsJson() throws IOException {
        assertEquals(0, run("export-image", image, "--folder", dir, "--json"));
        final JsonNode json = new ObjectMapper().readTree(out());
        assertEquals(
                dir.resolve("cells.ome.zarr").toString(), json.path("dataset").asText());
        assertEquals(1, json.path("levels").asInt());
        try (Stream<Path> files = Files.walk(dir.resolve("cells.ome.zarr"))) {
            assertEquals(
                    files.filter(Files::isRegularFile).count(),
                    json.path("files").asLong());
        }
        assertTrue(json.path("bytes").asLong() > 0);
        assertFalse(json.path("resumed").asBoolean(true));
        assertTrue(json.path("warnings").isArray());
    }

    @Test
    void failsWithOneSentenceWhenTheDatasetExists() {
        run("export-image", image, "--folder", dir);
        assertEquals(1, run("export-image", image, "--folder", dir));
        assertTrue(
                lastLine().endsWith("cells.ome.zarr already exists. Choose another name, or use --existing Replace."));
        assertEquals("", out());
        assertEquals(0, run("export-image", image, "--folder", dir, "--existing", "Replace"));
    }

    @Test
    void printsALinkAlone() {
        run("export-image", image, "--folder", dir);
        final Path dataset = dir.resolve("cells.ome.zarr");
        assertEquals(0, run("link", dataset, "--base-url", "https://host/my data"), err());
        assertEquals(1, out().lines().count(), out());
        assertTrue(out().startsWith("https://neuroglancer-demo.appspot.com/#!%7B"), out());
        assertTrue(out().contains("zarr://https://host/my%2520data/cells.ome.zarr"), out());
        assertEquals(
                0, run("link", dataset, "n5://https://h/b", "--viewer=https://v", "--base-url=https://h", "--shorten"));
        assertEquals("https://v/#!https://h/cells.ome.zarr/state.json", out().strip());
    }

    @Test
    void printsALinkAsJson() throws IOException {
        assertEquals(0, run("link", "n5://https://h/b", "--json"));
        final JsonNode json = new ObjectMapper().readTree(out());
        assertEquals("b", json.path("state").path("layers").path(0).path("name").asText());
        assertTrue(json.path("link").asText().startsWith("https://"), out());
    }

    @Test
    void servesNothingForALink() {
        run("export-image", image, "--folder", dir);
        assertEquals(1, run("link", dir.resolve("cells.ome.zarr")));
        assertTrue(lastLine().contains("give --base-url, the public address of " + dir), err());
        assertEquals(1, run("link", dir.resolve("nowhere")));
        assertTrue(lastLine().startsWith(dir.resolve("nowhere") + " does not exist: "), err());
        assertEquals(1, run("serve", dir.resolve("nowhere")));
        assertTrue(lastLine().startsWith("The folder " + dir.resolve("nowhere") + " does not exist: "), err());
    }

    /** Blocks until its thread is interrupted, as Ctrl-C ends the program. */
    @Test
    void servesUntilInterrupted() throws Exception {
        run("export-image", image, "--folder", dir, "--name", "a");
        run("export-image", image, "--folder", dir, "--name", "b");
        out.reset();
        final Thread thread = new Thread(() -> new Main(stream(out), stream(err)).run("serve", dir.toString()));
        thread.start();
        while (thread.isAlive() && out().lines().count() < 2) Thread.sleep(20);
        final List<String> links = out().lines().collect(Collectors.toList());
        final ViewerState state = ViewerLink.parse(links.get(1)).state();
        final String source = state.layers().get(0).sources().get(0).substring("zarr://".length());
        assertTrue(new HttpStore(URI.create(source)).read(".zattrs").isPresent());
        assertTrue(err().contains("Serving at http://127.0.0.1:"), err());
        thread.interrupt();
        thread.join(10_000);
        assertFalse(thread.isAlive());
        assertThrows(IOException.class, () -> new HttpStore(URI.create(source)).read(".zattrs"));
    }

    private String lastLine() {
        return err().lines().reduce("", (first, second) -> second);
    }

    @Test
    void failsWithOneSentenceForAFileThatIsNotThere() {
        final Path missing = dir.resolve("nothing.tif");
        assertEquals(1, run("export-image", missing, "--folder", dir));
        assertEquals(missing + " does not exist: check the path.", err().strip());
    }

    @Test
    void failsWithOneSentenceForAFileThatIsNoImage() throws IOException {
        final Path text = Files.writeString(dir.resolve("notes.tif"), "no image");
        assertEquals(1, run("export-image", text, "--folder", dir));
        assertEquals(1, err().lines().count(), err());
        assertTrue(err().startsWith(text + " has a TIFF extension but is not a TIFF file"), err());
    }

    @Test
    void takesAVoxelSize() throws IOException {
        assertEquals(
                0, run("export-image", image, "--folder", dir, "--name", "v", "--voxel", "0.5, .25,3", "--unit", "um"));
        final JsonNode scale = metadata("v.ome.zarr").path("datasets").path(0).path("coordinateTransformations");
        assertEquals(0.5, last(scale.path(0).path("scale"), 0));
        assertEquals(0.25, last(scale.path(0).path("scale"), 1));
        assertEquals(
                "micrometer",
                metadata("v.ome.zarr").path("axes").path(1).path("unit").asText());
        assertEquals(2, run("export-image", image, "--folder", dir, "--name", "w", "--voxel", "1,2"));
        assertTrue(err().contains("--voxel '1,2' cannot be used"), err());
    }

    private static double last(final JsonNode array, final int fromEnd) {
        return array.get(array.size() - 1 - fromEnd).asDouble();
    }

    @Test
    void wantsAFolder() {
        assertEquals(2, run("export-image", image));
        assertEquals("No output folder is given: set --folder. Try --help.", lastLine());
    }

    @Test
    void failsWithOneSentenceWhenTheFolderIsAFile() {
        assertEquals(1, run("export-image", image, "--folder", image));
        assertTrue(lastLine().contains("cells.tif"), err());
        assertFalse(err().contains("\tat "), err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve . --port 99999",
                "upload . --parallel 100 --address http://127.0.0.1/",
                "upload .",
                "settings here"
            })
    void isCalledWrongly(final String line) {
        assertEquals(2, run((Object[]) line.split(" ")));
        assertTrue(err().endsWith(" Try --help." + System.lineSeparator()), err());
    }

    @Test
    void refusesCharactersThatTheLocaleDoesNotHave() {
        final String sentence = Main.lostCharacters("US-ASCII", "export-image", "\ufffd\ufffd.tif");
        assertEquals(
                "Java cannot handle all characters of '??.tif' here because the locale has only those of US-ASCII: run it with"
                        + " LC_ALL=C.UTF-8 in front of java.",
                sentence);
        assertEquals("", Main.lostCharacters("UTF-8", "M\u00e4use.tif"));
    }

    @Test
    void saysAsJsonWhatFailedAndWhatWasWarnedOf() throws IOException {
        assertEquals(1, run("export-image", dir.resolve("nothing.tif"), "--folder", dir, "--json"));
        assertTrue(new ObjectMapper().readTree(out()).path("error").asText().endsWith(": check the path."), out());
        assertEquals(0, run("export-image", image, "--folder", dir, "--json"), err());
        final JsonNode json = new ObjectMapper().readTree(out());
        assertEquals("intensity", json.path("content").asText());
        assertTrue(json.path("warnings").toString().contains("has no unit of length"), out());
    }

    @Test
    void tellsHowMuchRoomThereIs() {
        assertEquals(0, run("export-image", image, "--folder", dir), err());
        assertTrue(err().contains(" before compression; ") && err().contains(" is free"), err());
    }
}
