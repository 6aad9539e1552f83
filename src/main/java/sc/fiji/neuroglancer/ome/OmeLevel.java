package sc.fiji.neuroglancer.ome;

import java.util.List;

/** One level of a multiscale image: where its array is, and where its voxels lie. Immutable. */
public final class OmeLevel {

    private final String path;
    private final List<Double> scale;
    private final List<Double> translation;

    OmeLevel(final String path, final List<Double> scale, final List<Double> translation) {
        this.path = path;
        this.scale = List.copyOf(scale);
        this.translation = List.copyOf(translation);
    }

    /** Path of the array below the image's group. */
    public String path() {
        return path;
    }

    /** Size of a voxel of this level along each axis, in the axis' unit; positive and finite. */
    public List<Double> scale() {
        return scale;
    }

    /** Centre of the first voxel of this level along each axis, in the axis' unit; finite. */
    public List<Double> translation() {
        return translation;
    }
}
