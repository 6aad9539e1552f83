package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import ij.process.FloatPolygon;
import ij.process.ImageStatistics;
import java.awt.geom.Rectangle2D;
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

    /** The centre of the area, or null when it has none. */
    double[] centre(final Roi roi) {
        return roi.getType() == Roi.COMPOSITE ? ofPixels(roi) : ofArea(roi.getFloatPolygon());
    }

    /** For shapes that are the same on all sides, whose outline ImageJ has in whole pixels only. */
    static double[] ofBounds(final Roi roi) {
        final Rectangle2D.Double bounds = roi.getFloatBounds();
        return new double[] {bounds.getCenterX(), bounds.getCenterY()};
    }

    private void centroid(final Roi roi, final Sink sink) throws IOException {
        final double[] centre = centre(roi);
        if (centre == null) sink.leaveOut("they have no area");
        else sink.shape(GeometryKind.POINT, 0, 0, centre[0] - HALF, centre[1] - HALF);
    }

    /** Composites may have holes. */
    private static double[] ofPixels(final Roi roi) {
        final Roi alone = (Roi) roi.clone();
        alone.setImage(null);
        final ImageStatistics pixels = alone.getStatistics();
        return new double[] {pixels.xCentroid, pixels.yCentroid};
    }

    /** The centroid of the area within a polygon, relative to its first vertex for accuracy; null when it has none. */
    private static double[] ofArea(final FloatPolygon p) {
        double twice = 0;
        double x = 0;
        double y = 0;
        for (int i = 1; i + 1 < p.npoints; i++) {
            final double ax = p.xpoints[i] - p.xpoints[0];
            final double ay = p.ypoints[i] - p.ypoints[0];
            final double bx = p.xpoints[i + 1] - p.xpoints[0];
            final double by = p.ypoints[i + 1] - p.ypoints[0];
            final double cross = ax * by - bx * ay;
            twice += cross;
            x += cross * (ax + bx) / 3;
            y += cross * (ay + by) / 3;
        }
        return twice == 0 ? null : new double[] {p.xpoints[0] + x / twice, p.ypoints[0] + y / twice};
    }
}
