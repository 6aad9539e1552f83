package sc.fiji.neuroglancer.annotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Encodes one annotation: geometry, then properties by descending alignment (in the order of the schema when equal),
 * padding to a multiple of 4. Little endian.
 */
final class RecordEncoder {

    private final AnnotationSchema schema;
    private final int rank;
    /** Indices of the properties in the order of their bytes. */
    private final int[] order;

    private final PropertyType[] types;

    RecordEncoder(final AnnotationSchema schema) {
        this.schema = schema;
        rank = schema.space().rank();
        final List<Integer> byAlignment = new ArrayList<>();
        for (int i = 0; i < schema.properties().size(); i++) byAlignment.add(i);
        byAlignment.sort(
                Comparator.comparing(i -> -schema.properties().get(i).type().alignment()));
        order = byAlignment.stream().mapToInt(i -> i).toArray();
        types = schema.properties().stream().map(PropertySpec::type).toArray(PropertyType[]::new);
    }

    /**
     * Appends the record.
     *
     * @param number of the annotation, from 1, for messages
     * @throws InputException when a coordinate is not finite, or a value does not fit its property
     */
    void encode(final Annotation a, final long number, final Bytes out) {
        final int start = out.size();
        final int length = a.geometryLength();
        if (schema.kind() == GeometryKind.POLYLINE) {
            if (length < 2 * rank)
                throw new InputException("Record {} is a polyline with fewer than two vertices.", number);
            out.addInt(length / rank);
        }
        for (int i = 0; i < length; i++) out.addInt(Float.floatToRawIntBits(coordinate(a, i, number)));
        for (final int p : order) property(p, a.property(p), number, out);
        while ((out.size() - start & 3) != 0) addByte(0, out);
    }

    private float coordinate(final Annotation a, final int index, final long number) {
        final float value = (float) a.geometry(index);
        if (Float.isFinite(value)) return value;
        final String name = schema.space().dimensions().get(index % rank).name();
        throw new InputException(
                "Record {} has {} for {}. Every coordinate must be a finite number: correct or remove that record.",
                number,
                a.geometry(index),
                name);
    }

    private void property(final int index, final double value, final long number, final Bytes out) {
        final PropertyType type = types[index];
        if (!type.holds(value))
            throw new InputException(
                    "Record {}: {} does not fit into the property {} of type {}.",
                    number,
                    value,
                    schema.properties().get(index).id(),
                    type.label());
        final long bits = (long) value;
        switch (type) {
            case FLOAT32 -> out.addInt(Float.floatToRawIntBits((float) value));
            case UINT32, INT32 -> out.addInt((int) bits);
            case RGB -> {
                addByte((int) bits >> 16, out);
                addByte((int) bits >> 8, out);
                addByte((int) bits, out);
            }
            case UINT16, INT16 -> {
                addByte((int) bits, out);
                addByte((int) bits >> 8, out);
            }
            case UINT8 -> addByte((int) bits, out);
        }
    }

    private static void addByte(final int value, final Bytes out) {
        out.reserve(1);
        out.array()[out.size()] = (byte) value;
        out.skip(1);
    }
}
