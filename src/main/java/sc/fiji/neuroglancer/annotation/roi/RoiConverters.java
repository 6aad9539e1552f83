package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatPolygon;
import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;

/** All kinds of ROIs. To add a kind, write its conversion and a line in the list. */
final class RoiConverters {

    private static final List<RoiConverter> ALL = List.of(
            new RoiConverter("points", roi -> roi.getType() == Roi.POINT, RoiConverters::points),
            new RoiConverter("lines", roi -> roi instanceof Line, RoiConverters::line),
            RoiAreas.RECTANGLES,
            RoiAreas.OVALS,
            new RoiConverter("segmented or freehand lines", RoiConverters::isPath, RoiConverters::path),
            RoiAreas.OUTLINES);

    /** Texts and images. */
    static final RoiConverter OTHER = new RoiConverter(
            "texts and images",
            roi -> true,
            (roi, areas, shapes) -> shapes.leaveOut(Message.text("Neuroglancer does not support them")));

    private RoiConverters() {}

    /** The converter for a ROI. */
    static RoiConverter find(final Roi roi) {
        if (roi instanceof TextRoi || roi instanceof ImageRoi) return OTHER;
        return ALL.stream().filter(kind -> kind.accepts().test(roi)).findFirst().orElse(OTHER);
    }

    /** Each point of a multi-point has its own slice and counter. */
    private static void points(final Roi roi, final Areas areas, final RoiConverter.Shapes shapes) throws IOException {
        final FloatPolygon all = roi.getFloatPolygon();
        for (int i = 0; i < all.npoints; i++) {
            final int index = roi instanceof PointRoi points ? points.getPointPosition(i) : 0;
            final int counter = roi instanceof PointRoi points ? points.getCounter(i) : 0;
            shapes.shape(GeometryKind.POINT, index, counter, all.xpoints[i], all.ypoints[i]);
        }
    }

    /** Straight lines and arrows, from tail to head. */
    private static void line(final Roi roi, final Areas areas, final RoiConverter.Shapes shapes) throws IOException {
        final Line line = (Line) roi;
        shapes.shape(GeometryKind.LINE, 0, 0, line.x1d, line.y1d, line.x2d, line.y2d);
    }

    private static boolean isPath(final Roi roi) {
        return roi.getType() == Roi.POLYLINE || roi.getType() == Roi.FREELINE || roi.getType() == Roi.ANGLE;
    }

    private static void path(final Roi roi, final Areas areas, final RoiConverter.Shapes shapes) throws IOException {
        final FloatPolygon path = roi.getFloatPolygon();
        if (areas != Areas.SHAPE)
            shapes.leaveOut(Message.of(
                    "{} to export them, for viewers since September 2025", Slot.set("areas", Areas.SHAPE.label())));
        else if (path.npoints < 2) shapes.leaveOut(RoiAreas.TOO_SHORT);
        else shapes.shape(GeometryKind.POLYLINE, 0, 0, RoiAreas.vertices(path, 0, false));
    }
}
