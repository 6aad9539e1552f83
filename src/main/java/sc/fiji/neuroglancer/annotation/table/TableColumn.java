package sc.fiji.neuroglancer.annotation.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;
import sc.fiji.neuroglancer.message.Message;

/**
 * A column of a table that may become a property. Its type is learned in the first reading of the rows. Texts are kept
 * from the first one that is neither number nor color; the ones before it are learned in another reading, which few
 * tables need.
 *
 * <p>Heap: for a column of texts, each distinct one, at most {@value PropertySpec#MAX_LABELS}; otherwise nothing.
 */
final class TableColumn {

    /** As on web pages and in Neuroglancer. */
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final int HEXADECIMAL = 16;
    /** Up to here floats hold whole numbers exactly. */
    private static final double EXACT = 1 << 24;

    private final String name;
    private final int index;
    private boolean numeric = true;
    private boolean colors = true;
    private boolean whole = true;
    private boolean gaps;
    private boolean tooMany;
    /** Whether texts were not kept. */
    private boolean missed;

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

    /** Learns from the text of one row. */
    void learn(final String text) {
        final boolean wasText = isText();
        final boolean hadGaps = gaps;
        if (text.isEmpty()) gaps = true;
        else learnFilled(text);
        if (isText()) {
            if (!wasText && filled > 0) missed = true;
            else if (!wasText && hadGaps) keep("");
            keep(text);
        }
        if (!text.isEmpty()) filled++;
    }

    private void learnFilled(final String text) {
        colors = colors && COLOR.matcher(text).matches();
        if (numeric) learnNumber(text);
    }

    private void learnNumber(final String text) {
        try {
            final double value = Numbers.parse(text);
            whole &= value == Math.rint(value) && !Double.isInfinite(value);
            min = Math.min(min, value);
            max = Math.max(max, value);
        } catch (final NumberFormatException e) {
            numeric = false;
        }
    }

    private boolean isText() {
        return !numeric && !isColor();
    }

    private void keep(final String text) {
        if (!tooMany) labels.putIfAbsent(text, labels.size());
        if (labels.size() <= PropertySpec.MAX_LABELS) return;
        tooMany = true;
        labels = new LinkedHashMap<>();
    }

    /** Whether {@link #learnLabel} has to be called for all rows. */
    boolean needsAnotherPass() {
        return missed && !tooMany;
    }

    /** Learns from the text of one row in another reading. */
    void learnLabel(final String text) {
        if (missed) labels = new LinkedHashMap<>();
        missed = false;
        keep(text);
    }

    /** Whether the column can become a property. */
    boolean isUsable() {
        return filled > 0 && !tooMany;
    }

    private boolean isColor() {
        return colors && !gaps;
    }

    /** What is lost from it: a sentence for the user, or null. */
    Message note() {
        if (filled > 0 && numeric && whole && Math.max(-min, max) > EXACT && type() == PropertyType.FLOAT32)
            return Message.of(
                    "Column {} has whole numbers above {}, of which a property keeps about 7 digits. To keep ids exactly,"
                            + " name the column segment:{}.",
                    name,
                    (long) EXACT,
                    name);
        if (!tooMany) return null;
        return Message.of(
                "Column {} was left out: it has more than {} different texts.", name, PropertySpec.MAX_LABELS);
    }

    /**
     * Numbers take the narrowest type that holds them all (with gaps: float32, for NaN); {@code #rrggbb} are colors,
     * other texts labels.
     */
    PropertySpec spec(final String id) {
        if (isColor()) return new PropertySpec(id, PropertyType.RGB, description(id));
        if (!numeric) return PropertySpec.labels(id, new ArrayList<>(labels.keySet()), description(id));
        return new PropertySpec(id, type(), description(id));
    }

    private PropertyType type() {
        final boolean integer = whole && !gaps && min <= max;
        return integer ? PropertyType.forIntegers(min, max) : PropertyType.FLOAT32;
    }

    private String description(final String id) {
        return id.equals(name) ? "" : name;
    }

    /** The value of the property for the text of one row. */
    double value(final String text) {
        if (isColor()) return Integer.parseInt(text.substring(1), HEXADECIMAL);
        if (!numeric) return labels.get(text);
        return text.isEmpty() ? Double.NaN : Numbers.parse(text);
    }
}
