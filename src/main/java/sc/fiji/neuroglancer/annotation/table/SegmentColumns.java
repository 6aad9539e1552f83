package sc.fiji.neuroglancer.annotation.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.annotation.Annotation;

/**
 * The columns that name segments: {@code segment}, {@code segments}, {@code segment id}, {@code segment_ids}, and
 * {@code segment:NAME} for a relationship of that name. Others become Neuroglancer's default relationship
 * {@value #USUAL}. A cell holds any number of ids, separated by spaces or semicolons; 0, the background of a label
 * image, is not a segment, and neither are NaN and NA.
 */
final class SegmentColumns {

    static final String USUAL = "segments";

    private static final Pattern HEADER = Pattern.compile("(?i)segment(?:s|[ _-]?ids?)?\\s*(?::\\s*(\\S.*))?");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s;]+");

    /** For each column that names segments, the name of its relationship. */
    private final Map<Integer, String> relationshipOf = new TreeMap<>();

    private final List<String> header;

    SegmentColumns(final List<String> header) {
        this.header = List.copyOf(header);
        for (int i = 0; i < header.size(); i++)
            if (isSegments(header.get(i))) relationshipOf.put(i, relationship(header.get(i)));
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
        return relationshipOf.containsKey(column);
    }

    /** The name of a column. */
    String column(final int column) {
        return header.get(column);
    }

    /** The columns that name segments, in the order of the table. */
    Set<Integer> columns() {
        return relationshipOf.keySet();
    }

    /** Names of the relationships, in the order of the table. */
    List<String> relationships() {
        return relationshipOf.values().stream().distinct().toList();
    }

    /**
     * Relates an annotation to the segments that a cell names.
     *
     * @throws NumberFormatException when a part is not an id; the message is that part
     */
    void relate(final int column, final String cell, final Annotation annotation) {
        if (cell.isEmpty()) return;
        final int relationship = annotation.relationship(relationshipOf.get(column));
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
