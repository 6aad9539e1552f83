package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Segmented lines, freehand lines and angles. */
final class PathConverter implements RoiConverter {

    @Override
    public String plural() {
        return "segmented or freehand lines";
    }

    @Override
    public boolean accepts(final Roi roi) {
        final int type = roi.getType();
        return type == Roi.POLYLINE || type == Roi.FREELINE || type == Roi.ANGLE;
    }

    @Override
    public void convert(final Roi roi, final Areas areas, final Sink sink) throws IOException {
        final FloatPolygon path = roi.getFloatPolygon();
        if (areas != Areas.SHAPE) sink.leaveOut("only areas=Shape exports them, for viewers from September 2025 on");
        else if (path.npoints < 2) sink.leaveOut("they have less than two vertices");
        else sink.shape(GeometryKind.POLYLINE, 0, 0, vertices(path, 0, false));
    }

    /** @param shift subtracted from all coordinates */
    static double[] vertices(final FloatPolygon path, final double shift, final boolean closed) {
        final double[] numbers = new double[2 * (path.npoints + (closed ? 1 : 0))];
        for (int i = 0; 2 * i < numbers.length; i++) {
            numbers[2 * i] = path.xpoints[i % path.npoints] - shift;
            numbers[2 * i + 1] = path.ypoints[i % path.npoints] - shift;
        }
        return numbers;
    }
}
