package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where chunks lie of a Zarr array, whichever program wrote it with whatever codecs, and whether viewers know these.
 *
 * <p>Source of the format: Zarr v2 and v3 specifications, {@code dimension_separator} and {@code chunk_key_encoding}.
 */
final class ForeignArray {

    /** Source: Neuroglancer, {@code src/datasource/zarr/codec}. */
    private static final Set<String> CODECS =
            Set.of("blosc", "bytes", "crc32c", "gzip", "sharding_indexed", "transpose", "zstd");

    private final JsonNode array;
    private final boolean v3;

    ForeignArray(final JsonNode array, final boolean v3) {
        this.array = array;
        this.v3 = v3;
    }

    /** Why no viewer shows the array, if it is known; the object of a sentence. */
    Optional<String> unsupported() {
        final String type = array.path(v3 ? "data_type" : "dtype").asText();
        if (!type.matches(v3 ? "u?int(8|16|32)|uint64|float32" : "[<>|]([ui][124]|u8|f4)"))
            return Optional.of("pixels of type " + type);
        if (array.path("filters").size() > 0)
            return Optional.of(
                    "the filter " + array.path("filters").path(0).path("id").asText());
        return v3 ? unsupported(array.path("codecs")) : unsupportedCompressor();
    }

    private Optional<String> unsupportedCompressor() {
        final JsonNode compressor = array.path("compressor");
        final String id = compressor.path("id").asText();
        return compressor.isObject() && !id.matches("blosc|zlib|gzip|zstd")
                ? Optional.of("the compression " + id)
                : Optional.empty();
    }

    private static Optional<String> unsupported(final JsonNode codecs) {
        for (final JsonNode codec : codecs) {
            final String name = codec.path("name").asText();
            if (!CODECS.contains(name)) return Optional.of("the codec " + name);
            final Optional<String> inner =
                    unsupported(codec.path("configuration").path("codecs"));
            if (inner.isPresent()) return inner;
        }
        return Optional.empty();
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
