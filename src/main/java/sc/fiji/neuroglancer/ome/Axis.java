package sc.fiji.neuroglancer.ome;

import java.util.Optional;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;

/** One axis of an array. Immutable. */
public final class Axis {

    /** Type of the axes x, y, z. */
    public static final String SPACE = "space";
    /** Type of the axis of time points. */
    public static final String TIME = "time";
    /** Type of the axis of channels. */
    public static final String CHANNEL = "channel";

    private final String name;
    private final String type;
    private final String unit;

    /**
     * @param name unique among the axes of an image
     * @param type {@link #SPACE}, {@link #TIME}, {@link #CHANNEL}, another word, or empty when not given
     * @param unit as it stands in the metadata, or null
     */
    Axis(final String name, final String type, final String unit) {
        this.name = name;
        this.type = type;
        this.unit = unit;
    }

    /** Unique among the axes of an image, for instance {@code x}. */
    public String name() {
        return name;
    }

    /** {@link #SPACE}, {@link #TIME}, {@link #CHANNEL}, another word, or empty when not given. */
    public String type() {
        return type;
    }

    /** The unit, or empty when none or one outside the NGFF list is given; see {@link #unitText()}. */
    public Optional<Unit> unit() {
        return unitText().flatMap(Units::byName);
    }

    /** What stands as unit in the metadata, in the NGFF list or not. Neuroglancer refuses what is not in the list. */
    public Optional<String> unitText() {
        return Optional.ofNullable(unit);
    }

    @Override
    public String toString() {
        return name + (type.isEmpty() ? "" : ":" + type) + (unit == null ? "" : ":" + unit);
    }
}
