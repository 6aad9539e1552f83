package sc.fiji.neuroglancer.webdav;

import java.util.List;
import java.util.Set;

/** Which files make viewers see a dataset: those of Zarr v2 and v3 and of Neuroglancer precomputed. */
final class Metadata {

    private static final List<String> NAMES =
            List.of(".zattrs", ".zgroup", ".zarray", ".zmetadata", "zarr.json", "info");
    private static final Set<String> ALL = Set.copyOf(NAMES);

    private Metadata() {}

    static boolean is(final String key) {
        return ALL.contains(key.substring(key.lastIndexOf('/') + 1));
    }

    /** All names of metadata. */
    static List<String> names() {
        return NAMES;
    }

    /** Number of folders that the file is in; the root metadata has 0. */
    static int depth(final String key) {
        return (int) key.chars().filter(c -> c == '/').count();
    }
}
