package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where chunks lie of a Zarr array that another program wrote, whatever its codecs.
 *
 * <p>Source of the format: Zarr v2 and v3 specifications, {@code dimension_separator} and {@code chunk_key_encoding}.
 */
final class ForeignArray {

    private final JsonNode array;
    private final boolean v3;

    ForeignArray(final JsonNode array, final boolean v3) {
        this.array = array;
        this.v3 = v3;
    }

    /** Whether files hold many chunks and are read in parts. */
    boolean isSharded() {
        return v3 && array.path("codecs").path(0).path("name").asText().equals("sharding_indexed");
    }

    /** The keys of two chunks or shards below the array: the first and the middle one. */
    List<String> samples() {
        return List.of(key(false), key(true));
    }

    private String key(final boolean middle) {
        final JsonNode encoding = array.path("chunk_key_encoding");
        final boolean plain = v3 && encoding.path("name").asText().equals("default");
        final String standard = plain ? "/" : ".";
        final JsonNode separator =
                v3 ? encoding.path("configuration").path("separator") : array.path("dimension_separator");
        final JsonNode chunk =
                v3 ? array.path("chunk_grid").path("configuration").path("chunk_shape") : array.path("chunks");
        final StringBuilder key = new StringBuilder(plain ? "c" : "");
        for (int d = 0; d < array.path("shape").size(); d++) {
            final long size = Math.max(1, array.path("shape").path(d).asLong());
            final long index =
                    middle ? (size - 1) / 2 / Math.max(1, chunk.path(d).asLong()) : 0;
            if (key.length() > 0) key.append(separator.asText(standard));
            key.append(index);
        }
        return key.length() == 0 ? "0" : key.toString();
    }
}
