package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.NoServer;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Uploads by a shell of its own, with logins of its environment; afterwards the secret is looked for everywhere. */
@Timeout(120)
class UploadDataTest {

    private static final String SECRET = "s3cr3t-V4lue-0123456789";

    @TempDir
    private Path dir;

    private final DavHandler storage = new DavHandler();
    private ScriptedServer server;
    private Path dataset;
    private ShellProcess shell;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(storage);
        shell = new ShellProcess(dir);
        dataset = Files.createDirectories(dir.resolve("my brain.ome.zarr"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
        Files.createDirectories(dataset.resolve("0/0"));
        for (int i = 0; i < 5; i++) Files.writeString(dataset.resolve("0/0/" + i), "chunk " + i);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String address() {
        return server.address() + "data";
    }

    private void assertNoSecret() throws IOException {
        shell.assertNoSecret(SECRET);
        for (final Map.Entry<String, byte[]> file : storage.files.entrySet())
            assertFalse((file.getKey() + new String(file.getValue(), StandardCharsets.UTF_8)).contains(SECRET));
        for (final String request : server.requests()) assertFalse(request.contains(SECRET), request);
    }

    @Test
    void uploadsWithATokenAndTellsThePublicAddress() throws Exception {
        storage.login = "Bearer " + SECRET;
        assertEquals(
                0,
                shell.run(Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET), "upload", dataset, "--address", address()),
                () -> shell.err);
        assertTrue(shell.out.startsWith("Uploaded 6 files, "), shell.out);
        assertTrue(
                shell.out.endsWith("Others find it at " + address() + "/my%20brain.ome.zarr/" + System.lineSeparator()),
                shell.out);
        assertEquals(6, storage.below("/data/my brain.ome.zarr").size());
        assertNoSecret();
        assertEquals(
                0,
                shell.run(Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET), "upload", dataset, "--address", address()),
                () -> shell.err);
        assertTrue(shell.out.contains("Uploaded 0 files, 0 bytes, in "), shell.out);
        assertTrue(shell.out.contains(" 6 files were there already. Others find it at "), shell.out);
        assertNoSecret();
    }

    @Test
    void takesProfilesFromImageJ() throws Exception {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(address())
                .publicRule("https://public.example.org/p")
                .command("printf " + SECRET.substring(0, 5) + "'" + SECRET.substring(5) + "'")
                .build();
        shell.store(Profiles.parse("").plus(profile));
        storage.login = "Bearer " + SECRET;
        assertEquals(0, shell.run(Map.of(), "upload", dataset, "--account", "Mine", "--json"), () -> shell.err);
        final JsonNode json = new ObjectMapper().readTree(shell.out);
        assertEquals(
                "https://public.example.org/p/my%20brain.ome.zarr/",
                json.path("address").asText());
        assertEquals(6, json.path("files").asInt());
        assertNoSecret();
    }

    @Test
    void failsBeforeTheUploadWhenThePublicAddressIsNotKnown() throws Exception {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(address() + "/mine")
                .publicRule("https://public.example.org/p")
                .build();
        shell.store(Profiles.parse("").plus(profile));
        assertEquals(1, shell.run(Map.of(), "upload", dataset, "--account", "mine", "--address", address() + "/other"));
        assertTrue(shell.err.contains("has public addresses only for data below " + address() + "/mine/"), shell.err);
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aLoginThatIsRefusedIsSaidWithoutIt() throws Exception {
        storage.login = "Bearer other";
        assertEquals(
                1,
                shell.run(
                        Map.of("NEUROGLANCER_FIJI_USER", "lena", "NEUROGLANCER_FIJI_PASSWORD", SECRET),
                        "upload",
                        dataset,
                        "--address",
                        address()));
        assertTrue(shell.err.contains("401"), shell.err);
        assertFalse(shell.err.contains("\tat "), shell.err);
        assertTrue(server.requests().size() < 3, server.requests()::toString);
        assertNoSecret();
    }

    @Test
    void aMissingLoginIsSaidWithTheRemedy() throws Exception {
        storage.login = "Bearer other";
        assertEquals(1, shell.run(Map.of(), "upload", dataset, "--address", address()));
        assertTrue(shell.err.contains("requires a login and none was found: set NEUROGLANCER_FIJI_TOKEN"), shell.err);
    }

    /** Without a terminal there is no progress line, but whoever reads the log shall know what is waited for. */
    @Test
    void aServerThatIsNotThereIsWaitedForShortlyAndAloud() throws Exception {
        final long start = System.nanoTime();
        try (NoServer nobody = new NoServer()) {
            assertEquals(1, shell.run(Map.of(), "upload", dataset, "--address", nobody.address()));
            assertTrue(System.nanoTime() - start < 25e9, () -> shell.err);
            final String[] said = shell.err.split("\\R");
            assertTrue(
                    said[0].matches("Looking at the storage: waiting for " + nobody.host() + " \\(\\d s\\)"), said[0]);
            assertTrue(
                    said[1].contains("does not answer (connection refused): check the connection and the address."),
                    shell.err);
            assertEquals(2, said.length, shell.err);
        }
    }

    @Test
    void redirectsDoNotCarryItAway() throws Exception {
        try (ScriptedServer other = new ScriptedServer()) {
            server.on(".*", ".*", Integer.MAX_VALUE, call -> {
                call.body();
                call.answer(307, "Location: " + other.address() + "stolen");
            });
            assertEquals(
                    1,
                    shell.run(
                            Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET),
                            "upload",
                            dataset,
                            "--address",
                            address(),
                            "--parallel",
                            "1"));
            for (final ScriptedServer.Call call : other.calls()) assertNull(call.header("Authorization"));
            assertNoSecret();
        }
    }

    @Test
    void addressesWithSecretsAreRefused() throws Exception {
        for (final String bad : List.of(
                "https://lena:" + SECRET + "@host/x", "https://host/x?authz=" + SECRET, "http://host/" + SECRET)) {
            assertEquals(1, shell.run(Map.of(), "upload", dataset, "--address", bad));
            assertNoSecret();
        }
        assertEquals(2, shell.run(Map.of(), "upload", dataset));
        assertTrue(shell.err.startsWith("No address is given: "), shell.err);
    }
}
