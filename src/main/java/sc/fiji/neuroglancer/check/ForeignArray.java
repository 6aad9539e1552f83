package sc.fiji.neuroglancer.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.zarr.ShardIndex;
import sc.fiji.neuroglancer.zarr.codec.Envelope;

/**
 * A Zarr array that any program may have written with any codecs: the keys of its chunks, whether viewers support it, and
 * whether its files are complete.
 *
 * <p>Source of the format: Zarr v2 and v3 specifications, {@code dimension_separator} and {@code chunk_key_encoding}.
 */
final class ForeignArray {

    /** Source: Neuroglancer, {@code src/datasource/zarr/codec}. */
    private static final Set<String> CODECS =
            Set.of("blosc", "bytes", "crc32c", "gzip", "sharding_indexed", "transpose", "zstd");

    /** The index of shards with more chunks than this is not read. */
    private static final int MOST_PLACES = 1 << 20;

    private final JsonNode array;
    private final boolean v3;

    ForeignArray(final JsonNode array, final boolean v3) {
        this.array = array;
        this.v3 = v3;
    }

    /** What viewers do not support, as the object of a sentence; empty if they can show the array. */
    String unsupported() {
        final String type = array.path(v3 ? "data_type" : "dtype").asText();
        if (!type.matches(v3 ? "u?int(8|16|32)|uint64|float32" : "[<>|]([ui][124]|u8|f4)"))
            return "pixels of type " + type;
        if (array.path("filters").size() > 0)
            return "the filter " + array.path("filters").path(0).path("id").asText();
        if (v3) return unsupported(array.path("codecs"));
        final JsonNode compressor = array.path("compressor");
        final String id = compressor.path("id").asText();
        return compressor.isObject() && !id.matches("blosc|zlib|gzip|zstd") ? "the compression " + id : "";
    }

    private static String unsupported(final JsonNode codecs) {
        for (final JsonNode codec : codecs) {
            final String name = codec.path("name").asText();
            if (!CODECS.contains(name)) return "the codec " + name;
            final String inner = unsupported(codec.path("configuration").path("codecs"));
            if (!inner.isEmpty()) return inner;
        }
        return "";
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
        final String separator = separator();
        final StringBuilder key = new StringBuilder(prefix());
        for (int d = 0; d < rank(); d++) {
            final long size = Math.max(1, array.path("shape").path(d).asLong());
            final long index = middle ? (size - 1) / 2 / fileShape(d) : 0;
            if (key.length() > 0) key.append(separator);
            key.append(index);
        }
        return key.length() == 0 ? "0" : key.toString();
    }

    private boolean isPlain() {
        return v3 && array.path("chunk_key_encoding").path("name").asText().equals("default");
    }

    private String prefix() {
        return isPlain() ? "c" : "";
    }

    private String separator() {
        final JsonNode separator = v3
                ? array.path("chunk_key_encoding").path("configuration").path("separator")
                : array.path("dimension_separator");
        return separator.asText(isPlain() ? "/" : ".");
    }

    private int rank() {
        return array.path("shape").size();
    }

    /** Pixels of a file, which is a chunk or a shard, along an axis. */
    private long fileShape(final int axis) {
        final JsonNode shape =
                v3 ? array.path("chunk_grid").path("configuration").path("chunk_shape") : array.path("chunks");
        return Math.max(1, shape.path(axis).asLong());
    }

    /** Pixels of a chunk along an axis. */
    private long chunkShape(final int axis) {
        return isSharded()
                ? Math.max(1, sharding().path("chunk_shape").path(axis).asLong())
                : fileShape(axis);
    }

    private JsonNode sharding() {
        return array.path("codecs").path(0).path("configuration");
    }

