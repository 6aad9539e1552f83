package sc.fiji.neuroglancer.ome;

import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;

/**
 * One axis of an array.
 *
 * @param name unique among the axes of an image, for instance {@code x}
 * @param type {@link #SPACE}, {@link #TIME}, {@link #CHANNEL}, another word, or empty when not given
 * @param unitText the unit in the metadata, in the NGFF list or not; empty when not given. Neuroglancer refuses units
 *     outside the list
 */
public record OmeAxis(String name, String type, String unitText) {

    /** Type of the axes x, y, z. */
    public static final String SPACE = "space";
    /** Type of the axis of time points. */
    public static final String TIME = "time";
    /** Type of the axis of channels. */
    public static final String CHANNEL = "channel";

    /** The unit, or {@link Unit#NONE} when none or one outside the NGFF list is given. */
    public Unit unit() {
        return Units.byName(unitText);
    }

    @Override
    public String toString() {
        return name + (type.isEmpty() ? "" : ":" + type) + (unitText.isEmpty() ? "" : ":" + unitText);
    }
}
