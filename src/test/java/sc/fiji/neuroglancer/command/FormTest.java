package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.image.ij.CountingStack;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

class FormTest {

    @TempDir
    Path dir;

    private final ImagePlus image = IJ.createHyperStack("my cells.tif", 300, 200, 2, 40, 1, 16);

    @BeforeEach
    @AfterEach
    void forget() {
        for (final String key : new String[] {"folder", "dataset", "points", "profiles"})
            Prefs.set("neuroglancer." + key, key.equals("profiles") ? "[]" : "");
    }

    private Map<String, String> given(final String... pairs) {
        final Map<String, String> given = new HashMap<>(Map.of("folder", dir.toString()));
        for (int i = 0; i < pairs.length; i += 2) given.put(pairs[i], pairs[i + 1]);
        return given;
    }

    private static String good(final Form form, final Map<String, String> given) {
        final Form.Outlook outlook = form.outlook(given);
        assertTrue(outlook.isGood(), outlook.text());
        return outlook.text();
    }

    private static String wrong(final Form form, final Map<String, String> given) {
        final Form.Outlook outlook = form.outlook(given);
        assertFalse(outlook.isGood(), outlook.text());
        return outlook.text();
    }

    private static Optional<String> suggestion(final Form form, final String name) {
        return Optional.ofNullable(form.suggestions().get(name));
    }

