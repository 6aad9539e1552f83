package sc.fiji.neuroglancer.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/** What a folder holds, according to its metadata files. */
public enum DatasetKind {
    /** An OME-Zarr image. */
    IMAGE,
    /** An OME-Zarr image whose pixel values are object numbers. */
    LABELS,
    /** Precomputed annotations. */
    ANNOTATIONS,
    /** A precomputed volume of object numbers. */
    SEGMENTATION,
    /** A precomputed volume of intensities. */
    VOLUME,
    /** Nothing that this program knows. */
    UNKNOWN;

    /** Whether this is OME-Zarr. */
    public boolean isZarr() {
        return this == IMAGE || this == LABELS;
    }

    /** Whether this is a precomputed volume. */
    public boolean isPrecomputedVolume() {
        return this == SEGMENTATION || this == VOLUME;
    }

    /** The kind of a dataset in a folder on this computer; see {@link #of(ReadableStore)}. */
    public static DatasetKind of(final Path folder) throws StoreException {
        return of(new DirectoryStore(folder));
    }

    /**
     * Reads at most three metadata files.
     *
     * @param folder of the dataset
     * @throws StoreException when it cannot be read
     * @throws InputException when a metadata file is not valid JSON
     */
    public static DatasetKind of(final ReadableStore folder) throws StoreException {
        for (final String name : MetadataFiles.ATTRIBUTES) {
            final JsonNode document = ZarrMetadata.read(folder, name);
            if (document != null) return ofAttributes(document);
        }
        final JsonNode info = ZarrMetadata.read(folder, MetadataFiles.INFO);
        return info == null ? UNKNOWN : ofInfo(info);
    }

    private static DatasetKind ofAttributes(final JsonNode document) {
        final JsonNode v3 = document.path("attributes").path("ome");
        return (v3.isObject() ? v3 : document).path("image-label").isObject() ? LABELS : IMAGE;
    }

    /** The kind of a precomputed dataset. */
    public static DatasetKind ofInfo(final JsonNode info) {
        return switch (InfoFile.type(info)) {
            case InfoFile.ANNOTATIONS -> ANNOTATIONS;
            case InfoFile.VOLUME -> info.path("type").asText().equals("segmentation") ? SEGMENTATION : VOLUME;
            default -> UNKNOWN;
        };
    }
}
