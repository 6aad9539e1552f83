package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.export.Preset;
import sc.fiji.neuroglancer.export.Profile;
import sc.fiji.neuroglancer.export.Profiles;
import sc.fiji.neuroglancer.webdav.DavHandler;
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
    private Path home;
    private String out;
    private String err;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(storage);
        home = Files.createDirectory(dir.resolve("home"));
        dataset = Files.createDirectories(dir.resolve("my brain.ome.zarr"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
        Files.createDirectories(dataset.resolve("0/0"));
        for (int i = 0; i < 5; i++) Files.writeString(dataset.resolve("0/0/" + i), "chunk " + i);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int run(final Map<String, String> environment, final Object... words)
            throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-Djava.util.prefs.userRoot=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Stream.of(words).map(Object::toString).forEach(command::add);
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("NEUROGLANCER_"));
        builder.environment().putAll(environment);
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

    /** As ImageJ does. */
    private void store(final Profiles profiles) throws IOException {
        final Properties preferences = new Properties();
        preferences.put(".neuroglancer.profiles", profiles.toJson());
        final Path folder = Files.createDirectories(
                home.resolve(System.getProperty("os.name").startsWith("Mac") ? "Library/Preferences" : ".imagej"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("IJ_Prefs.txt"))) {
            preferences.store(file, null);
        }
    }

    private String address() {
        return server.address() + "data";
    }

    /** In what was printed, and in all files that the program could have written. */
    private void assertNoSecret() throws IOException {
        final String basic = Base64.getEncoder().encodeToString(("lena:" + SECRET).getBytes(StandardCharsets.UTF_8));
        final List<Path> files;
        try (Stream<Path> all = Files.walk(dir)) {
            files = all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        for (final Path file : files) {
            final String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(text.contains(SECRET) || text.contains(basic), file::toString);
        }
        for (final Map.Entry<String, byte[]> file : storage.files.entrySet())
            assertFalse((file.getKey() + new String(file.getValue(), StandardCharsets.UTF_8)).contains(SECRET));
        for (final String request : server.requests()) assertFalse(request.contains(SECRET), request);
    }

    @Test
    void uploadsWithATokenAndTellsThePublicAddress() throws Exception {
        storage.login = "Bearer " + SECRET;
        assertEquals(
                0,
                run(Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET), "upload", dataset, "--address", address()),
                () -> err);
        assertTrue(out.startsWith("6 files, "), out);
        assertTrue(
                out.endsWith("Others find it at " + address() + "/my%20brain.ome.zarr/" + System.lineSeparator()), out);
        assertEquals(6, storage.below("/data/my brain.ome.zarr").size());
        assertNoSecret();
        assertEquals(
                0,
                run(Map.of("NEUROGLANCER_FIJI_TOKEN", SECRET), "upload", dataset, "--address", address()),
                () -> err);
        assertTrue(out.contains("files were there already"), out);
        assertNoSecret();
    }

    @Test
    void takesProfilesFromImageJ() throws Exception {
        final Profile profile = Profile.builder("mine", Preset.WEBDAV)
                .address(address())
                .publicRule("https://public.example.org/p")
                .command("printf " + SECRET.substring(0, 5) + "'" + SECRET.substring(5) + "'")
                .build();
        store(Profiles.parse("").plus(profile));
        storage.login = "Bearer " + SECRET;
        assertEquals(0, run(Map.of(), "upload", dataset, "--account", "Mine", "--json"), () -> err);
        final JsonNode json = new ObjectMapper().readTree(out);
        assertEquals(
                "https://public.example.org/p/my%20brain.ome.zarr/",
                json.path("address").asText());
        assertEquals(6, json.path("files").asInt());
        assertNoSecret();
    }

    @Test
    void failsBeforeTheUploadWhenThePublicAddressIsNotKnown() throws Exception {
        final Profile profile = Profile.builder("mine", Preset.WEBDAV)
                .address(address() + "/mine")
                .publicRule("https://public.example.org/p")
                .build();
        store(Profiles.parse("").plus(profile));
        assertEquals(1, run(Map.of(), "upload", dataset, "--account", "mine", "--address", address() + "/other"));
        assertTrue(err.contains("knows the public address only of what is below " + address() + "/mine/"), err);
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aLoginThatIsRefusedIsSaidWithoutIt() throws Exception {
        storage.login = "Bearer other";
        assertEquals(
                1,
                run(
                        Map.of("NEUROGLANCER_FIJI_USER", "lena", "NEUROGLANCER_FIJI_PASSWORD", SECRET),
                        "upload",
                        dataset,
                        "--address",
                        address()));
        assertTrue(err.contains("401"), err);
        assertFalse(err.contains("\tat "), err);
        assertTrue(server.requests().size() < 3, server.requests()::toString);
        assertNoSecret();
    }

    @Test
    void aMissingLoginIsSaidWithTheRemedy() throws Exception {
        storage.login = "Bearer other";
        assertEquals(1, run(Map.of(), "upload", dataset, "--address", address()));
        assertTrue(err.contains("wants a login, and there is none: set NEUROGLANCER_FIJI_TOKEN"), err);
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
                    run(
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
            assertEquals(1, run(Map.of(), "upload", dataset, "--address", bad));
            assertNoSecret();
        }
        assertEquals(1, run(Map.of(), "upload", dataset));
        assertTrue(err.startsWith("The address is empty"), err);
    }
}
