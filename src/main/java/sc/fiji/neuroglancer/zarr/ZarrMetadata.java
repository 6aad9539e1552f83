package sc.fiji.neuroglancer.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.JsonMistake;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** Reads and writes the JSON documents of Zarr groups and arrays. Chunks that are missing are 0. */
public final class ZarrMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (a, b) -> {
        if (a.isNumber() && b.isNumber()) return a.decimalValue().compareTo(b.decimalValue());
        return a.equals(b) ? 0 : 1;
    };

    private ZarrMetadata() {}

    /** Writes the metadata of an array into a folder of the store. */
    public static void writeArray(final WritableStore store, final String folder, final ArraySpec spec)
            throws StoreException {
        if (spec.format() == ZarrFormat.V2) write(store, Keys.join(folder, MetadataFiles.ZARRAY), arrayV2(spec));
        else write(store, Keys.join(folder, MetadataFiles.ZARR_JSON), arrayV3(spec));
    }

    /**
     * Writes the metadata of a group, its attributes last, so that the group is visible only when it is complete.
     *
     * @param folder empty for the root
     */
    public static void writeGroup(
            final WritableStore store, final String folder, final ZarrFormat format, final ObjectNode attributes)
            throws StoreException {
        if (format == ZarrFormat.V2) {
            write(store, Keys.join(folder, MetadataFiles.ZGROUP), object().put("zarr_format", 2));
            write(store, Keys.join(folder, MetadataFiles.ZATTRS), attributes);
        } else {
            final ObjectNode group = object().put("zarr_format", 3).put("node_type", "group");
            group.set("attributes", attributes);
            write(store, Keys.join(folder, MetadataFiles.ZARR_JSON), group);
        }
    }

    private static void write(final WritableStore store, final String key, final JsonNode document)
            throws StoreException {
        try {
            store.write(
                    key,
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(document)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain JSON nodes can always be written", e);
        }
    }

    private static ObjectNode arrayV2(final ArraySpec spec) {
        final ObjectNode array = object().put("zarr_format", 2);
        array.set("shape", numbers(spec.shape()));
        array.set("chunks", numbers(spec.chunk()));
        array.put("dtype", dtype(spec.type())).put("order", "C").put("fill_value", 0);
        array.putNull("filters");
        array.put("dimension_separator", "/");
        array.set("compressor", spec.codec().v2());
        return array;
    }

    private static ObjectNode arrayV3(final ArraySpec spec) {
        final ObjectNode array = object().put("zarr_format", 3).put("node_type", "array");
        array.set("shape", numbers(spec.shape()));
        array.put("data_type", spec.type().label());
        final int[] shard = spec.chunk();
        final int[] perShard = spec.chunksPerShard();
        for (int d = 0; d < shard.length; d++) shard[d] *= perShard[d];
        array.set("chunk_grid", named("regular", object().set("chunk_shape", numbers(shard))));
        array.set("chunk_key_encoding", named("default", object().put("separator", "/")));
        array.put("fill_value", 0);
        array.set("codecs", spec.isSharded() ? sharding(spec) : chunkCodecs(spec));
        array.set("attributes", object());
        final ArrayNode names = array.putArray("dimension_names");
        spec.axes().forEach(names::add);
        return array;
    }

    private static ArrayNode chunkCodecs(final ArraySpec spec) {
        final ArrayNode codecs = JsonNodeFactory.instance.arrayNode();
        codecs.add(spec.type().bytes() == 1 ? object().put("name", "bytes") : littleEndian());
        final JsonNode compression = spec.codec().v3(spec.type().bytes());
        if (compression.isObject()) codecs.add(compression);
        return codecs;
    }

    private static ArrayNode sharding(final ArraySpec spec) {
        final ObjectNode configuration = object();
        configuration.set("chunk_shape", numbers(spec.chunk()));
        configuration.set("codecs", chunkCodecs(spec));
        configuration.putArray("index_codecs").add(littleEndian()).add(object().put("name", "crc32c"));
        configuration.put("index_location", "end");
        return JsonNodeFactory.instance.arrayNode().add(named("sharding_indexed", configuration));
    }

    private static ObjectNode littleEndian() {
        return named("bytes", object().put("endian", "little"));
    }

    private static ObjectNode named(final String name, final JsonNode configuration) {
        final ObjectNode node = object().put("name", name);
        node.set("configuration", configuration);
        return node;
    }

    private static String dtype(final PixelType type) {
        final String kind = !type.isInteger() ? "f" : type.isUnsigned() ? "u" : "i";
        return (type.bytes() == 1 ? "|" : "<") + kind + type.bytes();
    }

    /**
     * Reads the metadata of an array that this program has written.
     *
     * @throws InputException if it is missing or was written differently
     */
    public static ArraySpec readArray(final ReadableStore store, final String folder) throws StoreException {
        final JsonNode v2 = read(store, Keys.join(folder, MetadataFiles.ZARRAY));
        final JsonNode v3 = v2 == null ? read(store, Keys.join(folder, MetadataFiles.ZARR_JSON)) : null;
        if (v2 == null && v3 == null) throw new InputException("There is no Zarr array at {}.", folder);
        try {
            final ArraySpec spec = v2 == null ? specV3(v3) : specV2(v2);
            if (v2 == null) requireSame(arrayV3(spec), v3);
            else requireSame(arrayV2(spec), v2);
            return spec;
        } catch (final IllegalArgumentException e) {
            throw new InputException(e, "This program cannot read the Zarr array at {}: {}.", folder, e.getMessage());
        }
    }

    /** Fields that the specification does not hold must have their usual values, or pixels would be decoded wrongly. */
    private static void requireSame(final ObjectNode written, final JsonNode found) {
        if (!withoutParameters(written.path("codecs"))
                .equals(NUMBERS_BY_VALUE, withoutParameters(found.path("codecs"))))
            throw new IllegalArgumentException("codecs is " + found.path("codecs"));
        written.without(List.of("compressor", "attributes", "codecs")).fields().forEachRemaining(field -> {
            final JsonNode other = found.path(field.getKey());
            if (!field.getValue().equals(NUMBERS_BY_VALUE, other))
                throw new IllegalArgumentException(field.getKey() + " is " + other);
        });
    }

    /** The codecs with the compression by name only: whatever its level, the reader is the same. */
    private static JsonNode withoutParameters(final JsonNode codecs) {
        final JsonNode copy = codecs.deepCopy();
        final JsonNode compression = codecsOfChunks(copy).path(1);
        if (compression.isObject()) ((ObjectNode) compression).remove("configuration");
        return copy;
    }

    private static boolean isSharded(final JsonNode codecs) {
        return codecs.path(0).path("name").asText().equals("sharding_indexed");
    }

    private static JsonNode codecsOfChunks(final JsonNode codecs) {
        return isSharded(codecs) ? codecs.path(0).path("configuration").path("codecs") : codecs;
    }

    /** Reads a JSON document, or returns null if it is missing. */
    public static JsonNode read(final ReadableStore store, final String key) throws StoreException {
        final byte[] bytes = store.read(key).orElse(null);
        if (bytes == null) return null;
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (final JsonProcessingException e) {
            throw new InputException(e, "{} is not valid JSON: {}.", key, JsonMistake.plain(e.getOriginalMessage()));
        }
    }

    private static ArraySpec specV2(final JsonNode array) {
        final String dtype = array.path("dtype").asText();
        for (final PixelType type : PixelType.values()) {
            if (!dtype(type).equals(dtype)) continue;
            final long[] shape = longs(array.path("shape"));
            return new ArraySpec(
                    ZarrFormat.V2,
                    unnamed(shape.length),
                    new ArraySpec.Tiling(shape, ints(array.path("chunks")), null),
                    type,
                    Codecs.ofV2(array.path("compressor")));
        }
        throw new InputException("This program cannot read the pixel type {}.", dtype);
    }

    private static List<String> unnamed(final int rank) {
        final List<String> names = new ArrayList<>();
        for (int d = 0; d < rank; d++) names.add("dim_" + d);
        return names;
    }

    private static ArraySpec specV3(final JsonNode array) {
        final String label = array.path("data_type").asText();
        final JsonNode codecs = array.path("codecs");
        final boolean sharded = isSharded(codecs);
        final int[] grid = ints(array.path("chunk_grid").path("configuration").path("chunk_shape"));
        final int[] chunk = sharded ? ints(codecs.path(0).path("configuration").path("chunk_shape")) : grid;
        final int[] perShard = sharded ? quotients(grid, chunk) : null;
        final List<String> names = new ArrayList<>();
        array.path("dimension_names").forEach(n -> names.add(n.asText()));
        for (final PixelType type : PixelType.values()) {
            if (type.label().equals(label))
                return new ArraySpec(
                        ZarrFormat.V3,
                        names,
                        new ArraySpec.Tiling(longs(array.path("shape")), chunk, perShard),
                        type,
                        Codecs.ofV3(codecsOfChunks(codecs).path(1)));
        }
        throw new InputException("This program cannot read the pixel type {}.", label);
    }

    private static int[] quotients(final int[] a, final int[] b) {
        final int[] q = new int[a.length];
        for (int d = 0; d < q.length; d++) {
            if (a.length != b.length || b[d] < 1 || a[d] % b[d] != 0)
                throw new IllegalArgumentException("shards are not whole numbers of chunks");
            q[d] = a[d] / b[d];
        }
        return q;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode numbers(final long[] values) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (final long v : values) array.add(v);
        return array;
    }

    private static ArrayNode numbers(final int[] values) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (final int v : values) array.add(v);
        return array;
    }

    private static long[] longs(final JsonNode array) {
        final long[] values = new long[array.size()];
        for (int d = 0; d < values.length; d++) values[d] = array.get(d).asLong();
        return values;
    }

    private static int[] ints(final JsonNode array) {
        final int[] values = new int[array.size()];
        for (int d = 0; d < values.length; d++) values[d] = array.get(d).asInt();
        return values;
    }
}