    @Test
    void tellsWhatAnExportWillMakeAsTheExportDoes() throws Exception {
        final Calibration calibration = image.getCalibration();
        calibration.setUnit("micron");
        calibration.pixelWidth = 0.65;
        calibration.pixelHeight = 0.65;
        calibration.pixelDepth = 2.5;
        final String text = good(TestDesk.form(new ExportImage(), image), given());
        assertTrue(
                text.startsWith("300 x 200 x 40, 2 channels, 16-bit. Voxels of 0.65 x 0.65 x 2.5 micrometer."), text);
        final StringBuilder plan = new TestDesk(image).run(new ExportImage(), given()).plan;
        assertTrue(text.contains("It becomes " + plan + "."), text + " / " + plan);
        assertTrue(text.matches(".*; [0-9.]+ [KMGT]iB is free\\."), text);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000",
        "2500, 2500",
        "10, 10",
        "123456, 123500",
        "0.65, 0.65",
        "0.333333, 0.3333",
        "0.00001, 0.00001",
        "1e-12, 1E-12"
    })
    void tellsTheSizeOfVoxels(final double size, final String text) {
        final Calibration calibration = image.getCalibration();
        calibration.setUnit("nm");
        calibration.pixelWidth = size;
        final String outlook = good(TestDesk.form(new ExportImage(), image), given());
        assertTrue(outlook.contains(" Voxels of " + text + " x 1 x 1 nanometer. "), outlook);
    }

    /** Nobody is at that address. */
    @Test
    void asksNoStorageWhileOneTypes() {
        final String text = good(TestDesk.form(new ExportImage(), image), given("folder", "https://127.0.0.1:1/lena"));
        assertTrue(text.contains(" before compression, at https://127.0.0.1:1/lena/my%20cells.ome.zarr"), text);
        image.setRoi(new PointRoi(1, 1));
        final String points =
                good(TestDesk.form(new ExportPoints(), image), given("folder", "https://127.0.0.1:1/lena"));
        assertTrue(points.startsWith("1 ROI of the selection will go to https://127.0.0.1:1/lena/points"), points);
    }

    @Test
    void saysThatVoxelsHaveNoSize() {
        final String text = good(TestDesk.form(new ExportImage(), image), given());
        assertTrue(text.contains("no unit of length, so viewers show no scale: set it in Image > Properties."), text);
    }

    @Test
    void saysWhenTheDiskIsSmallerThanTheImage() {
        final ImagePlus huge = new CountingStack(1000, 1000, 50_000_000, n -> new short[1_000_000]).image("huge");
        assertTrue(good(TestDesk.form(new ExportImage(), huge), given())
                .matches(".*, but only [0-9.]+ [KMGT]iB is free: if it .*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder||No output folder is given:",
                "name|a/b|The name 'a/b' cannot be used:",
                "chunk|big|Chunk 'big' cannot be used:",
                "shards|true|Shards requires OME-Zarr 0.5:",
                "levels|NaN|Levels 'NaN' cannot be used:",
                "crop|true|Crop is on, but",
                "name|there|{dir}/there.ome.zarr already exists. Choose another name,"
            })
    void saysWhatIsWrong(final String key, final String value, final String sentence) throws Exception {
        TestDesk.exportImage(image, given("name", "there"));
        final String text = wrong(TestDesk.form(new ExportImage(), image), given(key, value == null ? "" : value));
        assertTrue(text.startsWith(sentence.replace("{dir}", dir.toString())), text);
    }

    @Test
    void followsContentAndSelection() {
        final Form form = TestDesk.form(new ExportImage(), image);
        image.setRoi(10, 20, 30, 40);
        assertTrue(good(form, given("crop", "true")).startsWith("30 x 40 x 40, 2 channels, 16-bit. "));
        image.setRoi(10, 20, 50, 60);
        assertTrue(good(form, given("crop", "true")).startsWith("50 x 60 x 40, "));
        assertTrue(good(form, given("content", "Labels")).startsWith("300 x 200 x 40, 2 channels, 16-bit, labels. "));
    }

    @Test
    void readsNoPixels() {
        final CountingStack stack = CountingStack.of16(200, 100, 5);
        final ImagePlus virtual = stack.image("virtual");
        final int before = stack.totalReads();
        final Form form = TestDesk.form(new ExportImage(), virtual);
        good(form, given());
        good(form, given("levels", "2"));
        assertEquals(before, stack.totalReads());
    }

    @Test
    void suggestsTheTitleAndTheFolderThatAUserChoseLast() {
        assertEquals(Optional.of("my cells"), suggestion(TestDesk.form(new ExportImage(), image), "name"));
        assertEquals(Optional.of(""), suggestion(TestDesk.form(new ExportImage(), image), "folder"));
        TestDesk.form(new ExportImage(), image).remember(Values.of(new ExportImage().keys(), given()));
        assertEquals(Optional.of(dir.toString()), suggestion(TestDesk.form(new ExportImage(), image), "folder"));
        assertEquals(Optional.of(dir.toString()), suggestion(TestDesk.form(new ExportPoints(), null), "folder"));
        assertEquals(Optional.empty(), suggestion(TestDesk.form(new ExportImage(), image), "existing"));
        TestDesk.form(new ExportImage(), image).remember(Values.of(new ExportImage().keys(), given("folder", "")));
        assertEquals(Optional.of(dir.toString()), suggestion(TestDesk.form(new ExportImage(), image), "folder"));
    }

    @Test
    void anExportWithoutDialogIsNotRemembered() throws Exception {
        TestDesk.exportImage(image, given());
        assertEquals(Optional.of(""), suggestion(TestDesk.form(new ExportImage(), image), "folder"));
    }

    @Test
    void needsAnImage() {
        assertEquals(
                "No image is open. Open one, then run the command again.",
                assertThrows(InputException.class, () -> TestDesk.form(new ExportImage(), null))
                        .getMessage());
    }

    @Test
    void tellsWhichPointsGoWhere() throws Exception {
        assertTrue(wrong(TestDesk.form(new ExportPoints(), image), given())
                .startsWith("No points were found: the ROI Manager, "));
        image.setRoi(new PointRoi(new float[] {1, 2}, new float[] {3, 4}));
        assertEquals(
                "1 ROI of the selection will go to " + dir.resolve("points") + ", on the voxels of my cells.tif.",
                good(TestDesk.form(new ExportPoints(), image), given()));
        assertTrue(wrong(TestDesk.form(new ExportPoints(), image), given("source", "Overlay"))
                .startsWith("The Overlay is empty:"));
        image.setOverlay(new Overlay(new TextRoi(1, 1, "note")));
        assertTrue(wrong(TestDesk.form(new ExportPoints(), image), given("source", "Overlay"))
                .startsWith("The Overlay has only texts and images, which Neuroglancer cannot show:"));
        image.setOverlay(null);
        assertTrue(wrong(TestDesk.form(new ExportPoints(), image), given("pointsfile", "/no/file.csv"))
                .startsWith("The file /no/file.csv does not exist:"));
        TestDesk.exportPoints(image, given());
        assertTrue(wrong(TestDesk.form(new ExportPoints(), image), given())
                .startsWith("points in " + dir + " already exists."));
        assertTrue(good(TestDesk.form(new ExportPoints(), image), given("existing", "Replace"))
                .startsWith("1 ROI"));
    }

    @Test
    void anUploadStandsOnTheLastExportToThisComputerAndTheProfileUsedLast() throws Exception {
        final Path dataset = Files.createDirectory(dir.resolve("b.ome.zarr"));
        LastExport.remember(dataset.toString(), image, null);
        LastExport.remember("https://dav.example.org/lena/c.ome.zarr", image, null);
        final Profile profile = Profile.builder("lab", StorageKinds.WEBDAV)
                .address("https://dav.example.org/lena")
                .build();
        StoredProfiles.save(StoredProfiles.load().plus(profile));
        assertEquals(
                Map.of("dataset", dataset.toString(), "account", "lab"),
                shown(TestDesk.form(new UploadDataset(), null)));
        Files.delete(dataset);
        assertEquals(Map.of("account", "lab"), shown(TestDesk.form(new UploadDataset(), null)));
    }

    private static Map<String, String> shown(final Form form) {
        final Map<String, String> shown = new HashMap<>(form.suggestions());
        shown.values().removeIf(String::isEmpty);
        return shown;
    }

    @Test
    void tellsWhereAnUploadIsFound() throws Exception {
        final Path dataset = Files.createDirectory(dir.resolve("b.ome.zarr"));
        final Map<String, String> given = new HashMap<>(Map.of("dataset", dataset.toString()));
        assertTrue(wrong(TestDesk.form(new UploadDataset(), null), given).startsWith("Address is empty:"));
        given.put("address", "https://dav.example.org/lena");
        assertEquals(
                "Others will find it at https://dav.example.org/lena/b.ome.zarr/",
                good(TestDesk.form(new UploadDataset(), null), given));
        given.put("dataset", "");
        assertTrue(wrong(TestDesk.form(new UploadDataset(), null), given).startsWith("There is nothing to upload:"));
    }

    @Test
    void tellsWhereAProfilesDatasetsAreFound() {
        final Map<String, String> given = new HashMap<>(Map.of("address", "https://h.example.org:2880/lena"));
        assertEquals(
                "Others will find datasets at https://h.example.org:2443/lena/, and see them in "
                        + StorageKinds.HELMHOLTZ.defaults().viewer() + ".",
                good(TestDesk.form(new EditSettings(), null), given));
        given.put("address", "here");
        wrong(TestDesk.form(new EditSettings(), null), given);
        given.put("remove", "true");
        assertEquals("The profile 'helmholtz' will be removed.", good(TestDesk.form(new EditSettings(), null), given));
    }

    @Test
    void whatGoesWithAPresetDoesNotStayWhenAnotherIsChosen() {
        final Map<String, String> given = new HashMap<>();
        for (final Key key : new EditSettings().keys())
            given.put(
                    key.name(),
                    suggestion(TestDesk.form(new EditSettings(), null), key.name())
                            .orElse(key.standard()));
        given.putAll(Map.of("account", "lab", "preset", "WebDAV", "address", "https://h.example.org:2880/lena"));
        final String told = good(TestDesk.form(new EditSettings(), null), given);
        final String shown = "Others will find datasets at https://h.example.org:2880/lena/, and see them in "
                + StorageKinds.WEBDAV.defaults().viewer() + ". ";
        assertTrue(told.startsWith(shown), told);
        assertTrue(told.endsWith("Type the name of another profile to see it: helmholtz."), told);
    }

    @Test
    void showsTheProfileThatIsNamed() {
        final Profile profile = Profile.builder("cloud", StorageKinds.ALL.byLabel("ownCloud"))
                .address("https://c.org/dav")
                .build();
        StoredProfiles.save(StoredProfiles.load().plus(profile));
        assertEquals(Optional.of("ownCloud"), suggestion(new EditSettings().form("cloud"), "preset"));
        assertEquals(Optional.empty(), suggestion(new EditSettings().form("unknown"), "preset"));
        assertEquals(
                Optional.of("cloud"),
                suggestion(TestDesk.form(new EditSettings(), null), "account"),
                "the only one with an address");
        final Form form = new EditSettings().form("helmholtz");
        assertSame(form, form.after(Map.of("account", "helmholtz")));
        assertSame(form, form.after(Map.of("account", "clou")));
        final Form cloud = form.after(Map.of("account", "cloud"));
        assertNotSame(form, cloud);
        assertEquals(Optional.of("ownCloud"), suggestion(cloud, "preset"));
        assertSame(cloud, cloud.after(Map.of("account", "cloud")));
    }

    @Test
    void tellsWhatWillBeShown() throws Exception {
        assertTrue(wrong(TestDesk.form(new CopyLink(), null), Map.of()).startsWith("Nothing was exported yet:"));
        assertTrue(wrong(TestDesk.form(new ViewDataset(), null), Map.of()).startsWith("Nothing was exported yet:"));
        assertTrue(wrong(TestDesk.form(new CheckDataset(), null), Map.of()).startsWith("There is nothing to check:"));
        TestDesk.exportImage(image, given("name", "a"));
        final String dataset = dir.resolve("a.ome.zarr").toString();
        assertEquals(Optional.of(dataset), suggestion(TestDesk.form(new CopyLink(), null), "dataset"));
        assertEquals("The link will show " + dataset + ".", good(TestDesk.form(new CopyLink(), null), Map.of()));
        assertEquals(
                "The browser will show the last export, " + dataset + ".",
                good(TestDesk.form(new ViewDataset(), null), Map.of()));
        assertEquals(
                "The browser will show a.ome.zarr.",
                good(TestDesk.form(new ViewDataset(), null), Map.of("folder", dir.toString())));
        assertEquals(
                "Its files on this computer will be read.",
                good(TestDesk.form(new CheckDataset(), null), Map.of("address", dataset)));
    }
}
