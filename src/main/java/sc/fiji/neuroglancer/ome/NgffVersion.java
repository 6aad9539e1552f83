package sc.fiji.neuroglancer.ome;

/** A version of the OME-NGFF metadata, and with it of the Zarr container that holds it. */
public enum NgffVersion {
    /** Zarr v2; read by every Neuroglancer and every Fiji. */
    V04("0.4", 2),
    /** Zarr v3, with shards. */
    V05("0.5", 3);

    private final String label;
    private final int zarrFormat;

    NgffVersion(final String label, final int zarrFormat) {
        this.label = label;
        this.zarrFormat = zarrFormat;
    }

    /** As it stands in the metadata, for instance {@code 0.4}. */
    public String label() {
        return label;
    }

    /** The Zarr format that this version lives in: 2 or 3. */
    public int zarrFormat() {
        return zarrFormat;
    }
}
