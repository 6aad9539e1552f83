package sc.fiji.neuroglancer.dataset;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;

/** What to do when the dataset to be written exists. */
public enum IfExists {
    /** Stop and say so. */
    FAIL,
    /** Delete it first. */
    REPLACE,
    /** Go on where an interrupted export of the same image stopped. */
    RESUME;

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(IfExists::label).collect(Collectors.toList());
    }

    /** The word for users: Fail, Replace, Resume. */
    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * The choice of that name, upper and lower case being the same.
     *
     * @throws InputException for any other word
     */
    public static IfExists byName(final String name) {
        for (final IfExists value : values()) if (value.name().equalsIgnoreCase(name.trim())) return value;
        throw new InputException("{} '{}' is not known: choose {}.", key("existing"), name, names());
    }
}
