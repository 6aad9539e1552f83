package sc.fiji.neuroglancer.annotation.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;

/**
 * A column of a table that may become a property: what it holds is learnt while the rows pass for the first time.
 *
 * <p>Heap: each different text once, at most {@value PropertySpec#MAX_LABELS}.
 */
final class TableColumn {

    /** As in web pages and in Neuroglancer. */
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final int HEXADECIMAL = 16;

    private final String name;
    private final int index;
    private boolean numeric = true;
    private boolean colors = true;
    private boolean whole = true;
    private boolean gaps;
    private long filled;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private Map<String, Integer> labels = new LinkedHashMap<>();

    TableColumn(final String name, final int index) {
        this.name = name;
        this.index = index;
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    /** Takes the column's text of one row. */
    void learn(final String text) {
        if (labels.size() <= PropertySpec.MAX_LABELS) labels.putIfAbsent(text, labels.size());
        if (text.isEmpty()) {
            gaps = true;
            return;
        }
        filled++;
        colors = colors && COLOR.matcher(text).matches();
        if (!numeric) return;
        try {
            final double value = Numbers.parse(text);
            whole &= value == Math.rint(value) && !Double.isInfinite(value);
            min = Math.min(min, value);
            max = Math.max(max, value);
        } catch (final NumberFormatException e) {
            numeric = false;
        }
    }

    /** Whether it can become a property. */
    boolean isUsable() {
        return filled > 0 && (numeric || isColor() || labels.size() <= PropertySpec.MAX_LABELS);
    }

    private boolean isColor() {
        return colors && !gaps;
    }

    /** Why it cannot: a sentence for the user, or empty when there is nothing in it. */
    String reason() {
        if (filled == 0) return "";
        return "Column " + name + " was left out: it has more than " + PropertySpec.MAX_LABELS + " different texts.";
    }

    /**
     * Numbers take the narrowest type that holds them all (with gaps: float32, for NaN); {@code #rrggbb} are colours,
     * other texts labels.
     */
    PropertySpec spec(final String id) {
        if (isColor()) return new PropertySpec(id, PropertyType.RGB, description(id));
        if (!numeric) return PropertySpec.labels(id, new ArrayList<>(labels.keySet()), description(id));
        final boolean integer = whole && !gaps && min <= max;
        final PropertyType type = integer ? PropertyType.forIntegers(min, max) : PropertyType.FLOAT32;
        return new PropertySpec(id, type, description(id));
    }

    private String description(final String id) {
        return id.equals(name) ? "" : name;
    }

    /** Forgets what the second pass does not need. */
    void endLearning() {
        if (numeric || isColor()) labels = Map.of();
    }

    /** The property's value for the column's text of one row. */
    double value(final String text) {
        if (isColor()) return Integer.parseInt(text.substring(1), HEXADECIMAL);
        if (!numeric) return labels.get(text);
        return text.isEmpty() ? Double.NaN : Numbers.parse(text);
    }
}
