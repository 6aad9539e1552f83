/**
 * Containers of the Neuroglancer precomputed formats: the {@code info} file, values by uint64 key (one file each, or
 * many in a shard), and the codes that make those keys.
 *
 * <p>Source: the precomputed documents of Neuroglancer (sharded.md, volume.md, annotations.md).
 */
package sc.fiji.neuroglancer.precomputed;
