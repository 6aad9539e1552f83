package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Prefs;
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
import org.scijava.prefs.PrefService;
import sc.fiji.neuroglancer.command.StoredProfiles;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.profile.Profile;

/** The check and the settings through SciJava's own services, as Fiji and scripts call them. */
class CheckCommandTest {

    private static final String KEY = "neuroglancer.profiles";

    @TempDir
    private Path dir;

    private Context context;

    @BeforeEach
    void open() {
        context = new Context();
        Prefs.set(KEY, "[]"); // whatever is on disk
    }

    @AfterEach
    void close() {
        context.service(PrefService.class).clear(SettingsCommand.class);
        context.dispose();
        Prefs.set(KEY, "[]"); // whatever is on disk
    }

    private CommandModule run(final Class<? extends Command> command, final Object... values) throws Exception {
        final Map<String, Object> inputs = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) inputs.put(values[i].toString(), values[i + 1]);
        return context.service(CommandService.class).run(command, true, inputs).get();
    }

    @Test
    void aGoodDatasetPasses() throws Exception {
        Files.writeString(dir.resolve("info"), "{\"@type\":\"neuroglancer_skeletons\"}");
        final CommandModule module = run(CheckCommand.class, "address", dir.toString());
        assertFalse(module.isCanceled(), module::getCancelReason);
    }

    @Test
    void whatIsWrongIsTheReason() throws Exception {
        final CommandModule module = run(CheckCommand.class, "address", dir.toString());
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("There is no dataset at " + dir), module.getCancelReason());
    }

    @Test
    void anUploadWantsADatasetAndAnAddress() throws Exception {
        final CommandModule nothing = run(UploadCommand.class, "address", "https://h/dav");
        assertTrue(nothing.getCancelReason().startsWith("There is nothing to upload: "), nothing.getCancelReason());
        final CommandModule nowhere = run(UploadCommand.class, "dataset", dir.toString());
        assertTrue(nowhere.getCancelReason().startsWith("address is empty: "), nowhere.getCancelReason());
    }

    @Test
    void settingsAreKeptAndCanBeRemoved() throws Exception {
        final CommandModule module = run(
                SettingsCommand.class,
                "account",
                "mine",
                "preset",
                "Nextcloud",
                "address",
                "https://cloud.org/remote.php/dav/files/lena/share",
                "publicaddress",
                "https://cloud.org/s/AbC",
                "login",
                "Ask");
        assertFalse(module.isCanceled(), module::getCancelReason);
        final Profile mine = StoredProfiles.load().get("mine");
        assertEquals("https://cloud.org/public.php/dav/files/AbC", mine.publicRule());
        assertEquals(CredentialSource.ASK, mine.login());
        run(SettingsCommand.class, "account", "mine", "remove", true);
        assertTrue(StoredProfiles.load().find("mine").isEmpty());
    }

    @Test
    void settingsThatCannotBeUsedChangeNothing() throws Exception {
        final CommandModule module =
                run(SettingsCommand.class, "account", "mine", "address", "https://lena:SECRET@cloud.org/");
        assertTrue(module.isCanceled());
        assertFalse(module.getCancelReason().contains("SECRET"), module.getCancelReason());
        assertTrue(StoredProfiles.load().find("mine").isEmpty());
        assertFalse(Prefs.get(KEY, "").contains("SECRET"));
        final PrefService prefs = context.service(PrefService.class);
        assertFalse(
                String.valueOf(prefs.get(SettingsCommand.class, "address", "")).contains("SECRET"));
    }
}
