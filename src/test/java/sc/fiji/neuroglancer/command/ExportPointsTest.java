package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.InputException;

class ExportPointsTest {

    @TempDir
    private Path dir;

    private final ImagePlus image = IJ.createImage("cells", "8-bit", 40, 30, 5);

    @BeforeEach
    @AfterEach
    void emptyTheResults() {
        ResultsTable.getResultsTable().reset();
    }

    private ExportPoints.Done run(final ImagePlus on, final String... options) throws IOException {
        final Map<String, String> given = new HashMap<>(Map.of("folder", dir.toString(), "existing", "Replace"));
        for (final String option : options) given.put(option.split("=")[0], option.split("=")[1]);
        return TestDesk.exportPoints(on, given);
    }

    private String message(final ImagePlus on, final String... options) {
        return assertThrows(InputException.class, () -> run(on, options)).getMessage();
    }

    private String positions() throws IOException {
        return new AnnotationReader(new DirectoryStore(dir), "points")
                .byId().values().stream().map(i -> Arrays.toString(i.geometry)).collect(Collectors.joining());
    }

    private void fillAll() {
        image.setSlice(3);
        image.setRoi(new PointRoi(1, 2));
        image.setOverlay(new Overlay(new Roi(5, 5, 1, 1)));
        final ResultsTable table = ResultsTable.getResultsTable();
        table.addRow();
        table.addValue("X", 8);
        table.addValue("Y", 9);
        table.addValue("Slice", 5);
    }

    @Test
    void markersOfTheCellCounterAreOnPlanesOfTheStack() throws IOException {
        final StringBuilder xml = new StringBuilder("<CellCounter_Marker_File><Image_Properties><Image_Filename>a.tif"
                + "</Image_Filename></Image_Properties><Marker_Data><Marker_Type><Type>1</Type>");
        for (final int plane : new int[] {1, 2, 3, 12})
            xml.append("<Marker><MarkerX>7</MarkerX><MarkerY>8</MarkerY><MarkerZ>")
                    .append(plane)
                    .append("</MarkerZ></Marker>");
        final Path file =
                Files.writeString(dir.resolve("a.xml"), xml + "</Marker_Type></Marker_Data></CellCounter_Marker_File>");
        final ImagePlus channels = IJ.createHyperStack("cells", 40, 30, 2, 6, 1, 8);
        run(channels, "source=File", "pointsfile=" + file);
        assertEquals("[7.0, 8.0, 0.0][7.0, 8.0, 0.0][7.0, 8.0, 1.0][7.0, 8.0, 5.0]", positions());
        final ImagePlus film = IJ.createHyperStack("cells", 40, 30, 1, 3, 4, 8);
        run(film, "source=File", "pointsfile=" + file);
        assertEquals("[7.0, 8.0, 0.0, 0.0][7.0, 8.0, 1.0, 0.0][7.0, 8.0, 2.0, 0.0][7.0, 8.0, 2.0, 3.0]", positions());
        assertEquals(List.of(), run(null, "source=File", "pointsfile=" + file).notes());
        assertEquals("[7.0, 8.0, 0.0][7.0, 8.0, 1.0][7.0, 8.0, 2.0][7.0, 8.0, 11.0]", positions());
    }

    @Test
    void autoTakesSelectedPointsBeforeTheOverlayAndSaysSo() throws IOException {
        fillAll();
        final ExportPoints.Done done = run(image);
        assertEquals("[1.0, 2.0, 2.0]", positions());
        final String summary = Pattern.quote("1 ROI of the selection became 1 annotation in "
                        + done.results().get(0).location())
                + " \\(\\d+ files, \\d+(\\.\\d KiB| bytes), \\d+\\.\\d s\\)\\.";
        assertTrue(done.summary().matches(summary), done.summary());
        assertEquals(
                List.of(
                        "1 point or shape has no slice and was put on slice 3 (unplaced=[Current slice]).",
                        "Not exported: Overlay, Results table (choose them with source)."),
                done.notes().stream().map(Object::toString).toList());
    }

