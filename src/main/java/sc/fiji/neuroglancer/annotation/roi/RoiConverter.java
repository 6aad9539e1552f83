package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.io.IOException;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/**
 * Turns one kind of ROI into shapes. To add a kind, write its class and add it to the list in {@link RoiConverters}.
 *
 * <p>Shapes are in coordinates where the centre of the first pixel is (0, 0). ImageJ counts so for points and lines;
 * for areas its (0, 0) is the corner of the first pixel, so that half a pixel has to be subtracted.
 */
interface RoiConverter {

    /** From the corner of a pixel to its centre. */
    double HALF = 0.5;

    /** Takes what a ROI becomes. */
    interface Sink {
        /**
         * One shape within a plane.
         *
         * @param index of the plane in the stack, from 1, or 0 when the ROI itself says it
         * @param counter number of the point's counter, or 0
         * @param numbers point: x, y; line and box: two positions; ellipsoid: centre, radii; polyline: all vertices
         */
        void shape(GeometryKind kind, int index, int counter, double... numbers) throws IOException;

        /** The ROI becomes nothing; a clause that says why, and what to do. */
        void leaveOut(String reason);
    }

    /** What people call these ROIs, in plural. */
    String plural();

    /** Whether the ROI is of this kind. */
    boolean accepts(Roi roi);

    /** Hands over what it becomes. */
    void convert(Roi roi, Areas areas, Sink sink) throws IOException;
}
