package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.webdav.PublicDav;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

class ShareImageTest {

    private static final String VIEWER = "http://127.0.0.1:9/viewer/";
    private static final String TOKEN = "t0ken-for-tests";

    @TempDir
    private Path dir;

    private final String home = System.getProperty("user.home");
    private final ImagePlus image = IJ.createImage("cells.tif", "16-bit ramp", 40, 30, 5);
    private final PublicDav storage = new PublicDav();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("user.home", dir.resolve("home").toString());
        Prefs.set("neuroglancer.profiles", "[]"); // whatever is on disk
        Prefs.set("neuroglancer.account", "");
        storage.dav.login = "Bearer " + TOKEN;
        server = new ScriptedServer(storage);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        Serving.stop();
        System.setProperty("user.home", home);
        Prefs.set("neuroglancer.profiles", "[]"); // whatever is on disk
        Prefs.set("neuroglancer.account", "");
    }

    private void makeProfile(final String name) {
        final Profile profile = Profile.builder(name, StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .viewer(VIEWER)
                .command("printf " + TOKEN)
                .build();
        final Profiles others = StoredProfiles.load();
        StoredProfiles.save(others.plus(profile));
    }

    private TestDesk share(final String... options) throws IOException {
        final TestDesk desk = new TestDesk(image);
        share(desk, options);
        return desk;
    }

    private void share(final TestDesk desk, final String... options) throws IOException {
        final Map<String, String> given =
                new HashMap<>(Map.of("folder", dir.resolve("copy").toString()));
        for (final String option : options) given.put(option.split("=", 2)[0], option.split("=", 2)[1]);
        desk.run(new ShareImage(), given);
    }

    private String message(final String... options) {
        return assertThrows(InputException.class, () -> share(options)).getMessage();
    }

    private long points() {
        return storage.dav.files.keySet().stream()
                .filter(file -> file.startsWith("/data/cells-points/by_id"))
                .count();
    }

    private ViewerState state() {
        return ViewerState.parse(
                new String(storage.dav.files.get("/data/cells.ome.zarr/state.json"), StandardCharsets.UTF_8));
    }

    @Test
    void theOnlyProfileIsTaken() throws IOException {
        makeProfile("mine");
        image.setRoi(new PointRoi(new float[] {1, 2}, new float[] {3, 4}));
        final TestDesk shared = share();
        assertEquals(VIEWER + "#!" + server.address() + "data/cells.ome.zarr/state.json", shared.line);
        assertTrue(points() > 0);
        assertEquals(2, state().layers().size());
        final String all = String.join("\n", shared.lines);
        assertTrue(shared.lines.get(0).startsWith("cells is shared and checked: 1 level, "), all);
        assertTrue(all.contains("with 2 annotations"), all);
        assertTrue(all.contains("The points are 1 ROI of the selection."), all);
        assertTrue(all.contains("is an address of this computer: other computers cannot reach it."), all);
        assertFalse((all + shared.status).contains(TOKEN), all);
        assertNull(shared.page);
        final Path file = dir.resolve("copy").resolve(LinkPlace.URL_FILE);
        if (Files.exists(file)) assertEquals(shared.line, Files.readString(file).strip());
        else assertTrue(all.contains("on the clipboard"), all);
    }

    @Test
    void copyLinkKnowsWhereItIs() throws IOException {
        makeProfile("mine");
        image.setRoi(new PointRoi(1, 3));
        final Values none = TestDesk.values(new CopyLink());
        for (final String folder : List.of("folder=", "folder=" + dir.resolve("copy"))) {
            share(folder);
            final String link = CopyLink.copy(none, new TestDesk()).link().url();
            assertTrue(link.startsWith(VIEWER + "#!"), link);
            assertTrue(link.contains(server.address() + "data/cells.ome.zarr%22"), link);
            assertTrue(link.contains(server.address() + "data/cells-points%22"), link);
        }
    }

    @Test
    void theLinkShowsWhatFijiShows() throws IOException {
        makeProfile("mine");
        image.setSlice(4);
        image.setDisplayRange(100, 900);
        share();
        assertTrue(state().toString().contains("\"range\":[100,900]"), state()::toString);
        assertEquals(3, state().toJson().path("position").path(2).asInt());
    }

    @Test
    void withoutAProfileThisComputerShowsIt() throws IOException {
        image.setRoi(new PointRoi(1, 3));
        final TestDesk shared = share("folder=");
        final Path dataset = dir.resolve("home/neuroglancer/cells.ome.zarr");
        assertTrue(Files.exists(dataset.resolve(".zattrs")));
        assertTrue(Files.exists(dir.resolve("home/neuroglancer/cells-points/info")));
        assertEquals(List.of(dataset.resolveSibling("cells-points").toString()), LastExport.points());
        assertTrue(Serving.running() != null);
        final String link = shared.result.path("link").asText();
        assertTrue(link.contains("cells-points"), link);
        assertNotNull(shared.page);
        assertTrue(shared.status.length() <= 70, shared.status);
        assertEquals(shared.page.toString().replace("%23", "#"), shared.line.replace("%23", "#"));
        final String all = String.join("\n", shared.lines);
        assertTrue(all.contains("Neuroglancer Settings (paste"), all);
        assertTrue(all.contains(dataset + " (intensity): 1 level, "), all);
        assertTrue(all.contains("1 ROI of the selection became 1 annotation in "), all);
        share("folder=");
        assertEquals(List.of(), server.requests());
    }

    @Test
    void ofSeveralProfilesOneMustBeNamed() throws IOException {
        makeProfile("mine");
        makeProfile("ours");
        assertTrue(message().contains("mine, ours"), message());
        share("account=ours");
        assertEquals(
                Map.of("name", "cells"), TestDesk.form(new ShareImage(), image).suggestions());
        StoredProfiles.prefer("ours");
        assertEquals(
                Map.of("name", "cells", "account", "ours"),
                TestDesk.form(new ShareImage(), image).suggestions());
    }

    @Test
    void whatCannotBeSharedIsSaid() {
        assertTrue(message("account=helmholtz").contains("'helmholtz' has no address"));
        assertTrue(message("account=none").contains("no profile 'none'"));
        makeProfile("mine");
        assertTrue(message("viewer=here").contains("viewer"));
        assertTrue(message("name=a/b").contains("The name 'a/b' cannot be used"));
        assertTrue(message("withpoints=Yes").contains("There are no points"));
        final TestDesk none = new TestDesk();
        final InputException e = assertThrows(InputException.class, () -> none.run(new ShareImage(), Map.of()));
        assertTrue(e.getMessage().startsWith("No image is open"));
        assertEquals(List.of(), server.requests());
    }

    @Test
    void onlyPointsOfTheImageAreTakenUnasked() throws IOException {
        makeProfile("mine");
        image.setRoi(new Roi(2, 2, 5, 5));
        final Roi bar = new Roi(1, 1, 10, 2);
        bar.setName("|SB|");
        image.setOverlay(new Overlay(bar));
        share();
        assertEquals(0, points());
        image.getOverlay().add(new PointRoi(1, 1));
        share("withpoints=No");
        assertEquals(0, points());
        share();
        assertTrue(points() > 0);
    }

    @Test
    void pointsOfAnotherImageDoNotTakeThePlaceOfItsOwn() throws IOException {
        makeProfile("mine");
        final PointRoi later = new PointRoi(7, 8);
        later.setPosition(9); // of 5 slices
        image.setRoi(later);
        final PointRoi own = new PointRoi(3, 4);
        own.setPosition(2);
        image.setOverlay(new Overlay(own));
        final String all = String.join("\n", share().lines);
        assertTrue(all.contains("with 1 annotation, at "), all);
        assertTrue(all.contains("The points are 1 ROI of the overlay."), all);
        assertTrue(all.contains("Not shared: 1 ROI of the selection (outside the image)."), all);
        image.setOverlay(null);
        final String outside = String.join("\n", share().lines);
        assertTrue(outside.contains("with 1 annotation, 1 of them outside the image, at "), outside);
    }

    @Test
    void aFileOfPointsGoesWithTheImage() throws IOException {
        makeProfile("mine");
        image.setRoi(new PointRoi(1, 3));
        final Path file = Files.writeString(dir.resolve("cells.csv"), "x,y,z\n1,2,3\n4,5,1\n6,7,2\n");
        final TestDesk shared = share("pointsfile=" + file);
        final String all = String.join("\n", shared.lines);
        assertTrue(all.contains("with 3 annotations, at "), all);
        assertTrue(all.contains("The points are 3 rows of cells.csv."), all);
        assertTrue(message("pointsfile=" + file, "withpoints=No")
                .startsWith("pointsfile is given, but withpoints is No: choose Auto, "));
    }

    @Test
    void drawingsThatAreNoPointsAreLeftOut() throws IOException {
        makeProfile("mine");
        final Roi text = new TextRoi(1, 1, "note");
        image.setOverlay(new Overlay(text));
        TestDesk shared = share();
        assertEquals(0, points());
        final String flat = "No points are shared. There is nothing to export.";
        assertFalse(String.join("\n", shared.lines).contains(flat), "texts are not meant as points");
        image.setOverlay(new Overlay(new PolygonRoi(new int[] {1, 5, 9}, new int[] {1, 1, 1}, 3, Roi.POLYGON)));
        shared = share();
        assertEquals(0, points());
        final String all = String.join("\n", shared.lines);
        assertTrue(all.contains(flat), all);
    }

    @Test
    void whatOthersCannotSeeIsNoSuccess() throws IOException {
        makeProfile("mine");
        storage.isPublic = false;
        final TestDesk shared = new TestDesk(image);
        final String sentence =
                assertThrows(InputException.class, () -> share(shared)).getMessage();
        assertTrue(sentence.startsWith("cells is uploaded, but a colleague cannot see it yet. "), sentence);
        assertTrue(shared.line.startsWith(VIEWER), shared.line);
        assertFalse(String.join("\n", shared.lines).contains("is shared"), shared::all);
        assertEquals("", shared.status);
    }
}
