package sc.fiji.neuroglancer.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.image.ImageMetadata;

/**
 * The coordinate space of annotations, with the bounds of the image, if any. Immutable.
 *
 * <p>Along each dimension, the center of voxel i of the image is at {@code offset + i}; the image extends half a voxel
 * further on both sides. This is where Neuroglancer draws an OME-Zarr layer.
 */
public final class AnnotationSpace {

    private final List<Dimension> dimensions;
    private final double[] offset;
    private final double[] lower;
    private final double[] upper;

    private AnnotationSpace(final List<Dimension> dimensions, final double[] offset, final long[] sizes) {
        final Set<String> names = new HashSet<>();
        for (final Dimension d : dimensions) {
            if (!names.add(d.name())) throw new IllegalArgumentException("two dimensions " + d.name());
        }
        if (dimensions.size() < 2 || dimensions.size() > 5)
            throw new IllegalArgumentException(dimensions.size() + " dimensions; 2 to 5 are possible");
        this.dimensions = List.copyOf(dimensions);
        this.offset = offset.clone();
        lower = sizes == null ? null : new double[sizes.length];
        upper = sizes == null ? null : new double[sizes.length];
        for (int d = 0; sizes != null && d < sizes.length; d++) {
            if (sizes[d] < 1)
                throw new IllegalArgumentException(
                        "size along " + dimensions.get(d).name());
            lower[d] = offset[d] - 0.5;
            upper[d] = offset[d] + sizes[d] - 0.5;
        }
    }

    /** A space without an image; its bounds follow the annotations. */
    public static AnnotationSpace of(final List<Dimension> dimensions) {
        return new AnnotationSpace(dimensions, new double[dimensions.size()], null);
    }

    /** The space of an image with these numbers of voxels; the center of the first voxel is at 0. */
    public static AnnotationSpace of(final List<Dimension> dimensions, final long... sizes) {
        if (sizes.length != dimensions.size()) throw new IllegalArgumentException(sizes.length + " sizes");
        return new AnnotationSpace(dimensions, new double[sizes.length], sizes);
    }

    /** Unitless voxels along x, y, z, without an image. */
    public static AnnotationSpace voxels() {
        final List<Dimension> dimensions = new ArrayList<>();
        for (final String name : List.of("x", "y", "z")) dimensions.add(Dimension.of(name, BigDecimal.ONE, ""));
        return of(dimensions);
    }

    /**
     * The space of an exported image: x, y, then z and t if the image has them; scales in meters and seconds.
     * The image's origin becomes the {@link #offset}.
     */
    public static AnnotationSpace of(final ImageMetadata image) {
        final List<Dimension> dimensions = new ArrayList<>();
        final double[] offset = new double[4];
        final long[] sizes = new long[4];
        for (int axis = 0; axis < (image.hasZAxis() ? 3 : 2); axis++) {
            final int d = dimensions.size();
            dimensions.add(Dimension.of("xyz".substring(axis, axis + 1), image.voxelSize(axis), image.spaceUnit()));
            offset[d] = image.origin(axis) / image.voxelSize(axis);
            sizes[d] = image.size().get(axis);
        }
        if (image.hasTimeAxis()) {
            sizes[dimensions.size()] = image.frames();
            dimensions.add(Dimension.of("t", image.frameInterval(), image.timeUnit()));
        }
        final int rank = dimensions.size();
        return new AnnotationSpace(dimensions, Arrays.copyOf(offset, rank), Arrays.copyOf(sizes, rank));
    }

    /** The axes in the order of the coordinates. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** Number of dimensions, 2 to 5. */
    public int rank() {
        return dimensions.size();
    }

    /** The index of the dimension of that name, or -1. */
    public int indexOf(final String name) {
        for (int d = 0; d < dimensions.size(); d++) {
            if (dimensions.get(d).name().equals(name)) return d;
        }
        return -1;
    }

    /** The center of voxel 0 along a dimension. */
    public double offset(final int dimension) {
        return offset[dimension];
    }

    /** Whether the bounds are those of an image. */
    public boolean hasImage() {
        return lower != null;
    }

    /** Where the image begins along a dimension: half a voxel before the first center. */
    public double lower(final int dimension) {
        return lower[dimension];
    }

    /** Where the image ends along a dimension: half a voxel after the last center. */
    public double upper(final int dimension) {
        return upper[dimension];
    }
}
