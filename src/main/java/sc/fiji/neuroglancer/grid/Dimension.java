package sc.fiji.neuroglancer.grid;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** One dimension of a coordinate space: its name and how long a step of 1 is. Immutable. */
public final class Dimension {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z_0-9]*['^]?");

    private final String name;
    private final BigDecimal scale;
    private final String unit;

    private Dimension(final String name, final BigDecimal scale, final String unit) {
        if (!isName(name)) throw new IllegalArgumentException("not a dimension's name: " + name);
        if (scale.signum() <= 0) throw new IllegalArgumentException("not a scale: " + scale);
        this.name = name;
        this.scale = scale.stripTrailingZeros();
        this.unit = unit;
    }

    /**
     * A dimension as it stands in a state.
     *
     * @param name a letter, then letters, digits and {@code _}; a final {@code '} makes it local to its layer, a final
     *     {@code ^} a channel of the shader
     * @param scale how many units one step is, positive
     * @param unit {@code m}, {@code s}, either with an SI prefix, or empty
     */
    public static Dimension of(final String name, final BigDecimal scale, final String unit) {
        return new Dimension(name, scale, unit);
    }

    /**
     * A dimension in metres or seconds, in decimal arithmetic: 0.65 micrometers are 6.5E-7, not 6.500000000000001E-7.
     *
     * @param step length of one step in the unit, positive and finite
     * @param unit unit of the step, or empty for steps without a unit
     */
    public static Dimension of(final String name, final double step, final Optional<Unit> unit) {
        final BigDecimal inUnit = BigDecimal.valueOf(step);
        if (!unit.isPresent()) return new Dimension(name, inUnit, "");
        final String base = unit.get().kind() == Unit.Kind.SPACE ? "m" : "s";
        return new Dimension(name, inUnit.multiply(unit.get().inBase()).round(MathContext.DECIMAL64), base);
    }

    /** Whether the viewer takes this as the name of a dimension. */
    public static boolean isName(final String name) {
        return NAME.matcher(name).matches();
    }

    /** For instance {@code x}. */
    public String name() {
        return name;
    }

    /** How many {@link #unit()}s one step is. */
    public BigDecimal scale() {
        return scale;
    }

    /** {@code m}, {@code s}, either with an SI prefix, or empty. */
    public String unit() {
        return unit;
    }

    @Override
    public boolean equals(final Object other) {
        if (!(other instanceof Dimension)) return false;
        final Dimension that = (Dimension) other;
        return name.equals(that.name) && scale.equals(that.scale) && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, scale, unit);
    }

    @Override
    public String toString() {
        return name + " " + scale + " " + unit;
    }
}
