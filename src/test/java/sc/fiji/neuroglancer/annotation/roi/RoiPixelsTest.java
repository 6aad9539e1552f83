package sc.fiji.neuroglancer.annotation.roi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import java.awt.Point;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.Monitor;

/** Shapes cover the pixels that ImageJ says a ROI contains, whose centres are at whole numbers. */
class RoiPixelsTest {

    private static final ImagePlus PLANE = IJ.createImage("plane", "8-bit", 64, 48, 1);

    private static float[] shape(final Roi roi, final Areas areas) throws IOException {
        final RoiShapes shapes = RoiShapes.of(List.of(roi), ImageGrid.of(PLANE), areas, Unplaced.CURRENT, true);
        final MemoryStore store = new MemoryStore();
        PointExport.run(shapes.sources().get(0), store, PointExportOptions.DEFAULT, Monitor.NONE);
        return new AnnotationReader(store, "points").byId().values().iterator().next().geometry;
    }

    @Property(tries = 100)
    void boxesContainThePixelsOfTheRectangle(
            @ForAll @IntRange(max = 20) final int x,
            @ForAll @IntRange(max = 20) final int y,
            @ForAll @IntRange(min = 1, max = 20) final int width,
            @ForAll @IntRange(min = 1, max = 20) final int height)
            throws IOException {
        final Roi roi = new Roi(x, y, width, height);
        final float[] box = shape(roi, Areas.SHAPE);
        for (int j = 0; j < PLANE.getHeight(); j++) {
            for (int i = 0; i < PLANE.getWidth(); i++)
                assertEquals(roi.contains(i, j), i > box[0] && i < box[2] && j > box[1] && j < box[3], i + "," + j);
        }
    }

    @Property(tries = 100)
    void ellipsoidsAreWhereThePixelsOfTheOvalAre(
            @ForAll @IntRange(max = 20) final int x,
            @ForAll @IntRange(max = 20) final int y,
            @ForAll @IntRange(min = 2, max = 20) final int width,
            @ForAll @IntRange(min = 2, max = 20) final int height)
            throws IOException {
        final Roi roi = new OvalRoi(x, y, width, height);
        final float[] oval = shape(roi, Areas.SHAPE);
        final float[] centroid = shape(roi, Areas.CENTROID);
        double meanX = 0;
        double meanY = 0;
        final Point[] pixels = roi.getContainedPoints();
        for (final Point p : pixels) {
            meanX += p.x / (double) pixels.length;
            meanY += p.y / (double) pixels.length;
            assertTrue(Math.abs(p.x - oval[0]) <= oval[2] && Math.abs(p.y - oval[1]) <= oval[3], p.toString());
        }
        assertEquals(meanX, oval[0], 1e-3);
        assertEquals(meanY, oval[1], 1e-3);
        assertEquals(meanX, centroid[0], 1e-3);
        assertEquals(meanY, centroid[1], 1e-3);
    }
}
