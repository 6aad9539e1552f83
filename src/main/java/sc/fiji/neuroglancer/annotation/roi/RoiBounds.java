package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;

/** Finds out which ROIs are inside an image, before they are converted. Heap: one shape. */
public final class RoiBounds {

    private final ImageGrid grid;
    private final Areas areas;
    private final Unplaced unplaced;
    private long inside;
    private long outside;

    private RoiBounds(final ImageGrid grid, final Areas areas, final Unplaced unplaced) {
        this.grid = grid;
        this.areas = areas;
        this.unplaced = unplaced;
    }

    /**
     * The number of points and shapes that would extend beyond an image.
     *
     * @param grid of an image; without an image nothing is outside
     */
    public static long outside(final List<Roi> rois, final ImageGrid grid, final Areas areas, final Unplaced unplaced)
            throws IOException {
        final RoiBounds bounds = new RoiBounds(grid, areas, unplaced);
        for (final Roi roi : rois) bounds.add(roi);
        return bounds.outside;
    }

    /** Whether there are points or shapes and all of them would extend beyond the image. */
    public static boolean areOutside(
            final List<Roi> rois, final ImageGrid grid, final Areas areas, final Unplaced unplaced) throws IOException {
        final RoiBounds bounds = new RoiBounds(grid, areas, unplaced);
        for (final Roi roi : rois) {
            bounds.add(roi);
            if (bounds.inside > 0) return false;
        }
        return bounds.outside > 0;
    }

    private void add(final Roi roi) throws IOException {
        RoiConverters.find(roi).convert(roi, areas, (kind, index, counter, numbers) -> {
            final int[] place = RoiShapes.place(grid, roi, index);
            for (final int[] there : grid.places(place[0], place[1], unplaced)) {
                if (isInside(kind, numbers, there)) inside++;
                else outside++;
            }
        });
    }

    private boolean isInside(final GeometryKind kind, final double[] numbers, final int[] place) {
        final AnnotationSpace space = grid.space();
        if (!space.hasImage()) return true;
        boolean in = isIn(space, space.indexOf("z"), place[0]) && isIn(space, space.indexOf("t"), place[1]);
        if (kind == GeometryKind.ELLIPSOID)
            for (int d = 0; d < 2; d++)
                in &= isIn(space, d, numbers[d] - numbers[2 + d]) && isIn(space, d, numbers[d] + numbers[2 + d]);
        else for (int i = 0; i < numbers.length; i++) in &= isIn(space, i % 2, numbers[i]);
        return in;
    }

    /** @param voxel counted from the first one of the image */
    private static boolean isIn(final AnnotationSpace space, final int dimension, final double voxel) {
        if (dimension < 0) return true;
        final double position = voxel + space.offset(dimension);
        return position >= space.lower(dimension) && position <= space.upper(dimension);
    }
}
