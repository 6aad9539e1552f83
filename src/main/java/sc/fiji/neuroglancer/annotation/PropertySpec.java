package sc.fiji.neuroglancer.annotation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One property that every annotation of a collection has.
 *
 * @param id name in shaders: lower case letter, then letters, digits, underscores; see {@link PropertyNames}
 * @param type how it is stored
 * @param description shown to users, or empty
 * @param labels the texts that the values 0, 1, ... stand for, or empty
 */
public record PropertySpec(String id, PropertyType type, String description, List<String> labels) {

    /** Maximum number of labels of a property of type uint16. */
    public static final int MAX_LABELS = 65_535;

    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]*");

    public PropertySpec {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("not a name of a property: " + id);
        labels = List.copyOf(labels);
    }

    /** A property without labels. */
    public PropertySpec(final String id, final PropertyType type, final String description) {
        this(id, type, description, List.of());
    }

    /** A property whose value is the index of one of these texts; at most {@value #MAX_LABELS}. */
    public static PropertySpec labels(final String id, final List<String> labels, final String description) {
        if (labels.isEmpty() || labels.size() > MAX_LABELS)
            throw new IllegalArgumentException(labels.size() + " labels; 1 to " + MAX_LABELS + " are possible");
        final PropertyType type = labels.size() <= 256 ? PropertyType.UINT8 : PropertyType.UINT16;
        return new PropertySpec(id, type, description, labels);
    }
}
