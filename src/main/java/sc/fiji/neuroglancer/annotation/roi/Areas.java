package sc.fiji.neuroglancer.annotation.roi;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;

/** What becomes of ROIs that have an area, and of segmented lines. */
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

    /** The word for users. */
    public String label() {
        return label;
    }

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Areas::label).collect(Collectors.toList());
    }

    /** @throws InputException when there is no such word */
    public static Areas byName(final String name) {
        for (final Areas value : values()) if (value.label.equalsIgnoreCase(name.trim())) return value;
        throw new InputException("areas '" + name + "' is not known: choose " + String.join(", ", names()) + ".");
    }
}
