package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.io.IOException;
import java.util.function.Predicate;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.message.Message;

/**
 * Turns one kind of ROI into shapes. {@link RoiConverters} has the list of them.
 *
 * <p>In the coordinates of shapes, the center of the first pixel is (0, 0). ImageJ counts the same way for points and
 * lines; for areas its (0, 0) is the corner of the first pixel, so half a pixel has to be subtracted.
 *
 * @param plural name of these ROIs in messages
 * @param accepts whether a ROI is of this kind
 * @param conversion hands over what a ROI becomes
 */
record RoiConverter(String plural, Predicate<Roi> accepts, Conversion conversion) {

    /** Receives what a ROI becomes. */
    interface Shapes {
        /**
         * One shape within a plane.
         *
         * @param index of the plane in the stack, from 1, or 0 when the ROI itself has it
         * @param counter number of the point's counter, or 0
         * @param numbers point: x, y; line and box: two positions; ellipsoid: center, radii; polyline: all vertices
         */
        void shape(GeometryKind kind, int index, int counter, double... numbers) throws IOException;

        /** Called instead when the ROI is left out; {@code reason} is a clause that also says what to do. */
        default void leaveOut(final Message reason) {}
    }

    /** Hands over what a ROI becomes. */
    @FunctionalInterface
    interface Conversion {
        void convert(Roi roi, Areas areas, Shapes shapes) throws IOException;
    }

    void convert(final Roi roi, final Areas areas, final Shapes shapes) throws IOException {
        conversion.convert(roi, areas, shapes);
    }
}
