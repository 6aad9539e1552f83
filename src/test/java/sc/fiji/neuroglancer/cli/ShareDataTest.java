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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;
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
    private ShellProcess shell;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(storage);
        storage.dav.login = "Bearer " + SECRET;
        shell = new ShellProcess(dir);
        image = dir.resolve("cells.tif");
        new FileSaver(IJ.createImage("cells", "16-bit ramp", 40, 30, 5)).saveAsTiffStack(image.toString());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int share(final Object... options) throws IOException, InterruptedException {
        final List<Object> words = new ArrayList<>(List.of("share", image));
        words.addAll(List.of(options));
        return shell.run(Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET), words.toArray());
    }

    private String address() {
        return server.address() + "data";
    }

    private void assertNoSecret() throws IOException {
        shell.assertNoSecret(SECRET);
        storage.dav.files.forEach((path, value) ->
                assertFalse((path + new String(value, StandardCharsets.ISO_8859_1)).contains(SECRET), path));
        for (final String request : server.requests()) assertFalse(request.contains(SECRET), request);
    }

    @Test
    void printsTheLinkAlone() throws Exception {
        final Path points = Files.writeString(dir.resolve("cells.csv"), "x,y,z\n1,2,3\n4,5,0\n");
        assertEquals(0, share("--address", address(), "--points", points, "--viewer", VIEWER), () -> shell.err);
        assertEquals(VIEWER + "#!" + address() + "/cells.ome.zarr/state.json" + System.lineSeparator(), shell.out);
        assertTrue(shell.err.contains("cells is shared and checked: 1 level, "), shell.err);
        assertTrue(shell.err.contains("with 2 annotations"), shell.err);
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
                () -> shell.err);
        final JsonNode json = new ObjectMapper().readTree(shell.out);
        assertTrue(json.path("ok").asBoolean());
        assertEquals(address() + "/b.ome.zarr/", json.path("addresses").path(0).asText());
        assertEquals(json.path("files").asInt(), json.path("sent").asInt());
        assertEquals("LOCAL", json.path("findings").path(0).path("problem").asText());
        assertTrue(Files.exists(dir.resolve("c/b.ome.zarr/.zattrs")));
    }

    @Test
    void takesTheProfileOfFiji() throws Exception {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(address())
                .viewer(VIEWER)
                .build();
        shell.store(Profiles.parse("").plus(profile));
        assertEquals(0, share("--account", "Mine"), () -> shell.err);
        assertTrue(shell.out.startsWith(VIEWER + "#!" + address() + "/cells.ome.zarr/"), shell.out);
        assertEquals(0, share(), () -> shell.err);
        assertTrue(shell.err.contains("is shared and checked"), shell.err);
        assertNoSecret();
    }

    @Test
    void whatOthersCannotReadIsNoSuccess() throws Exception {
        storage.isPublic = false;
        assertEquals(1, share("--address", address(), "--viewer", VIEWER));
        assertTrue(shell.err.contains("cells is uploaded, but a colleague cannot see it yet. "), shell.err);
        assertFalse(shell.err.contains("shared"), shell.err);
        assertTrue(shell.out.startsWith(VIEWER + "#!"), shell.out);
        assertNoSecret();
    }

    @Test
    void aRefusedLoginIsSaidAtOnce() throws Exception {
        storage.dav.login = "Bearer other";
        assertEquals(1, share("--address", address()));
        assertTrue(shell.err.contains("401"), shell.err);
        assertFalse(shell.err.contains("\tat "), shell.err);
        assertEquals("", shell.out);
        assertNoSecret();
    }

    @Test
    void aStorageMustBeGiven() throws Exception {
        assertEquals(2, share());
        assertTrue(shell.err.contains("No storage is given: give its WebDAV address as --address"), shell.err);
        assertEquals(2, share("--password", "x"));
        assertEquals(List.of(), server.requests());
    }
}