    /** Whether a key below the array is that of a chunk or shard within its shape. */
    boolean isChunk(final String key) {
        final String separator = separator();
        String rest = key;
        if (isPlain()) {
            if (!key.startsWith("c" + separator)) return false;
            rest = key.substring(1 + separator.length());
        }
        final String[] parts = rest.split(Pattern.quote(separator), -1);
        if (parts.length != rank()) return false;
        for (int d = 0; d < parts.length; d++) {
            if (!parts[d].matches("0|[1-9]\\d{0,17}")) return false;
            if (Long.parseLong(parts[d]) * fileShape(d)
                    >= array.path("shape").path(d).asLong()) return false;
        }
        return true;
    }

    /** Number of chunks of the array, whether they are stored or not; an estimate if it is beyond 2<sup>53</sup>. */
    long chunks() {
        double chunks = 1;
        for (int d = 0; d < rank(); d++)
            chunks *= Math.ceil(array.path("shape").path(d).asDouble() / chunkShape(d));
        return (long) chunks;
    }

    /** Number of places for chunks in a shard. */
    private double chunksPerShard() {
        double chunks = 1;
        for (int d = 0; d < rank(); d++) chunks *= (double) fileShape(d) / chunkShape(d);
        return chunks;
    }

    /**
     * Checks that the file of a chunk or shard is complete, as far as can be seen without decoding it.
     *
     * @param key of the file in the store
     * @param size of the file in bytes
     * @return the number of chunks in it, as far as this is known
     * @throws IOException if it is not; the message completes a sentence
     */
    int look(final ReadableStore store, final String key, final long size) throws IOException {
        if (isSharded()) return lookAtShard(store, key, size);
        final JsonNode codecs = array.path("codecs");
        final boolean sum =
                v3 && codecs.path(codecs.size() - 1).path("name").asText().equals("crc32c");
        final long encoded = sum ? size - Integer.BYTES : size;
        Envelope.requireWhole(
                codec(),
                decodedBytes(),
                encoded,
                (offset, length) -> store.read(key, offset, length)
                        .orElseThrow(() -> new IOException("it was deleted while it was read")));
        return 1;
    }

    private int lookAtShard(final ReadableStore store, final String key, final long size) throws IOException {
        final String codecs = StreamSupport.stream(
                        sharding().path("index_codecs").spliterator(), false)
                .map(codec -> codec.path("name").asText())
                .collect(Collectors.joining(","));
        final double places = chunksPerShard();
        if (!codecs.matches("bytes(,crc32c)?") || places > MOST_PLACES)
            return (int) Math.min(places, Integer.MAX_VALUE);
        final boolean atEnd = !sharding().path("index_location").asText().equals("start");
        return ShardIndex.read(store, key, size, (int) places, atEnd, codecs.endsWith("crc32c"))
                .count();
    }

    /** The compression of chunks as {@link Envelope} names it; a question mark unless there is exactly one. */
    private String codec() {
        if (decodedBytes() <= 0) return "?";
        if (!v3) {
            final JsonNode compressor = array.path("compressor");
            if (array.path("filters").size() > 0) return "?";
            return compressor.isObject() ? compressor.path("id").asText("?") : "";
        }
        final List<String> names = new ArrayList<>();
        for (final JsonNode codec : array.path("codecs"))
            names.add(codec.path("name").asText());
        names.removeAll(List.of("transpose", "bytes"));
        if (names.size() > 0 && names.get(names.size() - 1).equals("crc32c")) names.remove(names.size() - 1);
        return names.size() > 1 ? "?" : String.join("", names);
    }

    /** Bytes of a chunk before compression; not positive if that is not known. */
    private long decodedBytes() {
        final String type = array.path(v3 ? "data_type" : "dtype").asText();
        long bytes = 0;
        if (v3 && type.matches("(u?int|float)(8|16|32|64)")) bytes = Long.parseLong(type.replaceAll("\\D", "")) / 8;
        if (!v3 && type.matches("[<>|][iuf][1248]")) bytes = Long.parseLong(type.substring(2));
        for (int d = 0; d < rank(); d++) bytes *= fileShape(d);
        return bytes;
    }
}
