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
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.image.ij.CountingStack;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.webdav.PublicDav;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

class SharePreviewTest {

    /** Nobody is at that address. */
    private static final String NOWHERE = "https://127.0.0.1:1/lena";

    @TempDir
    Path dir;

    private final ImagePlus image = IJ.createImage("my cells.tif", "16-bit ramp", 300, 200, 40);

    @BeforeEach
    @AfterEach
    void forget() {
        for (final String key : new String[] {"account", "profiles", "dataset", "points", "uploads"})
            Prefs.set("neuroglancer." + key, key.equals("profiles") ? "[]" : "");
        ResultsTable.getResultsTable().reset();
    }

    private static void makeProfile(final String name, final String address) {
        final Profile profile = Profile.builder(name, StorageKinds.WEBDAV)
                .address(address)
                .publicRule(":8443")
                .build();
        StoredProfiles.save(StoredProfiles.load().plus(profile));
    }

    private static Form.Outlook outlook(final ImagePlus of, final String... pairs) {
        final Map<String, String> given = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) given.put(pairs[i], pairs[i + 1]);
        return TestDesk.form(new ShareImage(), of).outlook(given);
    }

    private String good(final String... pairs) {
        final Form.Outlook outlook = outlook(image, pairs);
        assertTrue(outlook.isGood(), outlook.text());
        return outlook.text();
    }

    private String wrong(final String... pairs) {
        final Form.Outlook outlook = outlook(image, pairs);
        assertFalse(outlook.isGood(), outlook.text());
        return outlook.text();
    }

    @Test
    void tellsWhatGoesWhereWithoutAskingTheStorage() {
        makeProfile("mine", NOWHERE);
        image.getCalibration().setUnit("micron");
        image.setRoi(new PointRoi(1, 2));
        final String text = good();
        assertTrue(text.startsWith("300 x 200 x 40, 16-bit. Voxels of 1 x 1 x 1 micrometer. It becomes "), text);
        final String end = " MiB before compression, at https://127.0.0.1:8443/lena/my%20cells.ome.zarr/."
                + " Points: 1 ROI of the selection. The link is put on the clipboard once it has been tried.";
        assertTrue(text.endsWith(end), text);
        final String copied = good("folder", dir.toString(), "name", "b", "content", "Labels");
        assertTrue(copied.contains(", 16-bit, labels. "), copied);
        assertTrue(copied.contains("/lena/b.ome.zarr/, with a copy in " + dir + ". Points: "), copied);
    }

    @Test
    void tellsWhatTheJobThenPlans() throws IOException {
        final PublicDav storage = new PublicDav();
        try (ScriptedServer server = new ScriptedServer(storage)) {
            final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                    .address(server.address() + "data")
                    .viewer("http://127.0.0.1:9/viewer/")
                    .build();
            StoredProfiles.save(StoredProfiles.load().plus(profile));
            final String text = good("folder", dir.toString());
            assertEquals(0, server.requests().size());
            final StringBuilder plan = new TestDesk(image).run(new ShareImage(), Map.of("folder", dir.toString())).plan;
            assertTrue(text.contains("It becomes " + plan + ", at " + server.address() + "data/my%20cells"), text);
        }
    }

    @Test
    void tellsWhichPointsGoWithIt() {
        makeProfile("mine", NOWHERE);
        assertTrue(good().contains(" Points: none. "), good());
        assertTrue(wrong("withpoints", "Yes").startsWith("No points were found: the ROI Manager, "));
        image.setRoi(new Roi(2, 2, 5, 5));
        assertTrue(good().contains(" Points: none. "), good());
        assertTrue(good("withpoints", "Yes").contains(" Points: 1 ROI of the selection. "));
        final Roi bar = new Roi(1, 1, 10, 2);
        bar.setName("|SB|");
        image.setOverlay(new Overlay(bar));
        assertTrue(good().contains(" Points: none. "), good());
        image.getOverlay().add(new PointRoi(1, 1));
        assertTrue(good().contains(" Points: 2 ROIs of the overlay. "), good());
        image.getOverlay().add(new TextRoi(1, 1, "no point comes of it"));
        assertTrue(good().contains(" Points: 2 ROIs of the overlay. "), good());
        image.setOverlay(new Overlay(new TextRoi(1, 1, "note")));
        assertTrue(good().contains(" Points: none. "), good());
        image.setRoi(new PointRoi(1, 2));
        assertTrue(good().contains(" Points: 1 ROI of the selection. "), good());
        assertTrue(good("withpoints", "No").contains(" Points: none. "));
    }

    @Test
    void tellsWhichPointsAreOutsideOrNotShared() {
        makeProfile("mine", NOWHERE);
        final Roi elsewhere = new PointRoi(new float[] {900, 901}, new float[] {3, 4});
        image.setRoi(elsewhere);
        assertTrue(good().contains(" Points: 1 ROI of the selection, 2 of them outside the image. "), good());
        final Roi later = new PointRoi(1, 1);
        later.setPosition(90);
        image.setOverlay(new Overlay(later));
        assertTrue(
                good().contains(" Points: 1 ROI of the selection, 2 of them outside the image. Not shared: 1 ROI of the"
                        + " overlay (outside the image). "),
                good());
        later.setPosition(40);
        assertTrue(
                good().contains(
                                " Points: 1 ROI of the overlay. Not shared: 1 ROI of the selection (outside the image). "),
                good());
        image.setRoi(new PointRoi(299, 199));
        assertTrue(good().contains(" Points: 1 ROI of the selection. Not shared: 1 ROI of the overlay. "), good());
    }

    @Test
    void takesAFileInsteadOfWhatIsOpen() throws IOException {
        makeProfile("mine", NOWHERE);
        image.setRoi(new PointRoi(1, 2));
        final String file =
                Files.writeString(dir.resolve("cells.csv"), "x,y,z\n1,2,3\n").toString();
        for (final String with : new String[] {"Auto", "Yes"}) {
            final String text = good("withpoints", with, "pointsfile", file);
            assertTrue(text.contains(" Points: the points of cells.csv. The link "), text);
        }
        assertTrue(wrong("withpoints", "No", "pointsfile", file).contains("choose Auto, or leave Points file empty"));
        assertTrue(wrong("pointsfile", "none.csv").startsWith("The file none.csv does not exist: "));
    }

    @Test
    void takesATableOnlyWhenAsked() {
        makeProfile("mine", NOWHERE);
        final ResultsTable results = ResultsTable.getResultsTable();
        for (int i = 0; i < 3; i++) results.addRow();
        assertTrue(good().contains(" Points: none. "), good());
        assertTrue(good("withpoints", "Yes").contains(" Points: 3 rows of the Results table. "));
    }

    @Test
    void saysThatThereIsNoStorage() {
        image.setRoi(new PointRoi(1, 2));
        final String text = good();
        assertTrue(text.startsWith("No storage is set up, so only this computer shows it. "), text);
        assertTrue(text.contains(" 300 x 200 x 40, 16-bit. It has no unit "), text);
        assertTrue(text.contains(" MiB before compression; "), text);
        final Path folder = Path.of(System.getProperty("user.home"), "neuroglancer");
        assertTrue(text.endsWith(" is free. The folder is " + folder + ". Points: 1 ROI of the selection."), text);
        final String chosen = good("folder", dir.toString());
        assertTrue(chosen.contains(" The folder is " + dir + "."), chosen);
    }

    @Test
    void anAddressIsNoFolderWithoutAProfileEither() {
        assertTrue(wrong("folder", "https://127.0.0.1/lena").startsWith("The folder is for a copy on this computer"));
    }

    @Test
    void saysWhatIsWrong() {
        makeProfile("mine", NOWHERE);
        assertTrue(wrong("account", "yours").startsWith("There is no profile 'yours': "));
        assertTrue(wrong("name", "a/b").startsWith("The name 'a/b' cannot be used"));
        assertTrue(wrong("viewer", "here").contains("viewer"));
        assertTrue(wrong("folder", "https://127.0.0.1/lena").startsWith("The folder is for a copy on this computer"));
        makeProfile("ours", NOWHERE + "/ours");
        assertTrue(wrong().startsWith("There are several profiles: give one of mine, ours as Account."));
        assertTrue(assertThrows(InputException.class, () -> TestDesk.form(new ShareImage(), null))
                .getMessage()
                .startsWith("No image is open"));
    }

    @Test
    void readsNoPixels() {
        makeProfile("mine", NOWHERE);
        final CountingStack stack = CountingStack.of16(200, 100, 5);
        final ImagePlus virtual = stack.image("virtual");
        virtual.setOverlay(new Overlay(new Roi(2, 2, 50, 50)));
        final int before = stack.totalReads();
        final Form form = TestDesk.form(new ShareImage(), virtual);
        for (final String content : new String[] {"Auto", "Labels"})
            assertTrue(form.outlook(Map.of("content", content)).isGood());
        assertEquals(before, stack.totalReads());
    }
}
