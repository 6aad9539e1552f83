package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Line;
import ij.gui.Roi;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Straight lines and arrows, from tail to head. */
final class LineConverter implements RoiConverter {

    @Override
    public String plural() {
        return "lines";
    }

    @Override
    public boolean accepts(final Roi roi) {
        return roi instanceof Line;
    }

    @Override
    public void convert(final Roi roi, final Areas areas, final Sink sink) throws IOException {
        final Line line = (Line) roi;
        sink.shape(GeometryKind.LINE, 0, 0, line.x1d, line.y1d, line.x2d, line.y2d);
    }
}
