package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Prefs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Upload and settings, through SciJava's own services. */
class StorageCommandsTest {

    @TempDir
    Path dir;

    private final String home = System.getProperty("user.home");
    private final DavHandler storage = new DavHandler();
    private ScriptedServer server;
    private Context context;
    private Path dataset;

    @BeforeEach
    void open() throws Exception {
        System.setProperty("user.home", dir.toString()); // uploads are remembered there
        Prefs.set("neuroglancer.profiles", "[]"); // whatever is on disk
        context = new Context();
        server = new ScriptedServer(storage);
        dataset = Files.createDirectories(dir.resolve("a.ome.zarr"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
    }

    @AfterEach
    void close() throws Exception {
        System.setProperty("user.home", home);
        Prefs.set("neuroglancer.profiles", "[]"); // whatever is on disk
        server.close();
        context.dispose();
    }

    private CommandModule run(final Class<? extends Command> command, final Map<String, Object> inputs)
            throws Exception {
        return context.service(CommandService.class).run(command, true, inputs).get();
    }

    private void requireDone(final CommandModule module) {
        assertFalse(module.isCanceled(), module::getCancelReason);
    }

    @Test
    void uploadsToTheAddressOfAProfile() throws Exception {
        requireDone(run(
                SettingsCommand.class,
                Map.of("account", "mine", "preset", "WebDAV", "address", server.address() + "data", "login", "None")));
        requireDone(run(UploadCommand.class, Map.of("dataset", dataset.toString(), "account", "mine")));
        assertEquals("{}", new String(storage.files.get("/data/a.ome.zarr/.zattrs"), StandardCharsets.UTF_8));
        requireDone(run(SettingsCommand.class, Map.of("account", "mine", "remove", true)));
        final CommandModule unknown =
                run(UploadCommand.class, Map.of("dataset", dataset.toString(), "account", "mine"));
        assertTrue(unknown.getCancelReason().startsWith("There is no profile 'mine'"), unknown.getCancelReason());
    }

    @Test
    void cancelsWithASentence() throws Exception {
        final CommandModule nothing = run(UploadCommand.class, Map.of());
        assertTrue(nothing.getCancelReason().startsWith("There is nothing to upload:"), nothing.getCancelReason());
        final CommandModule many = run(
                UploadCommand.class,
                Map.of("dataset", dataset.toString(), "address", server.address() + "data", "parallel", 99));
        assertTrue(many.getCancelReason().startsWith("parallel=99 is not between"), many.getCancelReason());
        final CommandModule address = run(SettingsCommand.class, Map.of("address", "here"));
        assertTrue(address.isCanceled());
        assertEquals("[]", Prefs.get("neuroglancer.profiles", ""));
    }
}
