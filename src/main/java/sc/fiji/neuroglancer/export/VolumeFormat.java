package sc.fiji.neuroglancer.export;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.ome.NgffVersion;
import sc.fiji.neuroglancer.ome.OmeOptions;
import sc.fiji.neuroglancer.ome.OmeWriter;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.ZarrFormat;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/** The formats that an image can be exported to, in the order of the choice; the first is the default. */
public enum VolumeFormat {
    /** Zarr v2; read by every Neuroglancer and every Fiji. */
    OME_ZARR_04(NgffVersion.V04),
    /** Zarr v3, with shards. */
    OME_ZARR_05(NgffVersion.V05);

    private final NgffVersion version;

    VolumeFormat(final NgffVersion version) {
        this.version = version;
    }

    /** The labels to choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(VolumeFormat::label).toList();
    }

    /**
     * The format with that label, ignoring case, or with that version.
     *
     * @throws InputException for anything else
     */
    public static VolumeFormat byName(final String name) {
        for (final VolumeFormat format : values()) {
            if (name.trim().equalsIgnoreCase(format.label()) || name.trim().equals(format.version.label()))
                return format;
        }
        throw new InputException("{} '{}' is not known: choose {}.", key("format"), name, names());
    }

    /** What users choose, for instance {@code OME-Zarr 0.4}. */
    public String label() {
        return "OME-Zarr " + version.label();
    }

    public NgffVersion version() {
        return version;
    }

    /** What the name of a dataset's folder ends with. */
    public String suffix() {
        return ".ome.zarr";
    }

    /** The format of the arrays. */
    public ZarrFormat zarr() {
        return version.zarr();
    }

    /** Whether chunks can be put into shards. */
    public boolean hasShards() {
        return zarr() == ZarrFormat.V3;
    }

    /** Writes the metadata that make the dataset visible. */
    void writeRoot(
            final WritableStore store, final ImageMetadata image, final PyramidPlan pyramid, final OmeOptions options)
            throws IOException {
        ZarrMetadata.writeGroup(store, "", zarr(), OmeWriter.attributes(version, image, pyramid, options));
    }
}
