package sc.fiji.neuroglancer.annotation;

import sc.fiji.neuroglancer.precomputed.ShardingSpec;

/**
 * What was written for one level of a spatial index.
 *
 * @param key its folder within the dataset
 * @param shape number of cells along each dimension
 * @param cellSize extent of a cell along each dimension
 * @param limit largest number of annotations in one cell; 0 for a level without annotations
 * @param sharding null for one file per cell
 */
record SpatialLevel(String key, int[] shape, double[] cellSize, int limit, ShardingSpec sharding) {}
