package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Upright ovals; rotated ellipses are outlines to ImageJ. */
final class OvalConverter extends AreaConverter {

    @Override
    public String plural() {
        return "ovals";
    }

    @Override
    public boolean accepts(final Roi roi) {
        return roi.getType() == Roi.OVAL;
    }

    @Override
    double[] centre(final Roi roi) {
        return ofBounds(roi);
    }

    @Override
    void shape(final Roi roi, final Sink sink) throws IOException {
        final Rectangle2D.Double b = roi.getFloatBounds();
        sink.shape(
                GeometryKind.ELLIPSOID, 0, 0, b.getCenterX() - HALF, b.getCenterY() - HALF, b.width / 2, b.height / 2);
    }
}
