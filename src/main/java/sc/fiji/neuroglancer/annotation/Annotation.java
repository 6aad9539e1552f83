package sc.fiji.neuroglancer.annotation;

import java.util.Arrays;
import java.util.List;

/**
 * One annotation. A source refills the same object; it calls {@link #clear} first, because values that are not set
 * keep the previous ones.
 */
public final class Annotation {

    private final AnnotationSchema schema;
    private double[] geometry;
    private int geometryLength;
    private final double[] properties;
    private final long[][] related;
    private final int[] relatedCounts;
    private long id;

    /** @param schema kind of geometry, properties and relationships */
    public Annotation(final AnnotationSchema schema) {
        this.schema = schema;
        geometryLength = schema.kind().positions() * schema.space().rank();
        geometry = new double[Math.max(geometryLength, 16)];
        properties = new double[schema.properties().size()];
        final List<String> names = schema.relationships();
        related = new long[names.size()][4];
        relatedCounts = new int[names.size()];
    }

    /** Sets all numbers to 0 and removes all relations and vertices. */
    public void clear() {
        geometryLength = schema.kind().positions() * schema.space().rank();
        Arrays.fill(geometry, 0, geometryLength, 0);
        Arrays.fill(properties, 0);
        Arrays.fill(relatedCounts, 0);
        id = 0;
    }

    /**
     * Sets one number of the geometry.
     *
     * @param index dimension; for the second position (end, opposite corner, radii) add the rank
     * @param value in voxels
     */
    public void geometry(final int index, final double value) {
        if (index >= geometryLength) throw new IndexOutOfBoundsException("geometry " + index);
        geometry[index] = value;
    }

    /** Adds a vertex to a polyline. */
    public void vertex(final double... position) {
        if (schema.kind() != GeometryKind.POLYLINE) throw new IllegalStateException("not a polyline");
        final int rank = schema.space().rank();
        if (geometryLength + rank > geometry.length) geometry = Arrays.copyOf(geometry, 2 * geometry.length);
        System.arraycopy(position, 0, geometry, geometryLength, rank);
        geometryLength += rank;
    }

    /**
     * Sets the value of a property.
     *
     * @param index of the schema's properties
     * @param value a number, the index of a label, or a color 0xRRGGBB
     */
    public void property(final int index, final double value) {
        properties[index] = value;
    }

    /** The index of a relationship of the schema. */
    public int relationship(final String name) {
        return schema.relationships().indexOf(name);
    }

    /**
     * Relates this annotation to an object.
     *
     * @param relationship index of the schema's relationships
     * @param object id of a segment
     */
    public void relate(final int relationship, final long object) {
        final int n = relatedCounts[relationship]++;
        if (n == related[relationship].length) related[relationship] = Arrays.copyOf(related[relationship], 2 * n);
        related[relationship][n] = object;
    }

    /** Sets the id; only for schemas whose annotations have their own ids. */
    public void id(final long value) {
        id = value;
    }

    double geometry(final int index) {
        return geometry[index];
    }

    int geometryLength() {
        return geometryLength;
    }

    double property(final int index) {
        return properties[index];
    }

    int related(final int relationship) {
        return relatedCounts[relationship];
    }

    long related(final int relationship, final int index) {
        return related[relationship][index];
    }

    long id() {
        return id;
    }
}
