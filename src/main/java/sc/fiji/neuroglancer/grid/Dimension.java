package sc.fiji.neuroglancer.grid;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/**
 * One dimension of a coordinate space.
 *
 * @param name a letter, then letters, digits and {@code _}; a final {@code '} makes it local to its layer, a final
 *     {@code ^} a channel of the shader
 * @param scale length of one step in the unit, positive
 * @param unit {@code m}, {@code s}, either with an SI prefix, or empty
 */
public record Dimension(String name, BigDecimal scale, String unit) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z_0-9]*['^]?");

    /** @throws IllegalArgumentException if the name is invalid or the scale is not positive */
    public Dimension {
        if (!isName(name)) throw new IllegalArgumentException("not a dimension's name: " + name);
        if (scale.signum() <= 0) throw new IllegalArgumentException("not a scale: " + scale);
        scale = scale.stripTrailingZeros();
    }

    /** A dimension as given in a viewer state. */
    public static Dimension of(final String name, final BigDecimal scale, final String unit) {
        return new Dimension(name, scale, unit);
    }

    /**
     * A dimension in meters or seconds, in decimal arithmetic: 0.65 micrometers are 6.5E-7, not 6.500000000000001E-7.
     *
     * @param step length of one step in the unit, positive and finite
     * @param unit unit of the step, or {@link Unit#NONE} for steps without a unit
     */
    public static Dimension of(final String name, final double step, final Unit unit) {
        final BigDecimal inUnit = BigDecimal.valueOf(step);
        if (!unit.exists()) return new Dimension(name, inUnit, "");
        final String base = unit.kind() == Unit.Quantity.SPACE ? "m" : "s";
        return new Dimension(name, inUnit.multiply(unit.inBase()).round(MathContext.DECIMAL64), base);
    }

    /** Whether the viewer accepts this as the name of a dimension. */
    public static boolean isName(final String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public String toString() {
        return name + " " + scale + " " + unit;
    }
}
