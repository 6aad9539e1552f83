package sc.fiji.neuroglancer.annotation.roi;

import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Puts shapes of a plane into the space of annotations. Boxes and ellipsoids are as thick as the slice. */
final class Geometry {

    private static final double HALF = 0.5;

    private Geometry() {}

    /**
     * Sets the geometry.
     *
     * @param in see {@link RoiConverter.Sink#shape}
     * @param place slice and time point, from 0
     */
    static void fill(final Annotation annotation, final AnnotationSchema schema, final double[] in, final int[] place) {
        if (schema.kind() == GeometryKind.POLYLINE) {
            for (int i = 0; i < in.length; i += 2) annotation.vertex(position(schema.space(), in[i], in[i + 1], place));
            return;
        }
        final double[] first = position(schema.space(), in[0], in[1], place);
        if (schema.kind() == GeometryKind.BOX) shift(first, -HALF);
        set(annotation, 0, first);
        if (schema.kind() == GeometryKind.POINT) return;
        final double[] second = position(schema.space(), in[2], in[3], place);
        if (schema.kind() == GeometryKind.BOX) shift(second, HALF);
        if (schema.kind() == GeometryKind.ELLIPSOID) radii(second, in);
        set(annotation, first.length, second);
    }

    /** Names of dimensions say what they are. */
    private static double[] position(final AnnotationSpace space, final double x, final double y, final int[] place) {
        final double[] position = new double[space.rank()];
        position[0] = x;
        position[1] = y;
        if (space.indexOf("z") >= 0) position[space.indexOf("z")] = place[0];
        if (space.indexOf("t") >= 0) position[space.indexOf("t")] = place[1];
        for (int d = 0; d < position.length; d++) position[d] += space.offset(d);
        return position;
    }

    private static void shift(final double[] position, final double by) {
        for (int d = 2; d < position.length; d++) position[d] += by;
    }

    private static void radii(final double[] radii, final double[] in) {
        radii[0] = in[2];
        radii[1] = in[3];
        for (int d = 2; d < radii.length; d++) radii[d] = HALF;
    }

    private static void set(final Annotation annotation, final int start, final double[] numbers) {
        for (int d = 0; d < numbers.length; d++) annotation.geometry(start + d, numbers[d]);
    }
}
