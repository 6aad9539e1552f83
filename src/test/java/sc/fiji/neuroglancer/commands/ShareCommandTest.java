package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.Prefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.webdav.PublicDav;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** From the settings to a link through SciJava's own services, as Fiji and scripts call the commands. */
class ShareCommandTest {

    private static final String TOKEN = "t0ken-for-tests";
    private static final String VIEWER = "http://127.0.0.1:9/viewer/";

    @TempDir
    private Path dir;

    private final String home = System.getProperty("user.home");
    private final PublicDav storage = new PublicDav();
    private ScriptedServer server;
    private Context context;

    @BeforeEach
    void open() throws IOException {
        context = new Context();
        Prefs.set("neuroglancer.profiles", "[]"); // whatever is on disk
        System.setProperty("user.home", dir.resolve("home").toString());
        server = new ScriptedServer(storage);
        storage.dav.login = "Bearer " + TOKEN;
    }

    @AfterEach
    void close() throws IOException {
        context.dispose();
        server.close();
        Serving.stop();
        System.setProperty("user.home", home);
        Prefs.set("neuroglancer.profiles", "[]"); // whatever is on disk
    }

    private CommandModule run(final Class<? extends Command> command, final Object... values) throws Exception {
        final Map<String, Object> inputs = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) inputs.put(values[i].toString(), values[i + 1]);
        return context.service(CommandService.class).run(command, true, inputs).get();
    }

    private CommandModule share(final Object... values) throws Exception {
        run(
                SettingsCommand.class,
                "account",
                "mine",
                "preset",
                "WebDAV",
                "address",
                server.address() + "data",
                "viewer",
                VIEWER,
                "command",
                "printf " + TOKEN);
        return run(ShareCommand.class, values);
    }

    @Test
    void givesScriptsTheLink() throws Exception {
        final Object image = IJ.createImage("cells.tif", "8-bit ramp", 20, 16, 3);
        final CommandModule module = share("image", image, "account", "mine", "name", "brain");
        assertFalse(module.isCanceled(), module::getCancelReason);
        assertEquals(VIEWER + "#!" + server.address() + "data/brain.ome.zarr/state.json", module.getOutput("link"));
    }

    @Test
    void whatOthersCannotSeeIsTheReasonAndTheLinkIsGiven() throws Exception {
        storage.isPublic = false;
        final Object image = IJ.createImage("cells.tif", "8-bit ramp", 20, 16, 3);
        final CommandModule module = share("image", image);
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("cannot see it yet"), module.getCancelReason());
        assertTrue(module.getOutput("link").toString().startsWith(VIEWER), module.getOutput("link")::toString);
    }

    @Test
    void showsItHereWithoutAProfile() throws Exception {
        final Object image = IJ.createImage("cells.tif", "8-bit ramp", 20, 16, 3);
        final CommandModule module = run(ShareCommand.class, "image", image);
        assertFalse(module.isCanceled(), module::getCancelReason);
        assertTrue(module.getOutput("link").toString().contains("cells.ome.zarr"));
        assertTrue(Files.exists(dir.resolve("home/neuroglancer/cells.ome.zarr/.zattrs")));
    }

    @Test
    void needsAnImageAlsoAfterAnotherWasShared() throws Exception {
        assertFalse(share("image", IJ.createImage("cells.tif", "8-bit ramp", 20, 16, 3))
                .isCanceled());
        assertTrue(share().getCancelReason().startsWith("No image is open"));
    }
}
