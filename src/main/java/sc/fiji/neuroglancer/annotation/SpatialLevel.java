package sc.fiji.neuroglancer.annotation;

import java.util.Optional;
import sc.fiji.neuroglancer.precomputed.ShardingSpec;

/** What was written for one level of a spatial index. Immutable. */
final class SpatialLevel {

    private final String key;
    private final int[] shape;
    private final double[] cellSize;
    private final int limit;
    private final ShardingSpec sharding;

    /**
     * @param key its folder within the dataset
     * @param shape number of cells along each dimension
     * @param cellSize extent of a cell along each dimension
     * @param limit largest number of annotations in one cell
     * @param sharding or null for a file each cell
     */
    SpatialLevel(
            final String key,
            final int[] shape,
            final double[] cellSize,
            final int limit,
            final ShardingSpec sharding) {
        this.key = key;
        this.shape = shape;
        this.cellSize = cellSize;
        this.limit = limit;
        this.sharding = sharding;
    }

    String key() {
        return key;
    }

    int[] shape() {
        return shape.clone();
    }

    double[] cellSize() {
        return cellSize.clone();
    }

    /** 0 when the level has no annotation. */
    int limit() {
        return limit;
    }

    Optional<ShardingSpec> sharding() {
        return Optional.ofNullable(sharding);
    }
}
