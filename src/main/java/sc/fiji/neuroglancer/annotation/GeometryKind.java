package sc.fiji.neuroglancer.annotation;

/** What kind of shape all annotations of a collection have. Coordinates are float32 in the file. */
public enum GeometryKind {
    /** One position. */
    POINT("point", 1),
    /** From one position to another. */
    LINE("line", 2),
    /** Two opposite corners. */
    BOX("axis_aligned_bounding_box", 2),
    /** The centre, then the radii along each dimension. */
    ELLIPSOID("ellipsoid", 2),
    /** Two or more positions; viewers from before September 2025 do not know it. */
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

    /** How many times as many numbers as dimensions a geometry has; 0 when that varies. */
    public int positions() {
        return positions;
    }
}
