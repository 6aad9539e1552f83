package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import ij.process.ImageStatistics;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** What all ROIs with an area share: they become their centroid, their shape, or nothing. */
abstract class AreaConverter implements RoiConverter {

    @Override
    public final void convert(final Roi roi, final Areas areas, final Sink sink) throws IOException {
        switch (areas) {
            case SHAPE:
                shape(roi, sink);
                break;
            case CENTROID:
                centroid(roi, sink);
                break;
            default:
                sink.leaveOut("areas is Skip");
        }
    }

    /** Hands over the shape. */
    abstract void shape(Roi roi, Sink sink) throws IOException;

    private static void centroid(final Roi roi, final Sink sink) throws IOException {
        double[] centre = roi.getContourCentroid();
        if (centre == null || Double.isNaN(centre[0] + centre[1])) { // composites have no single contour
            final ImageStatistics statistics = roi.getStatistics();
            centre = new double[] {statistics.xCentroid, statistics.yCentroid};
        }
        sink.shape(GeometryKind.POINT, 0, 0, centre[0] - HALF, centre[1] - HALF);
    }
}
