package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/** Base of the spatial indices of points and of shapes. */
abstract class SpatialIndex {

    final AnnotationBuffer annotations;
    final LevelGrids grids;
    final IndexLimits limits;

    SpatialIndex(final AnnotationBuffer annotations, final LevelGrids grids, final IndexLimits limits) {
        this.annotations = annotations;
        this.grids = grids;
        this.limits = limits;
    }

    /** Writes all levels below {@code folder} and returns them, coarse to fine. */
    abstract List<SpatialLevel> write(WritableStore store, String folder, Monitor monitor) throws IOException;

    /**
     * Sharding for a level with this number of nonempty cells, or null for one file per cell. Cells are not compressed:
     * gzip would save a third of the bytes and take as long as everything else.
     */
    final ShardingSpec sharding(final long cells) {
        if (cells <= limits.cellFiles()) return null;
        final long bytes = annotations.bytes() + Long.BYTES * (long) annotations.count();
        return ShardingSpec.hashed(cells, bytes, false);
    }

    /** Finishes all writers and returns the levels. */
    static List<SpatialLevel> finish(final List<LevelWriter> writers) throws IOException {
        final List<SpatialLevel> levels = new ArrayList<>();
        for (final LevelWriter writer : writers) levels.add(writer.finish());
        return levels;
    }
}
