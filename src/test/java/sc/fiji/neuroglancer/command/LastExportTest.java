package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** What is remembered of exports, and how a link shows the image that is open. */
class LastExportTest {

    @TempDir
    private Path dir;

    private final ImagePlus image = IJ.createImage("cells", "16-bit ramp", 20, 16, 6);

    @BeforeEach
    @AfterEach
    void forget() {
        for (final String key : new String[] {"dataset", "points", "title", "crop"})
            Prefs.set("neuroglancer." + key, "");
        WindowManager.setTempCurrentImage(null);
        Serving.stop();
    }

    private Path export(final String... options) throws IOException {
        final Map<String, String> given = new HashMap<>(Map.of("folder", dir.toString()));
        for (int i = 0; i < options.length; i += 2) given.put(options[i], options[i + 1]);
        return TestDesk.exportImage(image, given).dataset();
    }

    private static ViewerState shown() throws IOException {
        return ViewDataset.view("").link().state();
    }

    @Test
    void knowsNothingAtFirst() {
        assertEquals("", LastExport.dataset());
        assertEquals(List.of(), LastExport.points());
        assertNull(LastExport.display(dir.toString()));
    }

    @Test
    void remembersTheDatasetAndItsPoints() throws IOException {
        final Path dataset = export();
        assertEquals(dataset.toString(), LastExport.dataset());
        final List<String> points = List.of(
                dir.resolve("points").toString(), dir.resolve("points-lines").toString());
        LastExport.rememberPoints(points);
        assertEquals(points, LastExport.points());
        export("existing", "Replace");
        assertEquals(points, LastExport.points(), "the same dataset keeps its points");
        export("name", "other");
        assertEquals(List.of(), LastExport.points(), "points of another dataset");
    }

    @Test
    void showsTheSliceRangeAndCutThatTheImageHasNow() throws IOException {
        image.setRoi(new Rectangle(4, 2, 10, 8));
        export("crop", "true");
        image.setSlice(5);
        image.setDisplayRange(7, 77);
        final ViewerState state = shown();
        assertArrayEquals(new double[] {4, 3, 4}, minusOrigin(state));
        assertTrue(state.toString().contains("\"range\":[7,77]"), state.toString());
        image.setSlice(2);
        assertArrayEquals(new double[] {4, 3, 1}, minusOrigin(shown()));
    }

    /** The origin of a part lies at its first voxel. */
    private static double[] minusOrigin(final ViewerState state) {
        final double[] at = state.position();
        return new double[] {at[0] - 4, at[1] - 2, at[2]};
    }

    @Test
    void showsTheExportWhenTheImageIsClosed() throws IOException {
        final Path dataset = export();
        image.setSlice(6);
        assertTrue(LastExport.display(dataset.toString()) != null);
        image.close();
        image.flush();
        assertFalse(LastExport.display(dataset.toString()) != null);
        assertArrayEquals(new double[] {9, 7, 2}, shown().position(), "the middle");
    }

    /** The program forgets what was exported in this session as soon as it names another dataset. */
    @ParameterizedTest
    @CsvSource({"cells, true", "other, false"})
    void recognizesTheImageOfAnEarlierSessionByItsTitle(final String title, final boolean known) {
        Prefs.set("neuroglancer.dataset", dir.resolve("earlier").toString());
        Prefs.set("neuroglancer.title", title);
        Prefs.set("neuroglancer.crop", "0,0,20,16");
        WindowManager.setTempCurrentImage(image);
        assertEquals(known, LastExport.display(dir.resolve("earlier").toString()) != null);
        assertFalse(LastExport.display(dir.resolve("another").toString()) != null);
    }

    @Test
    void leavesPreferencesThatSomebodyHasBroken() {
        Prefs.set("neuroglancer.dataset", dir.toString());
        Prefs.set("neuroglancer.title", "cells");
        Prefs.set("neuroglancer.crop", "all");
        WindowManager.setTempCurrentImage(image);
        assertNull(LastExport.display(dir.toString()));
    }

    @Test
    void hasNoDisplayForAddresses() throws IOException {
        export();
        assertNull(LastExport.display("https://host/cells.ome.zarr"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 20, 0, 20, 9",
        "0, 21, 0, 21, 10",
        "5, 10, 4, 10, 5",
        "0, 4, 10, 5, 0",
        "18, 2, 0, 10, 9",
        "-6, 32, 0, 20, 9"
    })
    void looksAtTheMiddleOfWhatIsSeen(
            final int seen, final int seenLength, final int from, final int length, final double voxel) {
        assertEquals(voxel, LastExport.center(seen, seenLength, from, length));
    }

    @Test
    void writesNoFileOfItsOwn() throws IOException {
        export();
        shown();
        assertEquals(1, Files.list(dir).count());
    }
}
