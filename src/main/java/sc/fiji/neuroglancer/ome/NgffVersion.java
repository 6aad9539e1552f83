package sc.fiji.neuroglancer.ome;

import sc.fiji.neuroglancer.zarr.ZarrFormat;

/** A version of the OME-NGFF metadata, which implies the version of Zarr. */
public enum NgffVersion {
    /** Zarr v2; read by every Neuroglancer and every Fiji. */
    V04("0.4", ZarrFormat.V2),
    /** Zarr v3, with shards. */
    V05("0.5", ZarrFormat.V3);

    private final String label;
    private final ZarrFormat zarr;

    NgffVersion(final String label, final ZarrFormat zarr) {
        this.label = label;
        this.zarr = zarr;
    }

    /** As written in the metadata, for instance {@code 0.4}. */
    public String label() {
        return label;
    }

    /** The format of the arrays. */
    public ZarrFormat zarr() {
        return zarr;
    }
}
