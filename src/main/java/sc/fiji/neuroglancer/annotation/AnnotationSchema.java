package sc.fiji.neuroglancer.annotation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What all annotations of a collection have in common.
 *
 * @param kind of all shapes
 * @param space what the coordinates mean
 * @param properties in the order in which the viewer lists them
 * @param relationships their names
 * @param ownIds whether ids come from the source; otherwise they are 1, 2, 3...
 */
public record AnnotationSchema(
        GeometryKind kind,
        AnnotationSpace space,
        List<PropertySpec> properties,
        List<String> relationships,
        boolean ownIds) {

    /** Viewers read larger records in groups whose padding is not documented. */
    static final int MAX_RECORD_BYTES = 252;

    public AnnotationSchema {
        properties = List.copyOf(properties);
        relationships = List.copyOf(relationships);
    }

    /** Annotations with neither properties nor relationships, whose ids are 1, 2, 3... in the order of the source. */
    public static AnnotationSchema of(final GeometryKind kind, final AnnotationSpace space) {
        return new AnnotationSchema(kind, space, List.of(), List.of(), false);
    }

    /**
     * The same with these properties, in the order in which the viewer lists them.
     *
     * @throws InputException when a record would be larger than viewers can read; says how many properties fit
     */
    public AnnotationSchema withProperties(final List<PropertySpec> list) {
        final Set<String> ids = new HashSet<>();
        for (final PropertySpec p : list) {
            if (!ids.add(p.id())) throw new IllegalArgumentException("two properties " + p.id());
        }
        final int fit = fitting(list);
        if (fit < list.size())
            throw new InputException(
                    "There are {} properties, but only the first {} fit into the {} bytes that Neuroglancer reads for"
                            + " each annotation. Leave out some columns.",
                    list.size(),
                    fit,
                    MAX_RECORD_BYTES);
        return new AnnotationSchema(kind, space, list, relationships, ownIds);
    }

    /** How many of these properties, counted from the first, fit into a record that every viewer can read. */
    public int fitting(final List<PropertySpec> list) {
        int bytes = geometryBytes();
        int fit = 0;
        while (fit < list.size()) {
            bytes += list.get(fit).type().bytes();
            if (bytes > MAX_RECORD_BYTES) return fit;
            fit++;
        }
        return fit;
    }

    /** The same with relationships to objects (segments) of these names. */
    public AnnotationSchema withRelationships(final List<String> names) {
        if (new HashSet<>(names).size() < names.size()) throw new IllegalArgumentException("twice: " + names);
        for (final String name : names) {
            if (name.isEmpty()) throw new IllegalArgumentException("a relationship without name");
        }
        return new AnnotationSchema(kind, space, properties, names, ownIds);
    }

    /** The same where each annotation has its own id; duplicates are an error of the source. */
    public AnnotationSchema withOwnIds() {
        return new AnnotationSchema(kind, space, properties, relationships, true);
    }

    /** Bytes of a geometry; of a polyline, the minimum. */
    int geometryBytes() {
        if (kind == GeometryKind.POLYLINE) return Integer.BYTES + 2 * space.rank() * Float.BYTES;
        return kind.positions() * space.rank() * Float.BYTES;
    }

    /** Bytes of a record, padded to a multiple of 4; 0 for polylines, whose records differ in length. */
    public int recordBytes() {
        if (kind == GeometryKind.POLYLINE) return 0;
        return geometryBytes()
                        + properties.stream().mapToInt(p -> p.type().bytes()).sum()
                        + 3
                & ~3;
    }
}
