package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.io.FileSaver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.webdav.PublicDav;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Shares by a shell of its own, with the login in its environment; afterwards the secret is looked for everywhere. */
@Timeout(120)
class ShareDataTest {

    private static final String SECRET = "s3cr3t-V4lue-0123456789";
    private static final String VIEWER = "http://127.0.0.1:9/viewer/";

    @TempDir
    private Path dir;

    private final PublicDav storage = new PublicDav();
    private ScriptedServer server;
    private Path image;
    private String out;
    private String err;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(storage);
        storage.dav.login = "Bearer " + SECRET;
        image = dir.resolve("cells.tif");
        new FileSaver(IJ.createImage("cells", "16-bit ramp", 40, 30, 5)).saveAsTiffStack(image.toString());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int share(final Object... options) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + dir.resolve("home"),
                "-Djava.util.prefs.userRoot=" + dir.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "share",
                image.toString()));
        Stream.of(options).map(Object::toString).forEach(command::add);
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("NEUROGLANCER_"));
        builder.environment().put("NEUROGLANCER_FIJI_TOKEN", SECRET);
        final Process shell = builder.redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
        try {
            assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
        } finally {
            shell.destroyForcibly();
        }
        out = Files.readString(dir.resolve("out"));
        err = Files.readString(dir.resolve("err"));
        return shell.exitValue();
    }

    private String address() {
        return server.address() + "data";
    }

    private void assertNoSecret() throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(dir)) {
            files = all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        for (final Path file : files)
            assertFalse(
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET), file::toString);
        storage.dav.files.forEach((path, value) ->
                assertFalse((path + new String(value, StandardCharsets.ISO_8859_1)).contains(SECRET), path));
        for (final String request : server.requests()) assertFalse(request.contains(SECRET), request);
    }

    @Test
    void printsTheLinkAlone() throws Exception {
        final Path points = Files.writeString(dir.resolve("cells.csv"), "x,y,z\n1,2,3\n4,5,0\n");
        assertEquals(0, share("--address", address(), "--points", points, "--viewer", VIEWER), () -> err);
        assertEquals(VIEWER + "#!" + address() + "/cells.ome.zarr/state.json" + System.lineSeparator(), out);
        assertTrue(err.contains("cells is shared and checked: 1 level, "), err);
        assertTrue(err.contains("with 2 annotations"), err);
        assertTrue(storage.dav.files.containsKey("/data/cells-points/info"));
        assertNoSecret();
    }

    @Test
    void tellsProgramsAll() throws Exception {
        assertEquals(
                0,
                share(
                        "--address",
                        address(),
                        "--viewer",
                        VIEWER,
                        "--name",
                        "b",
                        "--folder",
                        dir.resolve("c"),
                        "--json"),
                () -> err);
        final JsonNode json = new ObjectMapper().readTree(out);
        assertTrue(json.path("ok").asBoolean());
        assertEquals(address() + "/b.ome.zarr/", json.path("addresses").path(0).asText());
        assertEquals(json.path("files").asInt(), json.path("sent").asInt());
        assertEquals("LOCAL", json.path("findings").path(0).path("problem").asText());
        assertTrue(Files.exists(dir.resolve("c/b.ome.zarr/.zattrs")));
    }

    @Test
    void whatOthersCannotReadIsNoSuccess() throws Exception {
        storage.isPublic = false;
        assertEquals(1, share("--address", address(), "--viewer", VIEWER));
        assertTrue(err.contains("cells is uploaded, but a colleague cannot see it yet. "), err);
        assertFalse(err.contains("shared"), err);
        assertTrue(out.startsWith(VIEWER + "#!"), out);
        assertNoSecret();
    }

    @Test
    void aRefusedLoginIsSaidAtOnce() throws Exception {
        storage.dav.login = "Bearer other";
        assertEquals(1, share("--address", address()));
        assertTrue(err.contains("401"), err);
        assertFalse(err.contains("\tat "), err);
        assertEquals("", out);
        assertNoSecret();
    }

    @Test
    void aStorageMustBeGiven() throws Exception {
        assertEquals(1, share());
        assertTrue(err.contains("There is no storage: give its WebDAV address as --address"), err);
        assertEquals(2, share("--password", "x"));
        assertEquals(List.of(), server.requests());
    }
}
