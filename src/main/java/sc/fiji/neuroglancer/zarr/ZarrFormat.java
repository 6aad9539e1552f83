package sc.fiji.neuroglancer.zarr;

/** Versions of the Zarr format. */
public enum ZarrFormat {
    /** Metadata in {@code .zarray} and {@code .zattrs}. */
    V2,
    /** Metadata in {@code zarr.json}; supports shards. */
    V3
}