    @Test
    void autoTakesTheOverlayBeforeASelectedArea() throws IOException {
        fillAll();
        image.setRoi(new Roi(10, 10, 3, 3));
        assertTrue(run(image).notes().stream()
                .map(Object::toString)
                .toList()
                .contains("Not exported: Selection, Results table (choose them with source)."));
        assertEquals("[5.0, 5.0, 2.0]", positions());
        image.setOverlay(null);
        run(image);
        assertEquals("[11.0, 11.0, 2.0]", positions());
        image.deleteRoi();
        run(image);
        assertEquals("[8.0, 9.0, 4.0]", positions());
    }

    @Test
    void theUserChooses() throws IOException {
        fillAll();
        run(image, "source=Overlay");
        assertEquals("[5.0, 5.0, 2.0]", positions());
        run(image, "source=Results table");
        assertEquals("[8.0, 9.0, 4.0]", positions());
        final Path file = Files.writeString(dir.resolve("a.csv"), "x,y,z\n7,7,1\n");
        run(image, "pointsfile=" + file);
        assertEquals("[7.0, 7.0, 1.0]", positions());
        run(null, "source=File", "pointsfile=" + file);
        assertEquals("[7.0, 7.0, 1.0]", positions());
    }

    @Test
    void numbersOfFilesMeanWhatTheUserSays() throws IOException {
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.25;
        image.getCalibration().pixelDepth = 2;
        image.getCalibration().setUnit("micron");
        final String table = "pointsfile=" + Files.writeString(dir.resolve("a.csv"), "x,y,z\n4,3,2\n");
        run(image, table);
        assertEquals("[4.0, 3.0, 2.0]", positions());
        run(image, table, "units=Physical");
        assertEquals("[8.0, 12.0, 1.0]", positions());
        final String named = "pointsfile=" + Files.writeString(dir.resolve("b.csv"), "x (um),y,z\n4,3,2\n");
        run(image, named);
        assertEquals("[8.0, 12.0, 1.0]", positions());
        assertTrue(message(image, named, "units=Voxel").endsWith(": set units to Physical."));
        assertTrue(message(null, table, "units=Physical").startsWith("units=Physical needs the image"));
        run(image, "pointsfile=" + Files.writeString(dir.resolve("c.json"), "[[2,3,4]]"), "order=zyx");
        assertEquals("[4.0, 3.0, 2.0]", positions());
    }

    @Test
    void withoutAnOpenImageTheLastExportIsTheirs() throws IOException {
        final ImagePlus exported = IJ.createHyperStack("brain", 30, 20, 2, 6, 3, 8);
        exported.getCalibration().pixelWidth = 0.5;
        exported.getCalibration().pixelHeight = 0.25;
        exported.getCalibration().pixelDepth = 2;
        exported.getCalibration().xOrigin = 3;
        exported.getCalibration().setUnit("micron");
        exported.getCalibration().frameInterval = 4;
        TestDesk.exportImage(exported, Map.of("folder", dir.toString(), "name", "brain"));
        final Path file = Files.writeString(dir.resolve("a.csv"), "x,y,z,t\n7,7,1,2\n");
        run(exported, "pointsfile=" + file);
        final String open = Files.readString(dir.resolve("points/info"));
        final String positions = positions();
        final ExportPoints.Done done = run(null, "pointsfile=" + file);
        assertEquals(open, Files.readString(dir.resolve("points/info")), "the same grid as that of the open image");
        assertEquals(positions, positions());
        assertTrue(
                done.notes().get(0).toString().startsWith("No image is open, so the points belong to the last export"));
        Files.writeString(dir.resolve("brain.ome.zarr/.zattrs"), "{");
        final String broken = message(null, "pointsfile=" + file);
        assertTrue(
                broken.startsWith("No image is open, and the last export, which the points would belong to,"), broken);
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertTrue(message(image).startsWith("No points were found: the ROI Manager, the overlay, the selection"));
        assertTrue(message(null).startsWith("No points were found"));
        assertTrue(message(null, "source=Overlay").startsWith("No image is open"));
        assertTrue(message(image, "source=Overlay").startsWith("The Overlay is empty"));
        assertTrue(message(image, "source=ROI Manager").startsWith("The ROI Manager is empty"));
        assertTrue(message(image, "source=File")
                .startsWith("The source is File: choose the file with the points as pointsfile."));
        assertTrue(
                message(image, "source=Overlay", "pointsfile=a.csv")
                        .startsWith(
                                "A file with points is given, but the source is Overlay: set source to File, or leave out pointsfile."));
        assertTrue(message(image, "folder= ").startsWith("No output folder is given"));
    }
}
