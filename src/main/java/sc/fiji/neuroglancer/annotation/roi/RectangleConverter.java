package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Upright rectangles, with or without round corners. */
final class RectangleConverter extends AreaConverter {

    @Override
    public String plural() {
        return "rectangles";
    }

    @Override
    public boolean accepts(final Roi roi) {
        return roi.getType() == Roi.RECTANGLE;
    }

    @Override
    double[] centre(final Roi roi) {
        return ofBounds(roi);
    }

    @Override
    void shape(final Roi roi, final Sink sink) throws IOException {
        final Rectangle2D.Double b = roi.getFloatBounds();
        sink.shape(GeometryKind.BOX, 0, 0, b.x - HALF, b.y - HALF, b.x + b.width - HALF, b.y + b.height - HALF);
    }
}
