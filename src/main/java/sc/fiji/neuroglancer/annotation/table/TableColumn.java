package sc.fiji.neuroglancer.annotation.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;

/**
 * A column of a table that may become a property: what it holds is learnt while the rows pass for the first time. Texts
 * are kept from the first one on that is neither number nor colour; those before are learnt in another pass, which
 * hardly any table needs.
 *
 * <p>Heap: for a column of texts, each different one, at most {@value PropertySpec#MAX_LABELS}; else nothing.
 */
final class TableColumn {

    /** As in web pages and in Neuroglancer. */
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final int HEXADECIMAL = 16;
    /** What a float holds exactly. */
    private static final double EXACT = 1 << 24;

    private final String name;
    private final int index;
    private boolean numeric = true;
    private boolean colors = true;
    private boolean whole = true;
    private boolean gaps;
    private boolean tooMany;
    /** Whether texts passed that were not kept. */
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

    /** Takes the column's text of one row. */
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

    /** Whether all rows are wanted once more, by {@link #learnLabel}. */
    boolean needsAnotherPass() {
        return missed && !tooMany;
    }

    /** Takes the column's text of one row of another pass. */
    void learnLabel(final String text) {
        if (missed) labels = new LinkedHashMap<>();
        missed = false;
        keep(text);
    }

    /** Whether it can become a property. */
    boolean isUsable() {
        return filled > 0 && !tooMany;
    }

    private boolean isColor() {
        return colors && !gaps;
    }

    /** What is left out of it: a sentence for the user, or empty. */
    String note() {
        if (filled > 0 && numeric && whole && Math.max(-min, max) > EXACT && type() == PropertyType.FLOAT32)
            return "Column " + name + " holds whole numbers above " + (long) EXACT + ", of which a property keeps about"
                    + " 7 digits; named segment:" + name + " it would keep ids exactly.";
        if (!tooMany) return "";
        return "Column " + name + " was left out: it has more than " + PropertySpec.MAX_LABELS + " different texts.";
    }

    /**
     * Numbers take the narrowest type that holds them all (with gaps: float32, for NaN); {@code #rrggbb} are colours,
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

    /** The property's value for the column's text of one row. */
    double value(final String text) {
        if (isColor()) return Integer.parseInt(text.substring(1), HEXADECIMAL);
        if (!numeric) return labels.get(text);
        return text.isEmpty() ? Double.NaN : Numbers.parse(text);
    }
}
