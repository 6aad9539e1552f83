package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.KeyedWriter;
import sc.fiji.neuroglancer.precomputed.ShardedWriter;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;
import sc.fiji.neuroglancer.precomputed.SortingShardedWriter;
import sc.fiji.neuroglancer.precomputed.Spool;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The index by id: each record with its relations. Ids 1, 2, 3... fill the shards in order; own ids are hashed.
 *
 * <p>Heap: one shard, at most 32 MiB; with own ids, 24 more bytes per annotation.
 */
final class IdIndex {

    private final AnnotationBuffer annotations;
    private final ShardingSpec sharding;

    IdIndex(final AnnotationBuffer annotations, final IndexLimits limits) {
        this.annotations = annotations;
        final long count = annotations.count();
        if (count <= limits.keyFiles()) {
            sharding = null;
        } else {
            final long bytes = annotations.bytes() + annotations.relationBytes();
            sharding = annotations.schema().ownIds()
                    ? ShardingSpec.hashed(count, bytes, false)
                    : ShardingSpec.dense(count, (bytes + count - 1) / count, false);
        }
    }

    /** Null when each annotation has a file. */
    ShardingSpec sharding() {
        return sharding;
    }

    void write(final WritableStore store, final String folder, final Monitor monitor) throws IOException {
        try (KeyedWriter out = writer(store, folder)) {
            final Spool.Cursor records = annotations.records();
            final Spool.Cursor relations = annotations.relations();
            final int relationships = annotations.schema().relationships().size();
            final Bytes value = new Bytes(256);
            for (int i = 0; i < annotations.count(); i++) {
                value.clear();
                copy(records, annotations.length(i), value);
                for (int r = 0; r < relationships; r++) {
                    copy(relations, Integer.BYTES, value);
                    final int objects = (int) Bytes.INT.get(value.array(), value.size() - Integer.BYTES);
                    copy(relations, Long.BYTES * objects, value);
                }
                out.write(annotations.id(i), value.array(), 0, value.size());
                if ((i + 1) % AnnotationBuffer.MONITOR_STEP == 0) {
                    monitor.throwIfCanceled();
                    monitor.advance(AnnotationBuffer.MONITOR_STEP);
                }
            }
            out.finish();
            monitor.advance(annotations.count() % AnnotationBuffer.MONITOR_STEP);
        }
    }

    private KeyedWriter writer(final WritableStore store, final String folder) {
        if (sharding == null) return KeyedWriter.files(store, folder);
        if (annotations.schema().ownIds()) return new SortingShardedWriter(store, folder, sharding);
        return new ShardedWriter(store, folder, sharding);
    }

    private static void copy(final Spool.Cursor in, final int length, final Bytes out) throws IOException {
        out.reserve(length);
        in.read(out.array(), out.size(), length);
        out.skip(length);
    }
}
