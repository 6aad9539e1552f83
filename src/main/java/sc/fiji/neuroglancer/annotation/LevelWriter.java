package sc.fiji.neuroglancer.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.KeyedWriter;
import sc.fiji.neuroglancer.precomputed.MortonCode;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;
import sc.fiji.neuroglancer.precomputed.SortingShardedWriter;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.WritableStore;

/** Writes the cells of one level of a spatial index: each once, in any order. */
final class LevelWriter implements Closeable {

    private final WritableStore store;
    private final String folder;
    private final String key;
    private final int level;
    private final LevelGrids grids;
    private final ShardingSpec sharding;
    private final KeyedWriter shards;
    private int limit;

    /** @param sharding null for one file per cell */
    LevelWriter(
            final WritableStore store,
            final String folder,
            final int level,
            final LevelGrids grids,
            final ShardingSpec sharding) {
        this.store = store;
        key = "spatial" + level;
        this.folder = Keys.join(folder, key);
        this.level = level;
        this.grids = grids;
        this.sharding = sharding;
        shards = sharding == null ? null : new SortingShardedWriter(store, this.folder, sharding);
    }

    /** Writes a cell and empties the list. */
    void write(final int[] cell, final AnnotationList annotations) throws IOException {
        final int[] shape = grids.shape(level);
        final long morton = MortonCode.of(cell, shape);
        final Bytes value = annotations.shuffled((long) level << 56 ^ morton);
        if (shards != null) shards.write(morton, value.array(), 0, value.size());
        else store.write(Keys.join(folder, name(cell)), value.array(), value.size());
        limit = Math.max(limit, annotations.count());
        annotations.clear();
    }

    private static String name(final int[] cell) {
        return IntStream.of(cell).mapToObj(Integer::toString).collect(Collectors.joining("_"));
    }

    SpatialLevel finish() throws IOException {
        if (shards != null) shards.finish();
        return new SpatialLevel(key, grids.shape(level), grids.cellSize(level), limit, sharding);
    }

    @Override
    public void close() {
        if (shards != null) shards.close();
    }
}
