package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.KeyedWriter;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;
import sc.fiji.neuroglancer.precomputed.SortingShardedWriter;
import sc.fiji.neuroglancer.precomputed.Spool;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The index of one relationship: for each object the annotations that name it, in the order of the source.
 *
 * <p>Heap: about 32 bytes for each relation.
 */
final class RelatedIndex {

    private final AnnotationBuffer annotations;
    private final int relationship;
    /** For each relation, in the order of the source: object and annotation. */
    private long[] objects = new long[64];

    private int[] members = new int[64];
    private int count;
    private long[] distinct;
    private ShardingSpec sharding;

    RelatedIndex(final AnnotationBuffer annotations, final int relationship, final IndexLimits limits)
            throws IOException {
        this.annotations = annotations;
        this.relationship = relationship;
        collect();
        distinct =
                Arrays.stream(Arrays.copyOf(objects, count)).sorted().distinct().toArray();
        if (distinct.length > limits.keyFiles()) {
            final long each = annotations.bytes() / Math.max(1, annotations.count()) + Long.BYTES;
            sharding = ShardingSpec.hashed(distinct.length, each * count, true);
        }
    }

    private void collect() throws IOException {
        final Spool.Reader in = annotations.relations();
        final int relationships = annotations.schema().relationships().size();
        final byte[] number = new byte[Long.BYTES];
        for (int i = 0; i < annotations.count(); i++) {
            for (int r = 0; r < relationships; r++) {
                in.read(number, 0, Integer.BYTES);
                for (int n = (int) Bytes.INT.get(number, 0); n > 0; n--) {
                    in.read(number, 0, Long.BYTES);
                    if (r == relationship) add((long) Bytes.LONG.get(number, 0), i);
                }
            }
        }
    }

    private void add(final long object, final int annotation) {
        if (count == objects.length) {
            objects = Arrays.copyOf(objects, 2 * count);
            members = Arrays.copyOf(members, 2 * count);
        }
        objects[count] = object;
        members[count++] = annotation;
    }

    /** Or empty when each object has a file. */
    Optional<ShardingSpec> sharding() {
        return Optional.ofNullable(sharding);
    }

    void write(final WritableStore store, final String folder, final Monitor monitor) throws IOException {
        final int[] ends = new int[distinct.length + 1];
        for (int i = 0; i < count; i++) ends[Arrays.binarySearch(distinct, objects[i]) + 1]++;
        for (int k = 1; k < ends.length; k++) ends[k] += ends[k - 1];
        final int[] byObject = new int[count];
        for (int i = 0; i < count; i++) byObject[ends[Arrays.binarySearch(distinct, objects[i])]++] = members[i];
        final AnnotationList list = new AnnotationList();
        try (KeyedWriter out = sharding == null
                ? KeyedWriter.files(store, folder)
                : new SortingShardedWriter(store, folder, sharding)) {
            int start = 0;
            for (int k = 0; k < distinct.length; k++) {
                monitor.throwIfCanceled();
                for (int i = start; i < ends[k]; i++) {
                    // an annotation may name the same object twice
                    if (i == start || byObject[i] != byObject[i - 1]) list.add(annotations, byObject[i]);
                }
                start = ends[k];
                final Bytes value = list.inOrder();
                out.write(distinct[k], value.array(), 0, value.size());
                list.clear();
            }
            out.finish();
        }
    }
}
