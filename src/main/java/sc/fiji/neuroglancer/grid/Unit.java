package sc.fiji.neuroglancer.grid;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A unit of length or time by its UDUNITS-2 name, the only spelling that OME-NGFF 0.4 and 0.5 recommend and
 * Neuroglancer reads.
 */
public final class Unit {

    /** What a unit measures. */
    public enum Kind {
        /** The base is the metre. */
        SPACE,
        /** The base is the second. */
        TIME
    }

    private final String name;
    private final Kind kind;
    private final BigDecimal inBase;

    Unit(final String name, final Kind kind, final BigDecimal inBase) {
        this.name = name;
        this.kind = kind;
        this.inBase = inBase;
    }

    /** The name as it stands in the metadata, for instance {@code micrometer}. */
    public String name() {
        return name;
    }

    /** What it measures. */
    public Kind kind() {
        return kind;
    }

    /** How many metres or seconds one of it is, exact for all units but the parsec. */
    public BigDecimal inBase() {
        return inBase;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Unit && ((Unit) other).name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
