package sc.fiji.neuroglancer.dataset;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.task.InputException;

/** What to do when the dataset to be written exists. */
public enum IfExists {
    /** Stop with a message. */
    FAIL,
    /** Delete it first. */
    REPLACE,
    /** Continue an interrupted export of the same image. */
    RESUME;

    /** The names that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(IfExists::label).toList();
    }

    /** The name for users: Fail, Replace, Resume. */
    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * The choice with a name, ignoring case.
     *
     * @throws InputException for any other name
     */
    public static IfExists byName(final String name) {
        for (final IfExists value : values()) if (value.name().equalsIgnoreCase(name.trim())) return value;
        throw new InputException("{} '{}' is not known: choose {}.", key("existing"), name, names());
    }
}
