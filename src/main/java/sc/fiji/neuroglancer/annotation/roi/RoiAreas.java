package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;
import ij.process.ImageStatistics;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.function.Predicate;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;

/** ROIs with an area: they become their centroid, their shape, or nothing. */
final class RoiAreas {

    static final Message TOO_SHORT = Message.text("they have fewer than two vertices");

    /** From the corner of a pixel to its center. */
    private static final double HALF = 0.5;
    /** Maximum distance in pixels between a curve and its straight lines. */
    private static final double FLATNESS = 0.05;

    /** Upright rectangles, with or without round corners. */
    static final RoiConverter RECTANGLES = of("rectangles", roi -> roi.getType() == Roi.RECTANGLE, (roi, shapes) -> {
        final Rectangle2D.Double b = roi.getFloatBounds();
        shapes.shape(GeometryKind.BOX, 0, 0, b.x - HALF, b.y - HALF, b.x + b.width - HALF, b.y + b.height - HALF);
    });

    /** Upright ovals; ImageJ treats rotated ellipses as outlines. */
    static final RoiConverter OVALS = of("ovals", roi -> roi.getType() == Roi.OVAL, (roi, shapes) -> {
        final Rectangle2D.Double b = roi.getFloatBounds();
        shapes.shape(
                GeometryKind.ELLIPSOID, 0, 0, b.getCenterX() - HALF, b.getCenterY() - HALF, b.width / 2, b.height / 2);
    });

    /** All other areas: polygons, freehand and traced ones, rotated rectangles and ellipses, composites. */
    static final RoiConverter OUTLINES = of("outlines", Roi::isArea, RoiAreas::outlines);

    /** Hands over the shape of an area. */
    @FunctionalInterface
    private interface Outline {
        void shape(Roi roi, RoiConverter.Shapes shapes) throws IOException;
    }

    private RoiAreas() {}

    private static RoiConverter of(final String plural, final Predicate<Roi> accepts, final Outline outline) {
        return new RoiConverter(plural, accepts, (roi, areas, shapes) -> {
            switch (areas) {
                case SHAPE -> outline.shape(roi, shapes);
                case CENTROID -> centroid(roi, shapes);
                case SKIP -> shapes.leaveOut(Message.of("{}", Slot.given("areas", Areas.SKIP.label())));
            }
        });
    }

    private static void centroid(final Roi roi, final RoiConverter.Shapes shapes) throws IOException {
        final double[] center = center(roi);
        if (center.length == 0) shapes.leaveOut(Message.text("they have no area"));
        else shapes.shape(GeometryKind.POINT, 0, 0, center[0] - HALF, center[1] - HALF);
    }

    /** The center of the area, or an empty array when it has none. */
    private static double[] center(final Roi roi) {
        return switch (roi.getType()) {
            case Roi.RECTANGLE, Roi.OVAL -> { // ImageJ returns the outline of an oval in whole pixels
                final Rectangle2D.Double bounds = roi.getFloatBounds();
                yield new double[] {bounds.getCenterX(), bounds.getCenterY()};
            }
            case Roi.COMPOSITE -> { // may have holes
                final Roi alone = (Roi) roi.clone();
                alone.setImage(null);
                final ImageStatistics pixels = alone.getStatistics();
                yield new double[] {pixels.xCentroid, pixels.yCentroid};
            }
            default -> center(roi.getFloatPolygon());
        };
    }

    /** The centroid of the area within a polygon, relative to its first vertex for accuracy. */
    private static double[] center(final FloatPolygon p) {
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
        return twice == 0 ? new double[0] : new double[] {p.xpoints[0] + x / twice, p.ypoints[0] + y / twice};
    }

    private static void outlines(final Roi roi, final RoiConverter.Shapes shapes) throws IOException {
        if (roi instanceof ShapeRoi composite) parts(composite, shapes);
        else outline(roi.getFloatPolygon(), shapes);
    }

    /** ImageJ's own list of parts has whole pixels, and puts some parts at the origin. */
    private static void parts(final ShapeRoi roi, final RoiConverter.Shapes shapes) throws IOException {
        final AffineTransform base = AffineTransform.getTranslateInstance(roi.getXBase(), roi.getYBase());
        final PathIterator path = roi.getShape().getPathIterator(base, FLATNESS);
        final double[] at = new double[6];
        FloatPolygon part = new FloatPolygon();
        for (; !path.isDone(); path.next()) {
            final int segment = path.currentSegment(at);
            if (segment == PathIterator.SEG_MOVETO && part.npoints > 1) outline(part, shapes);
            if (segment == PathIterator.SEG_MOVETO) part = new FloatPolygon();
            if (segment != PathIterator.SEG_CLOSE) part.addPoint(at[0], at[1]);
        }
        outline(part, shapes);
    }

    private static void outline(final FloatPolygon contour, final RoiConverter.Shapes shapes) throws IOException {
        final int last = contour.npoints - 1;
        final boolean closed =
                last > 1 && contour.xpoints[last] == contour.xpoints[0] && contour.ypoints[last] == contour.ypoints[0];
        if (last < 1) shapes.leaveOut(TOO_SHORT);
        else shapes.shape(GeometryKind.POLYLINE, 0, 0, vertices(contour, HALF, !closed));
    }

    /** @param shift subtracted from all coordinates */
    static double[] vertices(final FloatPolygon path, final double shift, final boolean close) {
        final double[] numbers = new double[2 * (path.npoints + (close ? 1 : 0))];
        for (int i = 0; 2 * i < numbers.length; i++) {
            numbers[2 * i] = path.xpoints[i % path.npoints] - shift;
            numbers[2 * i + 1] = path.ypoints[i % path.npoints] - shift;
        }
        return numbers;
    }
}
