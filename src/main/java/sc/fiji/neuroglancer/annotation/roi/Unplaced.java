package sc.fiji.neuroglancer.annotation.roi;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;

/** Where points and shapes go that belong to no slice or time point of a stack. */
public enum Unplaced {
    /** On the slice and time point that the image shows. */
    CURRENT("Current slice"),
    /** Nowhere. */
    SKIP("Skip"),
    /** On every slice, and at every time point. */
    ALL("All slices");

    private final String label;

    Unplaced(final String label) {
        this.label = label;
    }

    /** The words for users. */
    public String label() {
        return label;
    }

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Unplaced::label).collect(Collectors.toList());
    }

    /** @throws InputException when there is no such choice */
    public static Unplaced byName(final String name) {
        for (final Unplaced value : values()) if (value.label.equalsIgnoreCase(name.trim())) return value;
        throw new InputException("unplaced '" + name + "' is not known: choose " + String.join(", ", names()) + ".");
    }
}
