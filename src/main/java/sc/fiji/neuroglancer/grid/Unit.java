package sc.fiji.neuroglancer.grid;

import java.math.BigDecimal;

/**
 * A unit of length or time.
 *
 * @param name its UDUNITS-2 name, the only spelling that OME-NGFF 0.4 and 0.5 recommend and Neuroglancer reads, for
 *     instance {@code micrometer}
 * @param kind what it measures
 * @param inBase how many meters or seconds it is, exact for all units but the parsec
 */
public record Unit(String name, Quantity kind, BigDecimal inBase) {

    /** No unit, or an unknown one. */
    public static final Unit NONE = new Unit("", Quantity.NONE, BigDecimal.ONE);

    /** What a unit measures. */
    public enum Quantity {
        /** The base is the meter. */
        SPACE,
        /** The base is the second. */
        TIME,
        /** Nothing. */
        NONE
    }

    /** Whether this is a unit, not {@link #NONE}. */
    public boolean exists() {
        return kind != Quantity.NONE;
    }

    @Override
    public String toString() {
        return name;
    }
}
