package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.Prefs;
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
import sc.fiji.neuroglancer.serve.Serving;

/** Through SciJava's own services, as Fiji and scripts call the commands. */
class LinkCommandsTest {

    @TempDir
    private Path dir;

    private Context context;

    @BeforeEach
    void open() {
        context = new Context();
        Prefs.set("neuroglancer.dataset", "");
    }

    @AfterEach
    void close() {
        context.dispose();
        Serving.stop();
    }

    private CommandModule run(final Class<? extends Command> command, final Map<String, Object> inputs)
            throws Exception {
        return context.service(CommandService.class).run(command, true, inputs).get();
    }

    private CommandModule done(final Class<? extends Command> command, final Map<String, Object> inputs)
            throws Exception {
        final CommandModule module = run(command, inputs);
        assertFalse(module.isCanceled(), module::getCancelReason);
        return module;
    }

    private void export() throws Exception {
        final Object image = IJ.createImage("cells.tif", "8-bit ramp", 20, 16, 3);
        done(ExportImageCommand.class, Map.of("image", image, "folder", dir.toString()));
    }

    @Test
    void copiesTheLinkOfTheLastExport() throws Exception {
        export();
        final CommandModule module = done(CopyLinkCommand.class, Map.of());
        final String link = (String) module.getOutput("link");
        assertTrue(link.contains("cells.ome.zarr"), link);
        assertEquals(link, Files.readString(dir.resolve("neuroglancer-url.txt")).strip());
    }

    @Test
    void opensNoTextWindowForTheLink() {
        final CommandService commands = context.service(CommandService.class);
        final CommandModule module =
                new CommandModule(commands.getCommand(CopyLinkCommand.class), new CopyLinkCommand());
        assertFalse(module.isOutputResolved("link"));
        new QuietOutputs().process(module);
        assertTrue(module.isOutputResolved("link"), "SciJava shows what is not resolved");
    }

    @Test
    void takesValues() throws Exception {
        export();
        final CommandModule module = done(
                CopyLinkCommand.class,
                Map.of("dataset", "n5://https://h/b", "viewer", "https://v.example.org", "points", "None"));
        assertTrue(module.getOutput("link").toString().startsWith("https://v.example.org/#!%7B"));
    }

    @Test
    void viewsAndStops() throws Exception {
        export();
        final CommandModule module = done(ViewCommand.class, Map.of());
        assertTrue(module.getOutput("link").toString().contains("cells.ome.zarr"));
        assertTrue(Serving.running() != null);
        done(StopServingCommand.class, Map.of());
        assertTrue(Serving.running() == null);
    }

    @Test
    void cancelsWithASentence() throws Exception {
        final CommandModule nothing = run(CopyLinkCommand.class, Map.of());
        assertTrue(nothing.isCanceled());
        assertTrue(nothing.getCancelReason().startsWith("Nothing was exported yet"), nothing.getCancelReason());
        final CommandModule nowhere =
                run(ViewCommand.class, Map.of("folder", dir.resolve("x").toString()));
        assertTrue(nowhere.getCancelReason().contains(" does not exist: export first"), nowhere.getCancelReason());
    }
}
