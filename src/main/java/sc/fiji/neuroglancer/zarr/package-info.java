/**
 * Zarr arrays, versions 2 and 3: their metadata, the keys of their chunks, chunks as bytes, and shards.
 *
 * <p>Sources: the Zarr v2 and v3 core specifications, and the v3 codecs {@code sharding_indexed}, {@code bytes},
 * {@code blosc}, {@code gzip}, {@code zstd}, {@code crc32c}. Another chunk writer could be added next to these classes:
 * callers only know pixels, chunk indices and a store.
 */
package sc.fiji.neuroglancer.zarr;
