package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Exports and uploads to a storage whose public address and viewer are in a profile. */
@Timeout(60)
class StorageTest {

    private static final String VIEWER = "https://viewer.example.org";
    private static final List<String> PREFERENCES =
            List.of("dataset", "points", "title", "crop", "uploads", "profiles");

    @TempDir
    private Path dir;

    private final DavHandler storage = new DavHandler();
    private final ImagePlus image = IJ.createImage("cells", "16-bit ramp", 40, 30, 6);
    private final String home = System.getProperty("user.home");
    private ScriptedServer server;
    private ScriptedServer readers;
    private String shared;

    @BeforeEach
    void start() throws IOException {
        forget();
        System.setProperty("user.home", dir.toString());
        server = new ScriptedServer(storage);
        readers = new ScriptedServer(storage);
        shared = readers.address() + "data";
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .publicRule(shared)
                .viewer(VIEWER)
                .build();
        StoredProfiles.save(Profiles.parse("").plus(profile));
    }

    @AfterEach
    void stop() throws IOException {
        System.setProperty("user.home", home);
        forget();
        Serving.stop();
        server.close();
        readers.close();
    }

    private static void forget() {
        for (final String key : PREFERENCES) Prefs.set("neuroglancer." + key, key.equals("profiles") ? "[]" : "");
    }

