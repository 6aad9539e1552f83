package sc.fiji.neuroglancer.annotation.roi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.annotation.AnnotationWriter;
import sc.fiji.neuroglancer.task.Monitor;

class RoiBoundsTest {

    private final ImagePlus image = IJ.createImage("a", "8-bit", 20, 10, 4);

    private static Roi at(final int slice, final Roi roi) {
        roi.setPosition(slice);
        return roi;
    }

    private static long outside(final ImageGrid grid, final Areas areas, final Roi... rois) throws IOException {
        return RoiBounds.outside(List.of(rois), grid, areas, Unplaced.CURRENT);
    }

    private static boolean areOutside(final ImageGrid grid, final Roi... rois) throws IOException {
        return RoiBounds.areOutside(List.of(rois), grid, Areas.CENTROID, Unplaced.CURRENT);
    }

    @Test
    void countsWhatTheWriterCounts() throws IOException {
        image.getCalibration().xOrigin = 3;
        final ImageGrid grid = ImageGrid.of(image);
        final Roi[] rois = {
            at(1, new PointRoi(0, 0)),
            at(4, new PointRoi(19.4, 9.4)),
            at(5, new PointRoi(1, 1)),
            at(2, new PointRoi(19.6, 1)),
            at(2, new Line(1, 1, 30, 1)),
            at(2, new Line(1, 1, 8, 8)),
            at(2, new OvalRoi(15, 2, 8, 4)),
            at(2, new OvalRoi(2, 2, 8, 4)),
            at(2, new Roi(-3, 2, 8, 4)),
            new TextRoi(50, 50, "no shape"),
        };
        long written = 0;
        final RoiShapes shapes = RoiShapes.of(List.of(rois), grid, Areas.SHAPE, Unplaced.CURRENT, false);
        for (int i = 0; i < shapes.sources().size(); i++) written += written(shapes, i);
        assertEquals(5, written);
        assertEquals(written, outside(grid, Areas.SHAPE, rois));
    }

    private static long written(final RoiShapes shapes, final int kind) throws IOException {
        try (AnnotationWriter writer = AnnotationWriter.read(shapes.sources().get(kind), Monitor.NONE)) {
            return writer.outside();
        }
    }

    @Test
    void knowsWhenAllOfThemAreElsewhere() throws IOException {
        final ImageGrid grid = ImageGrid.of(image);
        assertTrue(areOutside(grid, at(5, new PointRoi(1, 1)), at(1, new PointRoi(1, 10))));
        assertFalse(areOutside(grid, at(5, new PointRoi(1, 1)), at(1, new PointRoi(1, 9))));
        assertFalse(areOutside(grid), "nothing is nowhere");
        assertFalse(areOutside(ImageGrid.none(), at(5, new PointRoi(100, 100))), "no image has no bounds");
    }
}
