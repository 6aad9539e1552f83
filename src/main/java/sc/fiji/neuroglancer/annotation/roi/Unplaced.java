package sc.fiji.neuroglancer.annotation.roi;

import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/** Where points and shapes go that do not belong to a slice or time point of a stack. */
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

    /** The words that users see. */
    public String label() {
        return label;
    }

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Unplaced::label).toList();
    }

    /** @throws InputException when the choice is unknown */
    public static Unplaced byName(final String name) {
        for (final Unplaced value : values()) if (value.label.equalsIgnoreCase(name.trim())) return value;
        throw new InputException("{} '{}' is not known: choose {}.", Slot.key("unplaced"), name, names());
    }
}
