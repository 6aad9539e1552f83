package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.MethodCallException;
import sc.fiji.neuroglancer.command.StoredProfiles;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKinds;

/** What Fiji's dialogs of the commands do: fill in fields, call back when they change, show messages again. */
class DialogTest {

    @TempDir
    Path dir;

    private final Context context = new Context();

    @BeforeEach
    void forget() {
        for (final String key : new String[] {"folder", "dataset", "profiles"})
            Prefs.set("neuroglancer." + key, key.equals("profiles") ? "[]" : "");
    }

    @AfterEach
    void close() {
        forget();
        context.dispose();
    }

    private <C extends JobCommand> CommandModule module(final C command) {
        context.inject(command);
        return new CommandModule(context.service(CommandService.class).getCommand(command.getClass()), command);
    }

    private static String type(final CommandModule dialog, final String field, final Object value)
            throws MethodCallException {
        dialog.setInput(field, value);
        dialog.getInfo().getInput(field).callback(dialog);
        return String.valueOf(dialog.getInput("outlook"));
    }

    private CommandModule exportDialog(final ExportImageCommand command) {
        final CommandModule dialog = module(command);
        final ImagePlus image = IJ.createImage("cells & more.tif", "16-bit ramp", 20, 16, 3);
        dialog.setInput("image", image);
        return dialog;
    }

    @Test
    void tellsWhatAnExportWillMake() throws Exception {
        final ExportImageCommand command = new ExportImageCommand();
        final CommandModule dialog = exportDialog(command);
        assertEquals("", command.openForm());
        assertEquals("cells & more", dialog.getInput("name"));
        assertEquals("", dialog.getInput("folder"));
        final String empty = String.valueOf(dialog.getInput("outlook"));
        assertTrue(empty.contains("#000000") && empty.contains(">No output folder is given:"), empty);
        final String good = type(dialog, "folder", dir.toString());
        assertTrue(good.contains("#000000") && good.contains(">20 x 16 x 3, 16-bit. "), good);
        final String bad = type(dialog, "chunk", "<b>");
        assertTrue(bad.contains("#b00000") && bad.contains(">Chunk '&lt;b>' cannot be used:"), bad);
    }

    @Test
    void leavesWhatAScriptGave() {
        final ExportImageCommand command = new ExportImageCommand();
        final CommandModule dialog = exportDialog(command);
        dialog.setInput("name", "mine");
        command.openForm();
        assertEquals("mine", dialog.getInput("name"));
    }

    @Test
    void remembersTheFolderOfTheDialogOnly() {
        final ExportImageCommand script = new ExportImageCommand();
        exportDialog(script).setInput("folder", dir.resolve("script").toString());
        script.run();
        assertFalse(script.isCanceled(), script.getCancelReason());
        final ExportImageCommand asked = new ExportImageCommand();
        final CommandModule dialog = exportDialog(asked);
        asked.openForm();
        assertEquals("", dialog.getInput("folder"));
        dialog.setInput("folder", dir.resolve("asked").toString());
        asked.run();
        final ExportPointsCommand next = new ExportPointsCommand();
        final CommandModule points = module(next);
        next.openForm();
        assertEquals(dir.resolve("asked").toString(), points.getInput("folder"));
    }

    @Test
    void opensNoDialogWithoutAnImage() {
        final ExportImageCommand command = new ExportImageCommand();
        module(command);
        assertEquals("No image is open. Open one, then run the command again.", command.openForm());
    }

    @Test
    void showsTheProfileThatIsNamed() throws Exception {
        final Profile profile = Profile.builder("cloud", StorageKinds.ALL.byLabel("ownCloud"))
                .address("https://c.org/d")
                .build();
        StoredProfiles.save(StoredProfiles.load().plus(profile));
        final SettingsCommand command = new SettingsCommand();
        final CommandModule dialog = module(command);
        command.openForm();
        assertEquals("helmholtz", dialog.getInput("account"));
        final String text = type(dialog, "account", "cloud");
        assertEquals("ownCloud", dialog.getInput("preset"));
        assertTrue(text.contains("Others will find datasets at https://c.org/d"), text);
        type(dialog, "account", "clouds");
        assertEquals("ownCloud", dialog.getInput("preset"), "what is typed does not go away");
    }

    @Test
    void everyDialogOpens() {
        for (final JobCommand command : new JobCommand[] {
            new CopyLinkCommand(), new ViewCommand(), new UploadCommand(), new CheckCommand(), new ExportPointsCommand()
        }) {
            final CommandModule dialog = module(command);
            assertEquals("", command.openForm());
            assertTrue(String.valueOf(dialog.getInput("outlook")).startsWith("<html><p style="), command.toString());
        }
    }
}
