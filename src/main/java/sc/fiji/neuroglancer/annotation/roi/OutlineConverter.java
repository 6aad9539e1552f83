package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** All other areas: polygons, freehand and traced ones, rotated rectangles and ellipses, and composites of several. */
final class OutlineConverter extends AreaConverter {

    @Override
    public String plural() {
        return "outlines";
    }

    @Override
    public boolean accepts(final Roi roi) {
        return roi.isArea();
    }

    @Override
    void shape(final Roi roi, final Sink sink) throws IOException {
        if (roi instanceof ShapeRoi) for (final Roi part : ((ShapeRoi) roi).getRois()) outline(part, sink);
        else outline(roi, sink);
    }

    private static void outline(final Roi roi, final Sink sink) throws IOException {
        final FloatPolygon contour = roi.getFloatPolygon();
        if (contour.npoints < 2) sink.leaveOut("they have less than two vertices");
        else sink.shape(GeometryKind.POLYLINE, 0, 0, PathConverter.vertices(contour, HALF, true));
    }
}