    private static Map<String, String> given(final String... pairs) {
        final Map<String, String> given = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) given.put(pairs[i], pairs[i + 1]);
        return given;
    }

    private void exportImage(final String folder) throws IOException {
        TestDesk.exportImage(image, given("folder", folder, "existing", "Replace"));
    }

    private ExportPoints.Done exportPoints(final String folder) throws IOException {
        final Path csv = Files.writeString(dir.resolve("cells.csv"), "x,y,z\n1,2,3\n");
        return TestDesk.exportPoints(
                null, given("folder", folder, "pointsfile", csv.toString(), "existing", "Replace"));
    }

    private void upload(final Path dataset) throws IOException {
        upload(dataset.toString());
    }

    private static void upload(final String dataset) throws IOException {
        new TestDesk().run(new UploadDataset(), given("dataset", dataset, "account", "mine"));
    }

    private static CopyLink.Made copy(final String... pairs) throws IOException {
        return CopyLink.copy(TestDesk.values(new CopyLink(), pairs), new TestDesk());
    }

    private static List<String> sources(final CopyLink.Made made) {
        return sources(made.link());
    }

    private static List<String> sources(final LinkResult link) {
        final List<String> sources = new ArrayList<>();
        for (final JsonNode layer : link.state().toJson().path("layers"))
            sources.add(layer.path("source").asText());
        return sources;
    }

    private static TestDesk view(final String folder) throws IOException {
        return new TestDesk().run(new ViewDataset(), Map.of("folder", folder));
    }

    @Test
    void exportsToAStorageAreTheLastExport() throws IOException {
        exportImage(server.address() + "data");
        final ExportPoints.Done points = exportPoints(server.address() + "data/more");
        assertEquals(shared + "/cells.ome.zarr", LastExport.dataset());
        assertEquals(List.of(shared + "/more/points"), LastExport.points());
        assertTrue(points.notes().toString().contains("belong to the last export, " + shared), "" + points.notes());
        final CopyLink.Made made = copy();
        assertTrue(made.link().url().startsWith(VIEWER + "/#!"), made.link().url());
        assertFalse(made.link().isServed());
        assertEquals(
                List.of("zarr://" + shared + "/cells.ome.zarr", "precomputed://" + shared + "/more/points"),
                sources(made));
        assertEquals(made.link().url(), ViewDataset.view("").link().url());
        assertEquals("Shown in the browser.", view("").status, "no server of this computer is needed");
        image.setSlice(6);
        assertEquals(5, copy().link().state().toJson().path("position").path(2).asInt(), "as Fiji shows it");
    }

    @Test
    void whatOnlyViewersReadCannotBeChecked() {
        final InputException e = assertThrows(InputException.class, () -> check("gs://bucket/brain"));
        assertTrue(e.getMessage().startsWith("gs://bucket/brain cannot be checked: give a folder"), e.getMessage());
    }

    @Test
    void theHomeFolderIsKnownWhereverAFolderIsGiven() throws IOException {
        exportImage("~/out");
        upload(" ~/out/cells.ome.zarr");
        assertEquals(shared + "/cells.ome.zarr", LastExport.uploaded("~/out/cells.ome.zarr"));
        assertTrue(check("~/out/cells.ome.zarr").ok());
        assertTrue(ViewDataset.view("~/out").link().isServed());
        assertTrue(view("~/out").status.startsWith("Shown in the browser, until "));
    }

    @Test
    void aFolderThatCannotBeIsToldInASentence() {
        final InputException e = assertThrows(InputException.class, () -> upload("no\0folder"));
        assertTrue(e.getMessage().endsWith("is neither a folder nor an address: check it."), e.getMessage());
    }

    @Test
    void aWebDavAddressIsLinkedByItsPublicOne() throws IOException {
        exportImage(server.address() + "data");
        final CopyLink.Made made = copy("dataset", server.address() + "data/cells.ome.zarr", "points", "None");
        assertEquals(List.of("zarr://" + shared + "/cells.ome.zarr"), sources(made));
        assertTrue(made.link().url().startsWith(VIEWER), made.link().url());
        final CopyLink.Made elsewhere = copy("viewer", "https://other.example.org", "points", "None");
        assertTrue(elsewhere.link().url().startsWith("https://other.example.org/#!"));
    }

    @Test
    void whatWasUploadedIsLinkedByItsPublicAddress() throws IOException {
        exportImage(dir.resolve("out").toString());
        exportPoints(dir.resolve("out").toString());
        assertTrue(copy().link().isServed());
        upload(dir.resolve("out/cells.ome.zarr"));
        final CopyLink.Made image = copy();
        assertEquals(List.of("zarr://" + shared + "/cells.ome.zarr"), sources(image));
        assertTrue(image.link().url().startsWith(VIEWER + "/#!"), image.link().url());
        assertTrue(image.news().toString().contains("they were not uploaded"));
        assertTrue(copy("points", dir.resolve("out/points").toString()).link().isServed(), "asked for explicitly");
        upload(dir.resolve("out/points"));
        final CopyLink.Made both = copy();
        assertEquals(
                List.of("zarr://" + shared + "/cells.ome.zarr", "precomputed://" + shared + "/points"), sources(both));
        exportImage(dir.resolve("out").toString());
        assertTrue(copy().link().isServed(), "what is there now is not uploaded");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allKindsOfShapesAreLinked(final boolean straight) throws IOException {
        final String folder =
                straight ? server.address() + "data" : dir.resolve("out").toString();
        exportImage(folder);
        image.setOverlay(new Overlay(new PointRoi(1, 2)));
        image.getOverlay().add(new Roi(2, 3, 4, 5));
        image.getOverlay().add(new Line(1, 1, 8, 9));
        final ExportPoints.Done points =
                TestDesk.exportPoints(image, given("folder", folder, "name", "all", "areas", "Shape"));
        assertEquals(3, points.results().size());
        final List<String> expected = new ArrayList<>(List.of(
                "zarr://" + shared + "/cells.ome.zarr",
                "precomputed://" + shared + "/all",
                "precomputed://" + shared + "/all-lines",
                "precomputed://" + shared + "/all-boxes"));
        if (!straight) {
            for (final String name : List.of("cells.ome.zarr", "all", "all-boxes")) upload(dir.resolve("out/" + name));
            final CopyLink.Made some = copy();
            final Path lines = dir.resolve("out/all-lines");
            final String missing = "The points in " + lines + " are not in the link because they were not uploaded.";
            assertTrue(some.news().toString().contains(missing), "" + some.news());
            assertEquals(List.of(expected.get(0), expected.get(1), expected.get(3)), sources(some));
            upload(lines);
        }
        assertEquals(expected, sources(copy()));
        assertEquals(straight, sources(ViewDataset.view("").link()).equals(expected));
        assertEquals(4, sources(ViewDataset.view("").link()).size());
    }

    @Test
    void aShortLinkOfWhatWasUploadedNamesItsStateThere() throws IOException {
        exportImage(dir.resolve("out").toString());
        upload(dir.resolve("out/cells.ome.zarr"));
        final CopyLink.Made made = copy("shorten", "true");
        assertEquals(
                VIEWER + "/#!" + shared + "/cells.ome.zarr/state.json",
                made.link().url());
        assertTrue(Files.exists(dir.resolve("out/cells.ome.zarr/state.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"an address", "a port", "none"})
    void aShortLinkOfWhatIsAtAStorageHasItsStateThere(final String rule) throws IOException {
        final String port = ":" + readers.address().getPort();
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .publicRule(rule.equals("none") ? "" : rule.equals("a port") ? port : shared)
                .viewer(VIEWER)
                .build();
        StoredProfiles.save(Profiles.parse("").plus(profile));
        exportImage(server.address() + "data");
        final String place = (rule.equals("none") ? server.address() + "data" : shared) + "/cells.ome.zarr";
        final CopyLink.Made made = copy("shorten", "true", "dataset", place);
        assertEquals(VIEWER + "/#!" + place + "/state.json", made.link().url());
        assertEquals(
                made.link().state(),
                ViewerState.parse(
                        new String(storage.files.get("/data/cells.ome.zarr/state.json"), StandardCharsets.UTF_8)));
        assertFalse(made.news().toString().contains("Upload "), "" + made.news());
    }

    @Test
    void theCheckTakesTheLastExport() throws IOException {
        assertThrows(InputException.class, () -> check(""));
        exportImage(server.address() + "data");
        assertEquals(shared + "/cells.ome.zarr", check("").place());
        exportImage(dir.resolve("out").toString());
        upload(dir.resolve("out/cells.ome.zarr"));
        assertEquals(shared + "/cells.ome.zarr", check("").place());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCheckTakesThePointsOfTheLastExport(final boolean straight) throws IOException {
        final String folder =
                straight ? server.address() + "data" : dir.resolve("out").toString();
        exportImage(folder);
        image.setOverlay(new Overlay(new PointRoi(1, 2)));
        TestDesk.exportPoints(image, given("folder", folder, "name", "all"));
        assertTrue(
                checked("").what().contains("; with precomputed annotations"),
                checked("").summary().toString());
        final String dataset = LastExport.dataset();
        assertEquals(checked("").samples(), checked(dataset + "/").samples());
        if (!straight) {
            upload(dir.resolve("out/cells.ome.zarr"));
            assertFalse(checked("").what().contains("annotations"), "they are not uploaded");
            assertTrue(checked(dataset).what().contains("annotations"), "the folder's own");
            upload(dir.resolve("out/all"));
            assertTrue(
                    checked("").what().contains("annotations"),
                    checked("").summary().toString());
            assertTrue(checked(shared + "/cells.ome.zarr/").what().contains("annotations"), "as it was uploaded there");
            assertFalse(checked(dir.resolve("out/all").toString()).what().contains("OME"), "the points alone");
        }
    }

    private CheckResult checked(final String place) throws IOException {
        return CheckDataset.check(
                TestDesk.values(new CheckDataset(), "address", place, "viewer", VIEWER), Monitor.NONE);
    }

    private static CheckResult check(final String place) throws IOException {
        return CheckDataset.check(TestDesk.values(new CheckDataset(), "address", place), Monitor.NONE);
    }

    @Test
    void dialogsShowTheLastExport() throws IOException {
        exportImage(dir.resolve("out").toString());
        final String folder = dir.resolve("out/cells.ome.zarr").toString();
        assertEquals(
                folder, TestDesk.form(new UploadDataset(), null).suggestions().get("dataset"));
        assertEquals(folder, TestDesk.form(new CopyLink(), null).suggestions().get("dataset"));
        assertEquals(
                folder, TestDesk.form(new CheckDataset(), null).suggestions().get("address"));
        exportImage(server.address() + "data");
        assertEquals(
                folder,
                TestDesk.form(new UploadDataset(), null).suggestions().get("dataset"),
                "the last one that is here");
        assertEquals(
                shared + "/cells.ome.zarr",
                TestDesk.form(new CopyLink(), null).suggestions().get("dataset"));
    }

    @Test
    void uploadsAreForgottenInTurn() {
        for (int i = 0; i < 30; i++)
            LastExport.rememberUpload(dir.resolve("d" + i).toString(), readers.address());
        assertEquals("", LastExport.uploaded(dir.resolve("d9").toString()));
        for (int i = 10; i < 30; i++)
            assertNotEquals("", LastExport.uploaded(dir.resolve("d" + i).toString()));
    }

    @Test
    void withoutPublicAddressNothingIsWritten() {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(server.address() + "data/mine")
                .publicRule(shared)
                .build();
        StoredProfiles.save(Profiles.parse("").plus(profile));
        final InputException e = assertThrows(
                InputException.class,
                () -> new ImageExport(
                                Content.INTENSITY.open(image, null),
                                ImageExportOptions.of(
                                                profile.folder(server.address().resolve("data/other/"), Prompt.NOBODY),
                                                "cells")
                                        .checked(),
                                Monitor.NONE)
                        .run());
        assertTrue(e.getMessage().contains("has public addresses only for"), e::toString);
        assertEquals(List.of(), server.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hifis-storage.desy.de:2880/HIP/lena",
                "https://HIFIS-storage.desy.de/HIP/lena/",
                " davs://hifis-storage.desy.de:2880/HIP/lena ",
            })
    void theStorageOfHelmholtzIsKnownWithoutAProfile(final String address) {
        final Profile known = StoredProfiles.load().choose("", address);
        assertEquals(StorageKinds.HELMHOLTZ, known.kind());
        assertEquals(StorageKinds.HELMHOLTZ.defaults().viewer(), known.viewer());
        final String seen =
                StoredProfiles.load().destination(address, Prompt.NOBODY).location("b.ome.zarr");
        assertTrue(seen.matches("(?i)https://hifis-storage\\.desy\\.de:2443/HIP/lena/b\\.ome\\.zarr"), seen);
        final String told = TestDesk.form(new UploadDataset(), null)
                .outlook(Map.of("dataset", dir.toString(), "address", address))
                .text();
        assertTrue(told.startsWith("Others will find it at https://"), told);
        assertTrue(told.contains(":2443/HIP/lena/"), told);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hifis-storage.desy.de:2880/HIP/b.ome.zarr/, https://hifis-storage.desy.de:2443/HIP/b.ome.zarr",
        "davs://hifis-storage.desy.de:2880/HIP/my data, https://hifis-storage.desy.de:2443/HIP/my%20data",
        "zarr://https://hifis-storage.desy.de:2880/b.zarr, zarr://https://hifis-storage.desy.de:2443/b.zarr",
        "https://hifis-storage.desy.de:2443/HIP/b, https://hifis-storage.desy.de:2443/HIP/b",
        "http://hifis-storage.desy.de:2880/HIP/b, http://hifis-storage.desy.de:2880/HIP/b",
        "zarr://dav://hifis-storage.desy.de:2880/HIP/b, zarr://dav://hifis-storage.desy.de:2880/HIP/b",
        "https://dav.example.org:2880/HIP/b/, https://dav.example.org:2880/HIP/b/",
        "http://hifis-storage.desy.de:2880/HIP/b, http://hifis-storage.desy.de:2880/HIP/b",
        "precomputed://https://h/a?b=c, precomputed://https://h/a?b=c",
        "/data/hifis-storage.desy.de, /data/hifis-storage.desy.de",
    })
    void itsPublicAddressIsKnownWithoutAProfile(final String typed, final String seen) {
        assertEquals(seen, StoredProfiles.load().publicAddress(typed));
    }

    @Test
    void aProfileKnowsItsAddressInAnySpelling() throws IOException {
        final String typed = "zarr://" + server.address().toString().replace("http:", "dav:") + "data/my brain.zarr/";
        assertEquals(
                "zarr://" + shared + "/my%20brain.zarr", StoredProfiles.load().publicAddress(typed));
        assertEquals(VIEWER, StoredProfiles.load().viewer(typed));
        assertEquals(
                "mine", StoredProfiles.load().choose("", typed.substring(7)).name());
        assertEquals(
                "none",
                StoredProfiles.load()
                        .choose("", typed.substring(7).replace("data", "dat"))
                        .name());
    }

    @Test
    void whatAUserStoredCountsMoreThanWhatIsKnown() {
        final String address = "https://hifis-storage.desy.de:2880/HIP/lena";
        final Profile mine = Profile.builder("desy", StorageKinds.DCACHE)
                .address(address)
                .viewer(VIEWER)
                .build();
        StoredProfiles.save(StoredProfiles.load().plus(mine));
        assertEquals(mine, StoredProfiles.load().choose("", address + "/deep"));
        assertEquals(
                StorageKinds.HELMHOLTZ,
                StoredProfiles.load().choose("", address + "rt").kind());
        assertEquals("mine", StoredProfiles.load().choose("mine", address).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://dav.example.org/hifis-storage.desy.de/",
                "https://hifis-storage.desy.de.example.org/HIP",
                "https://my-hifis-storage.desy.de:2880/HIP",
            })
    void otherStoragesAreAnyWebDav(final String address) {
        assertEquals(
                StorageKinds.WEBDAV, StoredProfiles.load().choose("", address).kind());
    }
}
