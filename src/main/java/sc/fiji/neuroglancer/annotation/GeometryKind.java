package sc.fiji.neuroglancer.annotation;

/** The kind of shape of all annotations in a collection. Coordinates are float32 in the file. */
public enum GeometryKind {
    /** One position. */
    POINT("point", 1),
    /** From one position to another. */
    LINE("line", 2),
    /** Two opposite corners. */
    BOX("axis_aligned_bounding_box", 2),
    /** The center, then the radii along each dimension. */
    ELLIPSOID("ellipsoid", 2),
    /** Two or more positions; not supported by viewers from before September 2025. */
    POLYLINE("polyline", 0);

    private final String label;
    private final int positions;

    GeometryKind(final String label, final int positions) {
        this.label = label;
        this.positions = positions;
    }

    /** The {@code annotation_type} of the info file. */
    public String label() {
        return label;
    }

    /** Number of positions of a geometry; 0 when it varies. */
    public int positions() {
        return positions;
    }
}
