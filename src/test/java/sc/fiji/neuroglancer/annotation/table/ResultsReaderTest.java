package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** The tables are measured by ImageJ. */
class ResultsReaderTest {

    private static final int WHAT = Measurements.AREA
            + Measurements.MEAN
            + Measurements.CENTROID
            + Measurements.STACK_POSITION
            + Measurements.LABELS;

    private final ResultsTable table = new ResultsTable();

    private static ImagePlus calibrated(final ImagePlus image) {
        final Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.25;
        calibration.pixelDepth = 2;
        calibration.setUnit("micron");
        return image;
    }

    private void measure(final ImagePlus image, final Roi roi) {
        image.setRoi(roi);
        new Analyzer(image, WHAT, table).measure();
    }

    private List<AnnotationReader.Item> items(final ImagePlus image, final Unplaced unplaced) throws IOException {
        final ImageGrid grid = ImageGrid.of(image);
        final PointTable points = PointTable.open(table, grid, unplaced, Monitor.NONE);
        final MemoryStore store = new MemoryStore();
        PointExport.run(points.sources(grid.space(), true).get(0), store, PointExportOptions.DEFAULT, Monitor.NONE);
        return new ArrayList<>(new AnnotationReader(store, "points").byId().values());
    }

    private String positions(final ImagePlus image) throws IOException {
        return items(image, Unplaced.CURRENT).stream()
                .map(item -> Arrays.toString(item.geometry))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void measuredRoisComeBackToTheirPixels(final boolean inverted) throws IOException {
        final ImagePlus image = calibrated(IJ.createImage("cells", "8-bit", 40, 30, 5));
        image.getCalibration().setInvertY(inverted);
        image.setSlice(2);
        measure(image, new PointRoi(10, 20));
        image.setSlice(4);
        measure(image, new Roi(7, 5, 1, 1));
        measure(image, new OvalRoi(10, 12, 5, 9));
        assertEquals("[10.0, 20.0, 1.0][7.0, 5.0, 3.0][12.0, 16.0, 3.0]", positions(image));
    }

    @Test
    void theOriginIsTakenBackAndGivenToTheSpace() throws IOException {
        final ImagePlus image = calibrated(IJ.createImage("cells", "8-bit", 40, 30, 5));
        image.getCalibration().xOrigin = 4;
        image.getCalibration().yOrigin = 3;
        measure(image, new PointRoi(10, 20));
        assertEquals("[6.0, 17.0, 0.0]", positions(image));
    }

    @Test
    void slicesAndFramesOfHyperstacks() throws IOException {
        final ImagePlus image = calibrated(IJ.createHyperStack("cells", 40, 30, 2, 5, 3, 8));
        image.setOpenAsHyperStack(true);
        image.setPosition(2, 4, 3);
        measure(image, new PointRoi(10, 20));
        assertEquals("[10.0, 20.0, 3.0, 2.0]", positions(image));
    }

    @Test
    void otherColumnsAreProperties() throws IOException {
        final ImagePlus image = calibrated(IJ.createImage("cells", "8-bit ramp", 40, 30, 5));
        measure(image, new Roi(7, 5, 2, 2));
        table.addValue("class", "soma");
        table.addValue("score", 1 / 3.0);
        final Map<String, Object> properties = items(image, Unplaced.CURRENT).get(0).properties;
        assertEquals(0.5f, ((Number) properties.get("area")).floatValue());
        assertEquals((float) (1 / 3.0), ((Number) properties.get("score")).floatValue());
        assertTrue(properties.keySet().containsAll(List.of("label", "class", "mean")), properties.toString());
        assertTrue(!properties.containsKey("x") && !properties.containsKey("slice"), properties.toString());
    }

    @Test
    void rowsWithoutSlice() throws IOException {
        final ImagePlus image = calibrated(IJ.createImage("cells", "8-bit", 40, 30, 3));
        table.addRow();
        table.addValue("X", 5);
        table.addValue("Y", 5);
        assertEquals("[10.0, 20.0, 0.0]", positions(image));
        assertEquals(3, items(image, Unplaced.ALL).size());
        final ImageGrid grid = ImageGrid.of(image);
        assertEquals(
                List.of("Rows without a slice: 1 (unplaced=[Current slice])."),
                PointTable.open(table, grid, Unplaced.CURRENT, Monitor.NONE).notes().stream()
                        .map(Object::toString)
                        .toList());
        table.addValue("Z", 4);
        assertEquals("[10.0, 20.0, 2.0]", positions(image));
    }

    @Test
    void tablesWithoutPositionsAreRefused() {
        final ImageGrid grid = ImageGrid.of(IJ.createImage("cells", "8-bit", 40, 30, 3));
        table.addRow();
        table.addValue("Area", 5);
        final InputException e =
                assertThrows(InputException.class, () -> PointTable.open(table, grid, Unplaced.CURRENT, Monitor.NONE));
        assertTrue(e.getMessage().contains("Its columns are: Area."), e.getMessage());
    }
}
