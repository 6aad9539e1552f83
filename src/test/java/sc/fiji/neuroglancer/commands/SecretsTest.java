package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.prefs.PrefService;
import sc.fiji.neuroglancer.command.ExportImage;
import sc.fiji.neuroglancer.command.TestDesk;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Commands that log in: afterwards the secret is looked for in logs, reasons, preferences of both kinds and files. */
@Timeout(60)
class SecretsTest {

    private static final String SECRET = "s3cr3t-V4lue-0123456789";
    private static final String PROFILES = "neuroglancer.profiles";
    private static final List<Class<? extends Command>> COMMANDS =
            List.of(ExportImageCommand.class, ExportPointsCommand.class, UploadCommand.class);

    @TempDir
    private Path dir;

    private final ImagePlus image = IJ.createImage("cells.tif", "16-bit ramp", 40, 30, 3);
    private final DavHandler storage = new DavHandler();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final String home = System.getProperty("user.home");
    private ScriptedServer server;
    private Context context;
    private Path points;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("user.home", dir.toString());
        server = new ScriptedServer(storage);
        storage.login = "Bearer " + SECRET;
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.TRACE);
        context.service(LogService.class).addLogListener(message -> said.add(message.text() + message.throwable()));
        clear();
        points = Files.writeString(dir.resolve("points.csv"), "x,y,z\n1,2,3\n");
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .command("printf " + SECRET.substring(0, 5) + "'" + SECRET.substring(5) + "'")
                .build();
        Prefs.set(PROFILES, Profiles.parse("").plus(profile).toJson());
    }

    private void clear() {
        for (final Class<?> command : COMMANDS)
            context.service(PrefService.class).clear(command);
        for (final String key :
                new String[] {PROFILES, "neuroglancer.dataset", "neuroglancer.points", "neuroglancer.folder"})
            Prefs.set(key, "");
    }

    @AfterEach
    void stop() throws IOException {
        clear();
        System.setProperty("user.home", home);
        context.dispose();
        server.close();
    }

    private CommandModule run(final Class<? extends Command> command, final Object... values) throws Exception {
        final Map<String, Object> inputs = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) inputs.put(values[i].toString(), values[i + 1]);
        final CommandModule module =
                context.service(CommandService.class).run(command, true, inputs).get();
        said.add(module.getCancelReason() + module.getOutputs());
        return module;
    }

    private CommandModule run(final Class<? extends Command> command, final String address) throws Exception {
        if (command == ExportImageCommand.class) return run(command, "image", image, "folder", address);
        if (command == UploadCommand.class) return run(command, "dataset", points.toString(), "address", address);
        return run(command, "image", image, "folder", address, "pointsfile", points.toString());
    }

    private void assertNoSecret() throws Exception {
        assertFalse(said.toString().contains(SECRET), said::toString);
        final Field imagej = Prefs.class.getDeclaredField("ijPrefs");
        imagej.setAccessible(true);
        assertFalse(((Properties) imagej.get(null)).toString().contains(SECRET), "ImageJ's preferences");
        final PrefService scijava = context.service(PrefService.class);
        for (final Class<?> command : COMMANDS)
            for (final Field field : command.getDeclaredFields())
                assertFalse(
                        String.valueOf(scijava.get(command, field.getName())).contains(SECRET),
                        command + " " + field.getName());
        try (Stream<Path> files = Files.walk(dir)) {
            for (final Path file : files.filter(Files::isRegularFile).collect(Collectors.toList()))
                assertFalse((file + Files.readString(file)).contains(SECRET), file::toString);
        }
        for (final String request : server.requests()) assertFalse(request.contains(SECRET), request);
    }

    @Test
    void afterSuccess() throws Exception {
        for (final Class<? extends Command> command : COMMANDS)
            assertFalse(run(command, server.address() + "data").isCanceled(), said::toString);
        assertTrue(storage.files.containsKey("/data/cells.ome.zarr/.zattrs"));
        assertTrue(storage.files.containsKey("/data/points/info"));
        assertTrue(storage.files.containsKey("/data/points.csv"));
        assertNoSecret();
    }

    /** Nobody may read there without the login, which the check that comes last does not have. */
    @Test
    void afterSharing() throws Exception {
        final CommandModule shared = run(ShareCommand.class, "image", image, "account", "mine");
        assertTrue(shared.getCancelReason().contains("cannot see it yet"), said::toString);
        assertTrue(storage.files.containsKey("/data/cells.ome.zarr/state.json"));
        assertNoSecret();
    }

    @ParameterizedTest
    @ValueSource(ints = {308, 401, 403, 507})
    void afterFailuresAndRedirects(final int status) throws Exception {
        server.on("PUT|PROPFIND", ".*", Integer.MAX_VALUE, call -> {
            call.body();
            final String login = call.header("Authorization");
            call.answer(status, login.getBytes(), "Location: /x?authz=" + SECRET, "X-Login: " + login);
        });
        for (final Class<? extends Command> command : COMMANDS) {
            assertTrue(run(command, server.address() + "data").isCanceled());
            assertTrue(
                    said.get(said.size() - 1).contains(status == 308 ? " 310 " : " " + status + " "), said::toString);
        }
        assertNoSecret();
    }

    @Test
    void ofAddressesNothingIsKept() throws Exception {
        for (final String bad : List.of("https://lena:" + SECRET + "@host/x", "https://host/x?authz=" + SECRET)) {
            for (final Class<? extends Command> command : COMMANDS) {
                assertTrue(run(command, bad).isCanceled());
                assertNoSecret();
            }
            TestDesk.form(new ExportImage(), image)
                    .remember(Values.of(new ExportImage().keys(), Map.of("folder", bad))); // as dialogs do
            assertNoSecret();
        }
        final Map<String, String> good = Map.of("folder", server.address() + "data");
        TestDesk.form(new ExportImage(), image).remember(Values.of(new ExportImage().keys(), good));
        assertEquals(server.address() + "data", Prefs.get("neuroglancer.folder", ""));
    }
}
