package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.io.FileSaver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.serve.LocalServer;

class CheckDataTest {

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path dataset;

    @BeforeEach
    void export() {
        final Path image = dir.resolve("cells.tif");
        new FileSaver(IJ.createImage("cells", "16-bit ramp", 20, 16, 3)).saveAsTiffStack(image.toString());
        assertEquals(0, run("export-image", image, "--folder", dir), err::toString);
        dataset = dir.resolve("cells.ome.zarr");
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

    @Test
    void saysThatADatasetCanBeShown() throws IOException {
        assertEquals(0, run("check", dataset), err::toString);
        assertTrue(out.toString().startsWith(dataset + ": OME-Zarr 0.4, 1 level, complete ("), out::toString);
        assertEquals("", err.toString());
        try (LocalServer server = LocalServer.builder().start()) {
            final String address = server.share(dataset);
            assertEquals(0, run("check", address, "--viewer", "https://viewer.example.org/"), err::toString);
            assertTrue(out.toString().contains("readable by https://viewer.example.org/"), out::toString);
            assertTrue(
                    err.toString().contains(" is an address of this computer: other computers cannot reach it."),
                    err::toString);
        }
    }

    @Test
    void failsForADatasetThatCannot() throws IOException {
        Files.delete(dataset.resolve("0/.zarray"));
        assertEquals(1, run("check", dataset, "--json"));
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertFalse(json.path("ok").asBoolean(true));
        assertEquals("UNFINISHED", json.path("findings").path(0).path("problem").asText());
        assertEquals(1, run("check", dataset));
        assertEquals("", out.toString());
        assertEquals(1, err.toString().lines().count(), err::toString);
        final String sentence = dataset + " cannot be shown as it is. The metadata of level 0 cannot be read: run ";
        assertTrue(err.toString().startsWith(sentence), err::toString);
    }

    @Test
    void helmholtzIsCheckedForItsOwnViewer() {
        assertEquals(1, run("check", "http://hifis-storage.desy.de:2880/x"));
        assertTrue(
                err.toString().contains("Browsers do not let https://neuroglancer.helmholtz-imaging.de read from http"),
                err::toString);
    }

    @Test
    void wantsAPlace() {
        assertEquals(2, run("check"));
        assertEquals(1, run("check", dir.resolve("none")));
    }
}
