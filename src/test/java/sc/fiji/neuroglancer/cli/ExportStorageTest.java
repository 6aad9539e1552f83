package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.io.FileSaver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.NoServer;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Exports straight to a storage by a shell of its own; afterwards the secret is looked for everywhere. */
@Timeout(120)
class ExportStorageTest {

    private static final String SECRET = "s3cr3t-V4lue-0123456789";
    private static final Map<String, String> TOKEN = Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET);

    @TempDir
    private Path dir;

    private final DavHandler storage = new DavHandler();
    private ScriptedServer server;
    private ShellProcess shell;
    private Path image;
    private Path points;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(storage);
        shell = new ShellProcess(dir);
        image = dir.resolve("cells.tif");
        new FileSaver(IJ.createImage("cells", "16-bit ramp", 200, 90, 12)).saveAsTiffStack(image.toString());
        points = Files.writeString(dir.resolve("points.csv"), "x,y,z\n1,2,3\n4,5,6\n");
        storage.login = "Bearer " + SECRET;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String address() {
        return server.address() + "data";
    }

    private void assertSame(final Path local, final String remote) throws IOException {
        final Map<String, byte[]> expected = new TreeMap<>();
        try (Stream<Path> all = Files.walk(local)) {
            for (final Path file : all.filter(Files::isRegularFile).collect(Collectors.toList()))
                expected.put(local.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        final Map<String, byte[]> actual = storage.below(remote);
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((key, value) -> assertArrayEquals(value, actual.get(key), key));
    }

    private void assertNoSecret() throws IOException {
        shell.assertNoSecret(SECRET);
        for (final Map.Entry<String, byte[]> file : storage.files.entrySet())
            assertFalse((file.getKey() + new String(file.getValue(), StandardCharsets.ISO_8859_1)).contains(SECRET));
        for (final String request : server.requests()) assertFalse(request.contains(SECRET), request);
    }

    @Test
    void aStorageThatIsNotThereIsWaitedForShortlyAndAloud() throws Exception {
        final long start = System.nanoTime();
        try (NoServer nobody = new NoServer()) {
            assertEquals(1, shell.run(TOKEN, "export-image", image, "--folder", nobody.address()));
            assertTrue(System.nanoTime() - start < 25e9, () -> shell.err);
            assertTrue(shell.err.contains("Looking at the storage: waiting for " + nobody.host() + " ("), shell.err);
            assertTrue(
                    shell.err.contains("does not answer (connection refused): check the connection and the address."),
                    shell.err);
        }
        assertNoSecret();
    }

    @Test
    void imagesAndPointsAreThoseOfALocalExport() throws Exception {
        final Path local = dir.resolve("local");
        for (final Object folder : List.of(local, address())) {
            assertEquals(
                    0,
                    shell.run(TOKEN, "export-image", image, "--folder", folder, "--chunk", "32,32,4", "--json"),
                    () -> shell.err);
            assertEquals(
                    0,
                    shell.run(TOKEN, "export-points", points, "--image", image, "--folder", folder),
                    () -> shell.err);
        }
        assertTrue(shell.out.contains(" in " + address() + "/points ("), shell.out);
        assertSame(local.resolve("cells.ome.zarr"), "/data/cells.ome.zarr");
        assertSame(local.resolve("points"), "/data/points");
        assertNoSecret();
    }

    @Test
    void theSummarySaysThePublicAddress() throws Exception {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(address())
                .publicRule("https://public.example.org/p")
                .build();
        shell.store(Profiles.parse("").plus(profile));
        assertEquals(
                0,
                shell.run(TOKEN, "export-image", image, "--folder", address() + "/x", "--name", "a b", "--json"),
                () -> shell.err);
        final JsonNode json = new ObjectMapper().readTree(shell.out);
        assertEquals(
                "https://public.example.org/p/x/a%20b.ome.zarr",
                json.path("dataset").asText());
        assertEquals(
                storage.below("/data/x/a b.ome.zarr").size(), json.path("files").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-image", "export-points"})
    void aRefusedLoginIsSaidWithoutIt(final String command) throws Exception {
        storage.login = "Bearer other";
        final Path input = command.equals("export-image") ? image : points;
        assertEquals(1, shell.run(TOKEN, command, input, "--folder", address()));
        assertTrue(shell.err.contains("401"), shell.err);
        assertFalse(shell.err.contains("\tat "), shell.err);
        assertTrue(server.requests().size() < 3, server.requests()::toString);
        assertNoSecret();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-image", "export-points"})
    void redirectsDoNotCarryItAway(final String command) throws Exception {
        final Path input = command.equals("export-image") ? image : points;
        try (ScriptedServer other = new ScriptedServer()) {
            server.on(".*", ".*", Integer.MAX_VALUE, call -> {
                call.body();
                call.answer(307, "Location: " + other.address() + "stolen?authz=" + SECRET);
            });
            assertEquals(1, shell.run(TOKEN, command, input, "--folder", address()));
            assertFalse(other.calls().isEmpty());
            for (final ScriptedServer.Call call : other.calls()) assertNull(call.header("Authorization"));
            assertNoSecret();
        }
    }

    /** Servers that repeat the login in their answers. */
    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 403, 409, 413, 501, 507})
    void answersThatRepeatItAreNotRepeated(final int status) throws Exception {
        server.on("PUT", ".*/0/.*", Integer.MAX_VALUE, call -> {
            call.body();
            final String login = call.header("Authorization");
            call.answer(
                    status,
                    login.getBytes(StandardCharsets.UTF_8),
                    "Location: http://lena:" + SECRET + "@127.0.0.1:1/x?" + SECRET,
                    "Retry-After: " + login,
                    "WWW-Authenticate: " + login);
        });
        assertEquals(1, shell.run(TOKEN, "export-image", image, "--folder", address()));
        assertTrue(shell.err.contains(" " + status + " ") || status == 307, shell.err);
        assertNoSecret();
    }

    @Test
    void addressesWithSecretsAreRefused() throws Exception {
        for (final String bad : List.of(
                "https://lena:" + SECRET + "@host/x", "https://host/x?authz=" + SECRET, "http://host/" + SECRET)) {
            assertEquals(2, shell.run(Map.of(), "export-image", image, "--folder", bad), () -> shell.err);
            assertNoSecret();
            assertEquals(1, shell.run(Map.of(), "export-points", points, "--folder", bad), () -> shell.err);
            assertNoSecret();
        }
        assertEquals(List.of(), server.requests());
    }
}
