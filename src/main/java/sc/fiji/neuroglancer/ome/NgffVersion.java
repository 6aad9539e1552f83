package sc.fiji.neuroglancer.ome;

/** A version of the OME-NGFF metadata, and with it of the Zarr container that holds it. */
public enum NgffVersion {
    /** Zarr v2; read by every Neuroglancer and every Fiji. */
    V04("0.4"),
    /** Zarr v3, with shards. */
    V05("0.5");

    private final String label;

    NgffVersion(final String label) {
        this.label = label;
    }

    /** As it stands in the metadata, for instance {@code 0.4}. */
    public String label() {
        return label;
    }
}
