package sc.fiji.neuroglancer.serve;

import java.io.IOException;
import java.util.List;

/** Files to serve. Safe for use by several threads. */
@FunctionalInterface
interface ServedFiles {

    /**
     * Opens a file; null when there is no such file. A folder is not a file.
     *
     * @param names valid parts of the path; the last is empty after a slash
     * @throws java.nio.file.AccessDeniedException when the file exists and may not be read
     * @throws IOException when the file exists and cannot be read
     */
    Resource find(List<String> names) throws IOException;
}
