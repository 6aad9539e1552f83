package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import sc.fiji.neuroglancer.task.Monitor;

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
        return form.keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .flatMap(form::suggestion);
    }

    @Test
    void tellsWhatAnExportWillMakeAsTheExportDoes() throws Exception {
        final Calibration calibration = image.getCalibration();
        calibration.setUnit("micron");
        calibration.pixelWidth = 0.65;
        calibration.pixelHeight = 0.65;
        calibration.pixelDepth = 2.5;
        final String text = good(Form.image(image), given());
        assertTrue(
                text.startsWith("300 x 200 x 40, 2 channels, 16-bit. Voxels of 0.65 x 0.65 x 2.5 micrometer."), text);
        final StringBuilder plan = new StringBuilder();
        ImageEntry.run(image, Values.of(ImageKeys.all(), given()), Monitor.NONE, plan::append);
        assertTrue(text.contains("It becomes " + plan + "."), text + " / " + plan);
        assertTrue(text.matches(".*; [0-9.]+ [KMGT]iB are free\\."), text);
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
        final String outlook = good(Form.image(image), given());
        assertTrue(outlook.contains(" Voxels of " + text + " x 1 x 1 nanometer. "), outlook);
    }

    /** Nobody is at that address. */
    @Test
    void asksNoStorageWhileOneTypes() {
        final String text = good(Form.image(image), given("folder", "https://127.0.0.1:1/lena"));
        assertTrue(text.contains(" before compression, at https://127.0.0.1:1/lena/my%20cells.ome.zarr"), text);
        image.setRoi(new PointRoi(1, 1));
        final String points = good(Form.points(image), given("folder", "https://127.0.0.1:1/lena"));
        assertTrue(points.startsWith("1 ROI of the selection will go to https://127.0.0.1:1/lena/points"), points);
    }

    @Test
    void saysThatVoxelsHaveNoSize() {
        final String text = good(Form.image(image), given());
        assertTrue(text.contains("no unit of length, so viewers show no scale: set it in Image > Properties."), text);
    }

    @Test
    void saysWhenTheDiskIsSmallerThanTheImage() {
        final ImagePlus huge = new CountingStack(1000, 1000, 50_000_000, n -> new short[1_000_000]).image("huge");
        assertTrue(good(Form.image(huge), given()).matches(".*, but only [0-9.]+ [KMGT]iB are free: if it .*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder||No folder is given to write to:",
                "name|a/b|The name 'a/b' cannot be used:",
                "chunk|big|chunk 'big' cannot be used:",
                "shards|true|shards needs format OME-Zarr 0.5:",
                "levels|NaN|levels 'NaN' cannot be used:",
                "crop|true|Crop is on, but",
                "name|there|{dir}/there.ome.zarr exists: choose another name,"
            })
    void saysWhatIsWrong(final String key, final String value, final String sentence) throws Exception {
        ImageEntry.run(image, Values.of(ImageKeys.all(), given("name", "there")), Monitor.NONE, plan -> {});
        final String text = wrong(Form.image(image), given(key, value == null ? "" : value));
        assertTrue(text.startsWith(sentence.replace("{dir}", dir.toString())), text);
    }

    @Test
    void followsContentAndSelection() {
        final Form form = Form.image(image);
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
        final Form form = Form.image(virtual);
        good(form, given());
        good(form, given("levels", "2"));
        assertEquals(before, stack.totalReads());
    }

    @Test
    void suggestsTheTitleAndTheFolderThatAUserChoseLast() {
        assertEquals(Optional.of("my cells"), suggestion(Form.image(image), "name"));
        assertEquals(Optional.of(""), suggestion(Form.image(image), "folder"));
        Form.image(image).remember(Values.of(ImageKeys.all(), given()));
        assertEquals(Optional.of(dir.toString()), suggestion(Form.image(image), "folder"));
        assertEquals(Optional.of(dir.toString()), suggestion(Form.points(null), "folder"));
        assertEquals(Optional.empty(), suggestion(Form.image(image), "existing"));
        Form.image(image).remember(Values.of(ImageKeys.all(), given("folder", "")));
        assertEquals(Optional.of(dir.toString()), suggestion(Form.image(image), "folder"));
    }

    @Test
    void anExportWithoutDialogIsNotRemembered() throws Exception {
        ImageEntry.run(image, Values.of(ImageKeys.all(), given()), Monitor.NONE, plan -> {});
        assertEquals(Optional.of(""), suggestion(Form.image(image), "folder"));
    }

    @Test
    void needsAnImage() {
        assertEquals(
                "There is no image open: open one and run the command again.",
                assertThrows(InputException.class, () -> Form.image(null)).getMessage());
    }

    @Test
    void tellsWhichPointsGoWhere() throws Exception {
        assertTrue(wrong(Form.points(image), given()).startsWith("There are no points: the ROI Manager, "));
        image.setRoi(new PointRoi(new float[] {1, 2}, new float[] {3, 4}));
        assertEquals(
                "1 ROI of the selection will go to " + dir.resolve("points") + ", on the voxels of my cells.tif.",
                good(Form.points(image), given()));
        assertTrue(wrong(Form.points(image), given("source", "Overlay")).startsWith("The Overlay is empty:"));
        image.setOverlay(new Overlay(new TextRoi(1, 1, "note")));
        assertTrue(wrong(Form.points(image), given("source", "Overlay"))
                .startsWith("The Overlay has only texts and images, which Neuroglancer cannot show:"));
        image.setOverlay(null);
        assertTrue(
                wrong(Form.points(image), given("pointsfile", "/no/file.csv")).startsWith("There is no file /no"));
        PointsEntry.run(image, Values.of(PointsKeys.all(), given()), Monitor.NONE);
        assertTrue(wrong(Form.points(image), given()).startsWith("points in " + dir + " exists already."));
        assertTrue(good(Form.points(image), given("existing", "Replace")).startsWith("1 ROI"));
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
        assertEquals(Map.of("dataset", dataset.toString(), "account", "lab"), shown(Form.upload()));
        Files.delete(dataset);
        assertEquals(Map.of("account", "lab"), shown(Form.upload()));
    }

    private static Map<String, String> shown(final Form form) {
        final Map<String, String> shown = new HashMap<>();
        for (final Key key : form.keys())
            form.suggestion(key).filter(text -> !text.isEmpty()).ifPresent(text -> shown.put(key.name(), text));
        return shown;
    }

    @Test
    void tellsWhereAnUploadIsFound() throws Exception {
        final Path dataset = Files.createDirectory(dir.resolve("b.ome.zarr"));
        final Map<String, String> given = new HashMap<>(Map.of("dataset", dataset.toString()));
        assertTrue(wrong(Form.upload(), given).startsWith("The address is empty:"));
        given.put("address", "https://dav.example.org/lena");
        assertEquals("Others will find it at https://dav.example.org/lena/b.ome.zarr/", good(Form.upload(), given));
        given.put("dataset", "");
        assertTrue(wrong(Form.upload(), given).startsWith("There is nothing to upload:"));
    }

    @Test
    void tellsWhereAProfilesDatasetsAreFound() {
        final Map<String, String> given = new HashMap<>(Map.of("address", "https://h.example.org:2880/lena"));
        assertEquals(
                "Others will find datasets at https://h.example.org:2443/lena/, and see them in "
                        + StorageKinds.HELMHOLTZ.defaults().viewer() + ".",
                good(Form.settings(), given));
        given.put("address", "here");
        wrong(Form.settings(), given);
        given.put("remove", "true");
        assertEquals("The profile 'helmholtz' will be removed.", good(Form.settings(), given));
    }

    @Test
    void whatGoesWithAPresetDoesNotStayWhenAnotherIsChosen() {
        final Map<String, String> given = new HashMap<>();
        for (final Key key : SettingsKeys.all())
            given.put(key.name(), suggestion(Form.settings(), key.name()).orElse(key.standard()));
        given.putAll(Map.of("account", "lab", "preset", "WebDAV", "address", "https://h.example.org:2880/lena"));
        final String told = good(Form.settings(), given);
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
        assertEquals(Optional.of("ownCloud"), suggestion(Form.settings("cloud"), "preset"));
        assertEquals(Optional.empty(), suggestion(Form.settings("unknown"), "preset"));
        assertEquals(Optional.of("cloud"), suggestion(Form.settings(), "account"), "the only one with an address");
        final Form form = Form.settings("helmholtz");
        assertEquals(Optional.empty(), form.following(Map.of("account", "helmholtz")));
        assertEquals(Optional.empty(), form.following(Map.of("account", "clou")));
        final Form cloud = form.following(Map.of("account", "cloud")).orElseThrow();
        assertEquals(Optional.of("ownCloud"), suggestion(cloud, "preset"));
        assertEquals(Optional.empty(), cloud.following(Map.of("account", "cloud")));
    }

    @Test
    void tellsWhatWillBeShown() throws Exception {
        assertTrue(wrong(Form.copyLink(), Map.of()).startsWith("Nothing was exported yet:"));
        assertTrue(wrong(Form.view(), Map.of()).startsWith("Nothing was exported yet:"));
        assertTrue(wrong(Form.check(), Map.of()).startsWith("There is nothing to check:"));
        ImageEntry.run(image, Values.of(ImageKeys.all(), given("name", "a")), Monitor.NONE, plan -> {});
        final String dataset = dir.resolve("a.ome.zarr").toString();
        assertEquals(Optional.of(dataset), suggestion(Form.copyLink(), "dataset"));
        assertEquals("The link will show " + dataset + ".", good(Form.copyLink(), Map.of()));
        assertEquals("The browser will show the last export, " + dataset + ".", good(Form.view(), Map.of()));
        assertEquals("The browser will show a.ome.zarr.", good(Form.view(), Map.of("folder", dir.toString())));
        assertEquals("Its files on this computer will be read.", good(Form.check(), Map.of("address", dataset)));
    }
}
