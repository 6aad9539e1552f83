package sc.fiji.neuroglancer.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.Spool;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * All annotations of a source as encoded records, with their bounds and counts. An annotation is identified by its index,
 * from 0.
 *
 * <p>Heap: records up to a budget and relations up to a quarter of it (the rest goes to temporary files), plus 8 bytes
 * per annotation for own ids and 8 for polylines.
 */
final class AnnotationBuffer implements AnnotationSource.Sink, Closeable {

    /** Number of annotations between two calls of the monitor. */
    static final int MONITOR_STEP = 1 << 14;

    private static final int MAX_COUNT = Integer.MAX_VALUE - 8;

    private final AnnotationSchema schema;
    private final Monitor monitor;
    private final RecordEncoder encoder;
    private final Bytes record = new Bytes(256);
    private final Spool records;
    private final Spool relations;
    /** Bytes of each record, or 0 when they differ. */
    private final int recordBytes;

    private final RecordShape shape;
    private final double[] min;
    private final double[] max;
    private long[] starts = {};
    private long[] ids = {};
    private int count;
    private long outside;

    AnnotationBuffer(final AnnotationSchema schema, final long heapBudget, final Monitor monitor) {
        this.schema = schema;
        this.monitor = monitor;
        encoder = new RecordEncoder(schema);
        records = new Spool(heapBudget);
        relations = new Spool(heapBudget / 4);
        recordBytes = schema.recordBytes();
        shape = new RecordShape(schema.kind(), schema.space().rank());
        min = new double[schema.space().rank()];
        max = new double[schema.space().rank()];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    @Override
    public void accept(final Annotation a) throws IOException {
        if (count == MAX_COUNT) throw new InputException("Only {} annotations can be exported at once.", MAX_COUNT);
        record.clear();
        encoder.encode(a, count + 1L, record);
        if (recordBytes == 0) {
            if (count == starts.length) starts = Arrays.copyOf(starts, Math.max(64, 2 * count));
            starts[count] = records.size();
        }
        records.append(record.array(), 0, record.size());
        measure();
        if (!schema.relationships().isEmpty()) relate(a);
        if (schema.ownIds()) {
            if (count == ids.length) ids = Arrays.copyOf(ids, Math.max(64, 2 * count));
            ids[count] = a.id();
        }
        if (++count % MONITOR_STEP == 0) {
            monitor.throwIfCanceled();
            monitor.advance(MONITOR_STEP);
        }
    }

    private void measure() {
        shape.set(record.array(), 0);
        boolean inside = true;
        for (int d = 0; d < min.length; d++) {
            final double lower = shape.lower(d);
            final double upper = shape.upper(d);
            min[d] = Math.min(min[d], lower);
            max[d] = Math.max(max[d], upper);
            if (schema.space().hasImage())
                inside &= lower >= schema.space().lower(d)
                        && upper <= schema.space().upper(d);
        }
        if (!inside) outside++;
    }

    /** Stores the relations in the layout that follows a single annotation in a file. */
    private void relate(final Annotation a) throws IOException {
        record.clear();
        for (int r = 0; r < schema.relationships().size(); r++) {
            record.addInt(a.related(r));
            for (int i = 0; i < a.related(r); i++) record.addLong(a.related(r, i));
        }
        relations.append(record.array(), 0, record.size());
    }

    AnnotationSchema schema() {
        return schema;
    }

    int count() {
        return count;
    }

    /** How many extend beyond the image; 0 without an image. */
    long outside() {
        return outside;
    }

    /** Whether the records are in a temporary file. */
    boolean onDisk() {
        return records.onDisk();
    }

    long bytes() {
        return records.size();
    }

    long relationBytes() {
        return relations.size();
    }

    long id(final int index) {
        return schema.ownIds() ? ids[index] : index + 1L;
    }

    int length(final int index) {
        if (recordBytes > 0) return recordBytes;
        return (int) ((index + 1 < count ? starts[index + 1] : records.size()) - starts[index]);
    }

    /** Copies one record. */
    void read(final int index, final byte[] into, final int offset) throws IOException {
        final long start = recordBytes > 0 ? (long) recordBytes * index : starts[index];
        records.read(start, into, offset, length(index));
    }

    /** All records in order. */
    Spool.Cursor records() {
        return records.reader();
    }

    /** All relations in order: for each relationship of each annotation a uint32 n, then n x uint64. */
    Spool.Cursor relations() {
        return relations.reader();
    }

    /** Smallest coordinates, or infinity when there are no annotations. */
    double min(final int dimension) {
        return min[dimension];
    }

    /** Largest coordinates, or minus infinity when there are no annotations. */
    double max(final int dimension) {
        return max[dimension];
    }

    /**
     * Checks that all ids differ.
     *
     * @param source knows where annotations come from
     * @throws InputException when two annotations have the same id; names both
     */
    void checkIds(final AnnotationSource source) throws IOException {
        if (!schema.ownIds()) return;
        final long[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        for (int i = 1; i < count; i++) {
            if (sorted[i] == sorted[i - 1]) throw twice(sorted[i], source);
        }
    }

    private InputException twice(final long id, final AnnotationSource source) throws IOException {
        final int[] at = new int[2];
        int found = 0;
        for (int i = 0; found < 2; i++) {
            if (ids[i] == id) at[found++] = i + 1;
        }
        return new InputException(
                "The id {} occurs at {} and again at {}: every point needs its own id. Correct one of them, or rename"
                        + " the column if it holds something else.",
                Long.toUnsignedString(id),
                source.whereIs(at[0]),
                source.whereIs(at[1]));
    }

    @Override
    public void close() {
        records.close();
        relations.close();
    }
}
