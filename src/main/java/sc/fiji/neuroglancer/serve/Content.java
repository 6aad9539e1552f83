package sc.fiji.neuroglancer.serve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Something that holds files to serve. Safe for use by several threads. */
@FunctionalInterface
interface Content {

    /**
     * Returns the file of this name, open, or empty if there is none. A folder is not a file.
     *
     * @param names the parts of the path as {@link RequestPath} lets them through; the last is empty after a slash
     * @throws java.nio.file.AccessDeniedException when it is there and may not be read
     * @throws IOException when it is there and cannot be read
     */
    Optional<Resource> find(List<String> names) throws IOException;
}
