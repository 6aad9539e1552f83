package sc.fiji.neuroglancer.ij1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.PublicDav;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Macros in a real, headless ImageJ 1.x, through {@code plugins.config}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public class MacroTest {

    private static final String NEW = "newImage('cells', '16-bit ramp', 20, 16, 3);";

    private static Process imagej;
    private static BufferedReader output;
    private static PrintWriter input;

    @TempDir
    private Path dir;

    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        Files.deleteIfExists(Paths.get("target", "prefs", ".imagej", "IJ_Prefs.txt")); // profiles of an earlier run
        final ProcessBuilder builder = new ProcessBuilder(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED", // lets ImageJ be patched
                "-Djava.awt.headless=true",
                "-Duser.home=" + Paths.get("target", "home").toAbsolutePath(),
                "-Djava.util.prefs.userRoot=" + Paths.get("target", "prefs").toAbsolutePath(),
                "-Duser.home=" + Paths.get("target", "prefs").toAbsolutePath(), // uploads are remembered there
                "-cp",
                System.getProperty("java.class.path"),
                MacroServer.class.getName());
        imagej = builder.redirectErrorStream(true).start();
        output = new BufferedReader(new InputStreamReader(imagej.getInputStream(), StandardCharsets.UTF_8));
        input = new PrintWriter(imagej.getOutputStream(), true, StandardCharsets.UTF_8);
        linesOfAMacro(); // the time that ImageJ takes to start is no test's
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        input.close();
        if (!imagej.waitFor(10, TimeUnit.SECONDS)) imagej.destroyForcibly();
        output.close();
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(dir.resolve("my data"));
    }

    /** Runs a macro and returns the lines it caused, the last one being that of the server. */
    private List<String> run(final String macro) throws IOException {
        final Path file = dir.resolve("macro.ijm");
        Files.writeString(
                file, macro.replace('\'', '"').replace("$F", folder.toString()) + "\nprint(\"reached the end\");");
        input.println(file);
        return linesOfAMacro();
    }

    private static List<String> linesOfAMacro() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(MacroServer.DONE)) return lines;
        }
        throw new AssertionError("ImageJ ended: " + lines);
    }

    private void runToTheEnd(final String macro) throws IOException {
        final List<String> lines = run(macro);
        assertTrue(lines.contains("reached the end"), String.join("\n", lines));
        assertEquals(MacroServer.DONE, lines.get(lines.size() - 1));
    }

    private JsonNode json(final String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile());
    }

    @Test
    void exportsByTheOneLiner() throws IOException {
        runToTheEnd(NEW + "run('Export Image for Neuroglancer...',"
                + " 'folder=[$F] name=brain format=[OME-Zarr 0.4] existing=Replace');");
        assertEquals("[3,16,20]", json("brain.ome.zarr/0/.zarray").path("shape").toString());
        assertTrue(Files.exists(folder.resolve("brain.ome.zarr/.zattrs")));
    }

    @Test
    void namesTheDatasetAfterTheImage() throws IOException {
        runToTheEnd(NEW + "run('Export Image for Neuroglancer...', 'folder=[$F]');");
        assertTrue(Files.exists(folder.resolve("cells.ome.zarr/.zattrs")));
    }

    @ParameterizedTest
    @CsvSource({"shards", "shards=true", "SHARDS"})
    void takesFlagsInAllSpellings(final String flag) throws IOException {
        runToTheEnd(NEW + "run('Export Image for Neuroglancer...', 'folder=[$F] " + flag
                + " name=s format=[OME-Zarr 0.5] chunk=[8, 8, 2] compression=[Blosc lz4]');");
        assertTrue(json("s.ome.zarr/0/zarr.json").toString().contains("sharding_indexed"));
    }

    @Test
    void takesVariablesOfTheMacro() throws IOException {
        runToTheEnd(NEW + "where = '$F'; n = 2;"
                + "run('Export Image for Neuroglancer...', 'folder=&where name=v chunk=4,4,1 levels=&n');");
        assertTrue(Files.exists(folder.resolve("v.ome.zarr/1/.zarray")));
        assertFalse(Files.exists(folder.resolve("v.ome.zarr/2/.zarray")));
    }

    @Test
    void saysThatAFolderIsNeededWhenNobodyCanBeAsked() throws IOException {
        final String all = String.join("\n", run(NEW + "run('Export Image for Neuroglancer...');"));
        assertTrue(all.contains("No output folder is given: set folder."), all);
    }

    @Test
    void leavesFlagsOffWhenToldSo() throws IOException {
        runToTheEnd(NEW
                + "run('Export Image for Neuroglancer...', 'folder=[$F] name=s format=[OME-Zarr 0.5] shards=false');");
        assertFalse(json("s.ome.zarr/0/zarr.json").toString().contains("sharding_indexed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fodler=/x|'fodler' is not known here: use folder, name,",
                "name=x|No output folder is given: set folder.",
                "folder=[$F] format=zarr|format 'zarr' is not known: choose OME-Zarr 0.4, OME-Zarr 0.5.",
                "folder=[$F] levels=two|levels 'two' cannot be used: give a whole number.",
                "folder=[$F] chunk=0,0,0|chunk '0,0,0' cannot be used:",
                "folder=[$F|A bracket is not closed in the macro",
                "folder=[$F] crop|crop is on, but"
            })
    void stopsTheMacroWithASentence(final String options, final String sentence) throws IOException {
        final List<String> lines = run(NEW + "run('Export Image for Neuroglancer...', '" + options + "');");
        final String all = String.join("\n", lines);
        assertFalse(lines.contains("reached the end"), all);
        assertTrue(all.contains(sentence), all);
        assertFalse(all.contains("\tat "), all);
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void stopsTheMacroWhenNoImageIsOpen() throws IOException {
        final List<String> lines =
                run("while (nImages > 0) close(); run('Export Image for Neuroglancer...', 'folder=[$F]');");
        final String all = String.join("\n", lines);
        assertTrue(all.contains("No image is open"), all);
        assertFalse(lines.contains("reached the end"), all);
    }

    @Test
    void stopsTheMacroWhenTheDatasetExists() throws IOException {
        final String export = "run('Export Image for Neuroglancer...', 'folder=[$F] name=twice');";
        runToTheEnd(NEW + export);
        final List<String> lines = run(export);
        assertFalse(lines.contains("reached the end"));
        assertTrue(String.join("\n", lines).contains("twice.ome.zarr already exists. Choose another name"));
    }

    @Test
    void exportsAVirtualStackOfAFolder() throws IOException {
        final Path slices = Files.createDirectory(dir.resolve("slices of mine"));
        runToTheEnd("for (i = 1; i <= 3; i++) { newImage('s', '8-bit ramp', 20, 16, 1); saveAs('Tiff', '" + slices
                + "/s' + i + '.tif'); close(); }"
                + "File.openSequence('" + slices + "', 'virtual');"
                + "if (!is('Virtual Stack')) exit('not virtual');"
                + "run('Export Image for Neuroglancer...', 'folder=[$F] name=v');");
        assertEquals("[3,16,20]", json("v.ome.zarr/0/.zarray").path("shape").toString());
        assertEquals("|u1", json("v.ome.zarr/0/.zarray").path("dtype").asText());
    }

    @Test
    void exportsSelectionCalibrationLutsAndChannels() throws IOException {
        runToTheEnd("newImage('h', '16-bit composite-mode', 20, 16, 2, 3, 1);"
                + "setVoxelSize(0.5, 0.5, 2, 'micron');"
                + "Stack.setChannel(1); run('Red'); setMinAndMax(10, 500);"
                + "Stack.setChannel(2); run('Cyan'); setMinAndMax(20, 900);"
                + "makeRectangle(2, 3, 10, 5);"
                + "run('Export Image for Neuroglancer...', 'folder=[$F] name=h crop content=Intensity');");
        assertEquals("[2,3,5,10]", json("h.ome.zarr/0/.zarray").path("shape").toString());
        final JsonNode attributes = json("h.ome.zarr/.zattrs");
        final JsonNode axes = attributes.path("multiscales").get(0).path("axes");
        assertEquals("micrometer", axes.get(3).path("unit").asText());
        final JsonNode channels = attributes.path("omero").path("channels");
        assertEquals("FF0000", channels.get(0).path("color").asText().toUpperCase());
        assertEquals("00FFFF", channels.get(1).path("color").asText().toUpperCase());
        assertEquals(10, channels.get(0).path("window").path("start").asDouble());
        assertEquals(900, channels.get(1).path("window").path("end").asDouble());
    }

    /** Without a screen there is no ROI Manager, and asking for it must not try to make one. */
    @Test
    void saysThatTheRoiManagerIsEmptyInBatchMode() throws IOException {
        final String all = String.join(
                "\n",
                run("setBatchMode(true);" + NEW
                        + "run('Export Points for Neuroglancer...', 'folder=[$F] source=[ROI Manager]');"));
        assertTrue(all.contains("The ROI Manager is empty: add points, or choose another source."), all);
    }

    @Test
    void exportsTheSelectionByDefault() throws IOException {
        runToTheEnd(NEW + "makeOval(2, 2, 5, 5);"
                + "run('Export Points for Neuroglancer...', 'folder=[$F] name=o areas=Shape properties=false');");
        assertEquals("ellipsoid", json("o/info").path("annotation_type").asText());
    }

    @Test
    void stopsTheMacroWhenThereAreNoPoints() throws IOException {
        final String all = String.join("\n", run(NEW + "run('Export Points for Neuroglancer...', 'folder=[$F]');"));
        assertTrue(all.contains("No points were found: the ROI Manager"), all);
        assertFalse(all.contains("reached the end"), all);
    }

    @Test
    void writesTheLinkOfTheLastExportAndStopsServing() throws IOException {
        final List<String> lines = run(NEW + "run('Export Image for Neuroglancer...', 'folder=[$F] name=last');"
                + "run('Copy Neuroglancer Link'); run('View in Neuroglancer', 'folder=[$F]');"
                + "run('Stop Serving Neuroglancer');");
        assertTrue(lines.contains("reached the end"), String.join("\n", lines));
        final String link =
                Files.readString(folder.resolve("neuroglancer-url.txt")).strip();
        assertTrue(link.contains("last.ome.zarr"), link);
        assertTrue(lines.contains(link), String.join("\n", lines));
        final long links = lines.stream().filter(line -> line.contains("/#!")).count();
        assertEquals(2, links, String.join("\n", lines)); // of the view a short one, where the viewer is bundled
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Copy Neuroglancer Link|data=/x|'data' is not known here: use dataset, points, viewer, shorten.",
                "Copy Neuroglancer Link|dataset=/nowhere/a|/nowhere/a does not exist",
                "Copy Neuroglancer Link|dataset=n5://https://h/a viewer=here|'here' is not the address of a viewer",
                "View in Neuroglancer|folder=[$F]|contains no dataset: "
            })
    void stopsTheMacroWhenThereIsNothingToShow(final String label, final String options, final String sentence)
            throws IOException {
        final String all = String.join("\n", run("run('" + label + "', '" + options + "');"));
        assertFalse(all.contains("reached the end"), all);
        assertTrue(all.contains(sentence), all);
    }

    @Test
    void checksWhatItExported() throws IOException {
        runToTheEnd(NEW + "run('Export Image for Neuroglancer...', 'folder=[$F] name=c');"
                + "run('Check Neuroglancer Data...', 'address=[$F/c.ome.zarr]');");
        final List<String> lines = run("run('Check Neuroglancer Data...', 'address=[$F]');");
        assertFalse(lines.contains("reached the end"), String.join("\n", lines));
        assertTrue(String.join("\n", lines).contains("There is no dataset at " + folder), String.join("\n", lines));
    }

    @Test
    void uploadsWhatItExported() throws IOException {
        final DavHandler storage = new DavHandler();
        try (ScriptedServer server = new ScriptedServer(storage)) {
            final String upload = "run('Upload to WebDAV for Neuroglancer...', 'dataset=[$F/u.ome.zarr] address="
                    + server.address() + "data parallel=4');";
            runToTheEnd(NEW + "run('Export Image for Neuroglancer...', 'folder=[$F] name=u');" + upload);
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("u.ome.zarr/.zattrs")),
                    storage.files.get("/data/u.ome.zarr/.zattrs"));
            runToTheEnd(upload);
            final String all = String.join("\n", run(upload.replace("parallel=4", "existing=Fail")));
            assertFalse(all.contains("reached the end\n"), all);
        }
        final String all = String.join("\n", run("run('Upload to WebDAV for Neuroglancer...', 'password=x');"));
        assertTrue(all.contains("'password' is not known here: use dataset, address, account,"), all);
    }

    @Test
    void keepsProfiles() throws IOException {
        runToTheEnd(
                "run('Neuroglancer Settings...', 'account=[my cloud] preset=ownCloud address=[https://h/dav/] login=Ask');"
                        + "run('Neuroglancer Settings...', 'account=[My Cloud] remove');");
        final String all = String.join("\n", run("run('Neuroglancer Settings...', 'account=[my cloud] remove=true');"));
        assertTrue(all.contains("There is no profile 'my cloud': use one of helmholtz"), all);
    }

    @Test
    void sharesByTheOneLiner() throws IOException {
        final PublicDav storage = new PublicDav();
        try (ScriptedServer server = new ScriptedServer(storage)) {
            storage.dav.login = "Bearer t0ken";
            final String address = server.address() + "data";
            final String settings = "run('Neuroglancer Settings...', 'account=mine preset=WebDAV address=" + address
                    + " viewer=http://127.0.0.1:9/ command=[printf t0ken]');";
            final List<String> lines =
                    run(settings + NEW + "run('Share in Neuroglancer...', 'account=mine name=brain');");
            final String all = String.join("\n", lines);
            assertTrue(lines.contains("reached the end"), all);
            assertTrue(lines.contains("http://127.0.0.1:9/#!" + address + "/brain.ome.zarr/state.json"), all);
            assertTrue(storage.dav.files.containsKey("/data/brain.ome.zarr/.zattrs"));
            storage.isPublic = false;
            final String failed = String.join("\n", run(NEW + "run('Share in Neuroglancer...', 'name=brain');"));
            assertFalse(failed.contains("reached the end"), failed);
            assertTrue(failed.contains("brain is uploaded, but a colleague cannot see it yet."), failed);
            assertFalse((all + failed).contains("t0ken"), all + failed);
        } finally {
            runToTheEnd("run('Neuroglancer Settings...', 'account=mine remove');");
        }
    }

    @Test
    void exportsSignedImages() throws IOException {
        runToTheEnd("newImage('s', '16-bit ramp', 20, 16, 1);"
                + "call('sc.fiji.neuroglancer.ij1.MacroTest.sign');"
                + "run('Export Image for Neuroglancer...', 'folder=[$F] name=signed');");
        assertEquals("<i2", json("signed.ome.zarr/0/.zarray").path("dtype").asText());
    }

    /** Called by a macro: gives the active image the calibration of signed 16-bit files. */
    public static void sign() {
        IJ.getImage().getLocalCalibration().setSigned16BitCalibration();
    }
}
