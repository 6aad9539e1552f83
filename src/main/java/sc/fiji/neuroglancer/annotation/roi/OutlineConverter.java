package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** All other areas: polygons, freehand and traced ones, rotated rectangles and ellipses, and composites of several. */
final class OutlineConverter extends AreaConverter {

    /** How far, in pixels, straight lines may be from a curve. */
    private static final double FLATNESS = 0.05;

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
        if (roi instanceof ShapeRoi) parts((ShapeRoi) roi, sink);
        else outline(roi.getFloatPolygon(), sink);
    }

    /** ImageJ's own list of parts has them in whole pixels, and some at the origin. */
    private static void parts(final ShapeRoi roi, final Sink sink) throws IOException {
        final AffineTransform base = AffineTransform.getTranslateInstance(roi.getXBase(), roi.getYBase());
        final PathIterator path = roi.getShape().getPathIterator(base, FLATNESS);
        final double[] at = new double[6];
        FloatPolygon part = new FloatPolygon();
        for (; !path.isDone(); path.next()) {
            final int segment = path.currentSegment(at);
            if (segment == PathIterator.SEG_MOVETO && part.npoints > 1) outline(part, sink);
            if (segment == PathIterator.SEG_MOVETO) part = new FloatPolygon();
            if (segment != PathIterator.SEG_CLOSE) part.addPoint(at[0], at[1]);
        }
        outline(part, sink);
    }

    private static void outline(final FloatPolygon contour, final Sink sink) throws IOException {
        final int last = contour.npoints - 1;
        final boolean closed =
                last > 1 && contour.xpoints[last] == contour.xpoints[0] && contour.ypoints[last] == contour.ypoints[0];
        if (last < 1) sink.leaveOut("they have less than two vertices");
        else sink.shape(GeometryKind.POLYLINE, 0, 0, PathConverter.vertices(contour, HALF, !closed));
    }
}
