package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;

/** What the two ways to build a spatial index (points, shapes) share. */
abstract class SpatialIndex {

    final AnnotationBuffer annotations;
    final LevelGrids grids;
    final IndexLimits limits;

    SpatialIndex(final AnnotationBuffer annotations, final LevelGrids grids, final IndexLimits limits) {
        this.annotations = annotations;
        this.grids = grids;
        this.limits = limits;
    }

    /** Writes all levels below {@code folder} and says which there are, coarse to fine. */
    abstract List<SpatialLevel> write(WritableStore store, String folder, Monitor monitor) throws IOException;

    /**
     * Sharding for a level of so many cells that hold something, or null. Cells stay raw, as those in files do: gzip
     * would save a third of their bytes and take as long as all the rest.
     */
    final ShardingSpec sharding(final long cells) {
        if (cells <= limits.cellFiles()) return null;
        final long bytes = annotations.bytes() + Long.BYTES * (long) annotations.count();
        return ShardingSpec.hashed(cells, bytes, false);
    }

    /** Ends all writers and returns the levels. */
    static List<SpatialLevel> finish(final List<LevelWriter> writers) throws IOException {
        final List<SpatialLevel> levels = new ArrayList<>();
        for (final LevelWriter writer : writers) levels.add(writer.finish());
        return levels;
    }
}
