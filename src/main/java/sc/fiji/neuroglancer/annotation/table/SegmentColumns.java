package sc.fiji.neuroglancer.annotation.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.annotation.Annotation;

/**
 * The columns that name segments: {@code segment}, {@code segments}, {@code segment id}, {@code segment_ids}, and
 * {@code segment:NAME} for a relationship of that name. Others become Neuroglancer's usual relationship
 * {@value #USUAL}. A cell holds any number of ids, separated by spaces or semicolons; 0, the background of a label
 * image, is no segment, and neither are NaN and NA.
 */
final class SegmentColumns {

    static final String USUAL = "segments";

    private static final Pattern HEADER = Pattern.compile("(?i)segment(?:s|[ _-]?ids?)?\\s*(?::\\s*(\\S.*))?");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s;]+");

    /** For each column the name of its relationship, or null. */
    private final List<String> nameOf = new ArrayList<>();

    private final List<String> header;
    private final List<Integer> columns = new ArrayList<>();
    private final List<String> relationships;

    private SegmentColumns(final List<String> header) {
        this.header = List.copyOf(header);
        final Set<String> distinct = new LinkedHashSet<>();
        for (final String name : header) {
            final String relationship = isSegments(name) ? relationship(name) : null;
            nameOf.add(relationship);
            if (relationship == null) continue;
            columns.add(nameOf.size() - 1);
            distinct.add(relationship);
        }
        relationships = List.copyOf(distinct);
    }

    /** Finds the columns by their names. */
    static SegmentColumns of(final List<String> header) {
        return new SegmentColumns(header);
    }

    /** Whether a column of this name names segments. */
    static boolean isSegments(final String name) {
        return HEADER.matcher(name.trim()).matches();
    }

    private static String relationship(final String name) {
        final Matcher matcher = HEADER.matcher(name.trim());
        return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : USUAL;
    }

    boolean isUsed(final int column) {
        return nameOf.get(column) != null;
    }

    /** The name of a column. */
    String column(final int column) {
        return header.get(column);
    }

    /** The columns that name segments. */
    List<Integer> columns() {
        return columns;
    }

    /** Names of the relationships, in the order of the table. */
    List<String> relationships() {
        return relationships;
    }

    /**
     * Relates an annotation to the segments that a cell names.
     *
     * @throws NumberFormatException when something in it is no id; says what
     */
    void relate(final int column, final String cell, final Annotation annotation) {
        if (cell.isEmpty()) return;
        final int relationship = relationships.indexOf(nameOf.get(column));
        for (final String id : SEPARATOR.split(cell)) {
            if (id.isEmpty() || id.equalsIgnoreCase("nan") || id.equals("NA")) continue;
            final long segment = parse(id);
            if (segment != 0) annotation.relate(relationship, segment);
        }
    }

    private static long parse(final String id) {
        try {
            return Numbers.id(id);
        } catch (final NumberFormatException e) {
            throw new NumberFormatException(id);
        }
    }
}
