package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.Arrays;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.KeyedWriter;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;
import sc.fiji.neuroglancer.precomputed.SortingShardedWriter;
import sc.fiji.neuroglancer.precomputed.Spool;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The index of one relationship: for each object, the annotations related to it, in the order of the source. Objects are
 * processed in portions; each portion reads all relations.
 *
 * <p>Heap: 32 bytes for each relation of a portion, which has at most {@link IndexLimits#relations} unless a single
 * object has more; and the list of one object.
 */
final class RelatedIndex {

    /** Spreads neighboring objects over all ranges. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final int RANGE_BITS = 12;

    /** Takes relations. */
    @FunctionalInterface
    private interface RelationSink {
        void accept(long object, int annotation) throws IOException;
    }

    private final AnnotationBuffer annotations;
    private final int relationship;
    private final IndexLimits limits;
    private final Monitor monitor;
    /** Number of relations of each range of objects. */
    private final int[] rangeCounts = new int[1 << RANGE_BITS];

    private final ObjectRange only;
    private final ShardingSpec sharding;

    /** @param monitor only checked for cancellation */
    RelatedIndex(
            final AnnotationBuffer annotations, final int relationship, final IndexLimits limits, final Monitor monitor)
            throws IOException {
        this.annotations = annotations;
        this.relationship = relationship;
        this.limits = limits;
        this.monitor = monitor;
        forEach((object, annotation) -> rangeCounts[range(object)]++);
        long relations = 0;
        long objects = 0;
        ObjectRange last = null;
        for (int first = 0; first < rangeCounts.length; first = last.end) {
            last = new ObjectRange(first);
            relations += last.objects.length;
            objects += last.distinct.length;
        }
        only = last.first == 0 ? last : null;
        sharding = objects > limits.keyFiles() ? sharding(objects, relations) : null;
    }

    private ShardingSpec sharding(final long objects, final long relations) {
        final long each = annotations.bytes() / Math.max(1, annotations.count()) + Long.BYTES;
        return ShardingSpec.hashed(objects, each * relations, true);
    }

    private static int range(final long object) {
        return (int) (object * SPREAD >>> Long.SIZE - RANGE_BITS);
    }

    private void forEach(final RelationSink sink) throws IOException {
        final Spool.Cursor in = annotations.relations();
        final int relationships = annotations.schema().relationships().size();
        final byte[] number = new byte[Long.BYTES];
        for (int i = 0; i < annotations.count(); i++) {
            if (i % AnnotationBuffer.MONITOR_STEP == 0) monitor.throwIfCanceled();
            for (int r = 0; r < relationships; r++) {
                in.read(number, 0, Integer.BYTES);
                for (int n = (int) Bytes.INT.get(number, 0); n > 0; n--) {
                    in.read(number, 0, Long.BYTES);
                    if (r == relationship) sink.accept((long) Bytes.LONG.get(number, 0), i);
                }
            }
        }
    }

    /** Null when each object has a file. */
    ShardingSpec sharding() {
        return sharding;
    }

    void write(final WritableStore store, final String folder) throws IOException {
        try (KeyedWriter out = sharding == null
                ? KeyedWriter.files(store, folder)
                : new SortingShardedWriter(store, folder, sharding)) {
            for (int first = 0; first < rangeCounts.length; ) {
                final ObjectRange objects = only == null ? new ObjectRange(first) : only;
                objects.write(out);
                first = objects.end;
            }
            out.finish();
        }
    }

    /** The relations to the objects of some neighboring ranges. */
    private final class ObjectRange {
        private final int first;
        private final int end;
        /** For each relation, in the order of the source: object and annotation. */
        private final long[] objects;

        private final int[] members;
        private final long[] distinct;
        private int filled;

        ObjectRange(final int first) throws IOException {
            this.first = first;
            int next = first + 1;
            int count = rangeCounts[first];
            while (next < rangeCounts.length && count + (long) rangeCounts[next] <= limits.relations())
                count += rangeCounts[next++];
            end = next;
            objects = new long[count];
            members = new int[count];
            if (count > 0) RelatedIndex.this.forEach(this::add);
            distinct = Arrays.stream(objects).sorted().distinct().toArray();
        }

        private void add(final long object, final int annotation) {
            final int range = range(object);
            if (range < first || range >= end) return;
            objects[filled] = object;
            members[filled++] = annotation;
        }

        void write(final KeyedWriter out) throws IOException {
            final int[] ends = new int[distinct.length + 1];
            for (final long object : objects) ends[Arrays.binarySearch(distinct, object) + 1]++;
            for (int k = 1; k < ends.length; k++) ends[k] += ends[k - 1];
            final int[] byObject = new int[objects.length];
            for (int i = 0; i < objects.length; i++)
                byObject[ends[Arrays.binarySearch(distinct, objects[i])]++] = members[i];
            final AnnotationList list = new AnnotationList();
            int start = 0;
            for (int k = 0; k < distinct.length; k++) {
                monitor.throwIfCanceled();
                for (int i = start; i < ends[k]; i++) {
                    // an annotation may be related to the same object twice
                    if (i == start || byObject[i] != byObject[i - 1]) list.add(annotations, byObject[i]);
                }
                start = ends[k];
                final Bytes value = list.inOrder();
                out.write(distinct[k], value.array(), 0, value.size());
                list.clear();
            }
        }
    }
}
