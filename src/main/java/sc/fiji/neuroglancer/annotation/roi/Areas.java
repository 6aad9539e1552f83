package sc.fiji.neuroglancer.annotation.roi;

import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/** What ROIs with an area, and segmented lines, become. */
public enum Areas {
    /** Areas become points; segmented and freehand lines are left out. */
    CENTROID("Centroid"),
    /** Rectangles become boxes, ovals ellipsoids, all others polylines. */
    SHAPE("Shape"),
    /** Areas, and segmented and freehand lines, are left out. */
    SKIP("Skip");

    private final String label;

    Areas(final String label) {
        this.label = label;
    }

    /** The word that users see. */
    public String label() {
        return label;
    }

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Areas::label).toList();
    }

    /** @throws InputException when the word is unknown */
    public static Areas byName(final String name) {
        for (final Areas value : values()) if (value.label.equalsIgnoreCase(name.trim())) return value;
        throw new InputException("{} '{}' is not known: choose {}.", Slot.key("areas"), name, names());
    }
}
