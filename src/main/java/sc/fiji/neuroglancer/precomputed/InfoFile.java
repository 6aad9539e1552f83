package sc.fiji.neuroglancer.precomputed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;

/** The file that makes a precomputed dataset visible; written last. */
public final class InfoFile {

    /** Its name within the dataset's folder. */
    public static final String NAME = MetadataFiles.INFO;

    /** Type of annotations. */
    public static final String ANNOTATIONS = "neuroglancer_annotations_v1";

    /** Type of images and segmentations. */
    public static final String VOLUME = "neuroglancer_multiscale_volume";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private InfoFile() {}

    /** The type of a dataset; a file without one describes a volume. */
    public static String type(final JsonNode info) {
        return info.path("@type").asText(VOLUME);
    }

    /** The key of a dataset's info file. */
    public static String key(final String folder) {
        return Keys.join(folder, NAME);
    }

    /** Reads the file of a dataset; a missing node when there is no such file, or when it is not JSON. */
    public static JsonNode read(final ReadableStore store, final String folder) throws StoreException {
        try {
            final byte[] bytes = store.read(key(folder)).orElse(new byte[0]);
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (final JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Writes the file as UTF-8 with line breaks. */
    public static void write(final WritableStore store, final String folder, final ObjectNode info)
            throws StoreException {
        try {
            store.write(key(folder), JSON.writeValueAsString(info).getBytes(StandardCharsets.UTF_8));
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree without text", e);
        }
    }
}
