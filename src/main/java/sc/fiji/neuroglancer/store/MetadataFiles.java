package sc.fiji.neuroglancer.store;

import java.util.List;

/**
 * The files by which a viewer finds a dataset: metadata of Zarr v2, Zarr v3 and Neuroglancer's precomputed format. They
 * are written last and deleted first.
 */
public final class MetadataFiles {

    /** Attributes of a Zarr v2 group. */
    public static final String ZATTRS = ".zattrs";

    /** Marks a Zarr v2 group. */
    public static final String ZGROUP = ".zgroup";

    /** A Zarr v2 array. */
    public static final String ZARRAY = ".zarray";

    /** Copies of all metadata below a Zarr v2 group, which some programs write. */
    public static final String ZMETADATA = ".zmetadata";

    /** A Zarr v3 group or array. */
    public static final String ZARR_JSON = "zarr.json";

    /** A dataset in Neuroglancer's precomputed format. */
    public static final String INFO = "info";

    /** All of them. */
    public static final List<String> NAMES = List.of(ZATTRS, ZGROUP, ZARRAY, ZMETADATA, ZARR_JSON, INFO);

    /** Those that hold the attributes of a Zarr group: a folder that has one is a complete Zarr group. */
    public static final List<String> ATTRIBUTES = List.of(ZATTRS, ZARR_JSON);

    private MetadataFiles() {}

    /** Whether a key names a metadata file, in any folder. */
    public static boolean isOne(final String key) {
        return NAMES.contains(key.substring(key.lastIndexOf('/') + 1));
    }

    /** Whether a folder has one of these files. */
    public static boolean exists(final ReadableStore folder, final List<String> names) throws StoreException {
        for (final String name : names) if (folder.size(name).isPresent()) return true;
        return false;
    }
}
