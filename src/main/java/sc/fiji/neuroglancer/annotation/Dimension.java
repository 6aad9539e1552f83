package sc.fiji.neuroglancer.annotation;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A named axis of the coordinate space; one unit of a coordinate is one voxel (or frame). Immutable. */
public final class Dimension {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z_0-9]*'?");

    private final String name;
    private final BigDecimal scale;
    private final String unit;

    /**
     * @param name as in the image's axes: letters, digits and underscores
     * @param scale length of one voxel in the unit, positive; decimal, so that it is equal to the image's to the last
     *     digit
     * @param unit {@code m}, {@code s}, or empty for none
     */
    public Dimension(final String name, final BigDecimal scale, final String unit) {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("not a name of a dimension: " + name);
        if (scale.signum() <= 0) throw new IllegalArgumentException("scale of " + name + ": " + scale);
        if (!unit.equals("m") && !unit.equals("s") && !unit.isEmpty())
            throw new IllegalArgumentException("unit of " + name + ": " + unit);
        this.name = name;
        this.scale = scale.stripTrailingZeros();
        this.unit = unit;
    }

    /** As in the image's axes. */
    public String name() {
        return name;
    }

    /** Length of one voxel in the unit. */
    public BigDecimal scale() {
        return scale;
    }

    /** {@code m}, {@code s}, or empty. */
    public String unit() {
        return unit;
    }
}
