package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Points and multi-points: each point with its own slice and counter. */
final class PointConverter implements RoiConverter {

    @Override
    public String plural() {
        return "points";
    }

    @Override
    public boolean accepts(final Roi roi) {
        return roi.getType() == Roi.POINT;
    }

    @Override
    public void convert(final Roi roi, final Areas areas, final Sink sink) throws IOException {
        final PointRoi points = roi instanceof PointRoi ? (PointRoi) roi : null;
        final FloatPolygon all = roi.getFloatPolygon();
        for (int i = 0; i < all.npoints; i++) {
            final int index = points == null ? 0 : points.getPointPosition(i);
            final int counter = points == null ? 0 : points.getCounter(i);
            sink.shape(GeometryKind.POINT, index, counter, all.xpoints[i], all.ypoints[i]);
        }
    }
}
