package sc.fiji.neuroglancer.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.task.InputException;

/**
 * How annotations written by any program are laid out in their files, according to their {@code info} file: what a viewer
 * needs to read them. Immutable.
 *
 * <p>Source of the format: Neuroglancer, {@code src/datasource/precomputed/annotations.md}; what the viewer requires
 * of the file: {@code frontend.ts} next to it.
 */
public final class AnnotationLayout {

    /** Size of each type of property. */
    private static final Map<String, Integer> PROPERTY_BYTES = Map.ofEntries(
            Map.entry("uint8", 1),
            Map.entry("int8", 1),
            Map.entry("bool", 1),
            Map.entry("uint16", 2),
            Map.entry("int16", 2),
            Map.entry("uint32", 4),
            Map.entry("int32", 4),
            Map.entry("float32", 4),
            Map.entry("rgb", 3),
            Map.entry("rgba", 4));

    /**
     * An index of the dataset: of all annotations, of those of a relationship, or of a level of space.
     *
     * @param name for messages; the name of a relationship
     * @param folder within the dataset
     * @param sharding the {@code sharding} object; missing when there is a file for each key
     */
    public record Index(String name, String folder, JsonNode sharding) {

        private static Index of(final String name, final JsonNode json) {
            if (!json.path("key").isTextual()) throw new InputException("{} has no key", name);
            final String bare =
                    json.path("key").textValue().replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
            try {
                return new Index(name, Keys.check(bare), json.path("sharding"));
            } catch (final IllegalArgumentException e) {
                throw new InputException(e, "the key of {} is not a folder of the dataset", name);
            }
        }
    }

    /**
     * A level of the spatial index.
     *
     * @param index where its cells are
     * @param grid number of cells along each dimension
     */
    public record IndexLevel(Index index, int[] grid, double[] cellSize) {}

    private final GeometryKind kind;
    private final int rank;
    private final int propertyBytes;
    private final double[] lower;
    private final Index byId;
    private final List<Index> relationships = new ArrayList<>();
    private final List<IndexLevel> levels = new ArrayList<>();

    /**
     * Reads an {@code info} file.
     *
     * @throws InputException when viewers reject it; the message gives the reason as the end of a sentence
     */
    public AnnotationLayout(final JsonNode info) {
        rank = info.path("dimensions").size();
        if (rank == 0) throw new InputException("it has no dimensions");
        kind = kind(info.path("annotation_type").asText());
        lower = numbers(info, "lower_bound", rank);
        numbers(info, "upper_bound", rank);
        int bytes = 0;
        for (final JsonNode property : list(info, "properties")) bytes += propertyBytes(property);
        propertyBytes = bytes + 3 & ~3;
        for (final JsonNode relationship : list(info, "relationships"))
            relationships.add(Index.of(relationship.path("id").asText("a relationship"), relationship));
        byId = Index.of("by_id", info.path("by_id"));
        for (final JsonNode level : list(info, "spatial")) levels.add(level(level));
    }

    private static GeometryKind kind(final String label) {
        for (final GeometryKind kind : GeometryKind.values()) if (kind.label().equals(label)) return kind;
        throw new InputException("viewers do not support the annotation_type '{}'", label);
    }

    private static int propertyBytes(final JsonNode property) {
        final Integer bytes = PROPERTY_BYTES.get(property.path("type").asText());
        if (bytes != null) return bytes;
        throw new InputException(
                "viewers do not support properties of type '{}'",
                property.path("type").asText());
    }

    private static JsonNode list(final JsonNode info, final String key) {
        if (!info.path(key).isArray()) throw new InputException("it has no list of {}", key);
        return info.path(key);
    }

    private IndexLevel level(final JsonNode json) {
        final Index index = Index.of("the level " + levels.size() + " of spatial", json);
        final double[] shape = numbers(json, "grid_shape", rank);
        final double[] cellSize = numbers(json, "chunk_size", rank);
        final int[] grid = new int[rank];
        for (int d = 0; d < rank; d++) {
            grid[d] = (int) shape[d];
            if (grid[d] < 1 || grid[d] != shape[d] || !(cellSize[d] > 0))
                throw new InputException(
                        "{} has grid_shape {}, chunk_size {}",
                        index.name(),
                        json.path("grid_shape"),
                        json.path("chunk_size"));
        }
        if (json.path("limit").asLong() < 1)
            throw new InputException("{} does not have a positive limit", index.name());
        return new IndexLevel(index, grid, cellSize);
    }

    private static double[] numbers(final JsonNode json, final String key, final int count) {
        final JsonNode list = json.path(key);
        final double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = list.path(i).asDouble(Double.NaN);
            if (list.size() != count || !list.path(i).isNumber() || !Double.isFinite(numbers[i]))
                throw new InputException("{} is not a list of {} numbers, one for each dimension", key, count);
        }
        return numbers;
    }

    /** Number of dimensions. */
    public int rank() {
        return rank;
    }

    /** Index of each annotation with its relations. */
    public Index byId() {
        return byId;
    }

    /** Indices of the annotations of each segment, one for each relationship. */
    public List<Index> relationships() {
        return List.copyOf(relationships);
    }

    /** The spatial index, coarse to fine. */
    public List<IndexLevel> levels() {
        return List.copyOf(levels);
    }

    /** The cell of a level that contains a position, or the nearest cell for positions outside. */
    public int[] cell(final IndexLevel level, final double[] position) {
        final int[] cell = new int[rank];
        for (int d = 0; d < rank; d++) {
            final double index = Math.floor((position[d] - lower[d]) / level.cellSize[d]);
            cell[d] = (int) Math.max(0, Math.min(level.grid[d] - 1, index));
        }
        return cell;
    }

    /**
     * Reads the annotations of a cell or of a segment.
     *
     * @throws IOException when viewers cannot read the bytes; the message is the end of a sentence
     */
    public ReadAnnotations list(final byte[] bytes) throws IOException {
        return new ReadAnnotations(this, bytes);
    }

    /**
     * Reads the segments of each relationship, which follow the record in the value of an annotation in the index by id.
     *
     * @throws IOException as {@link #list}
     */
    public List<long[]> related(final byte[] bytes) throws IOException {
        int at = recordLength(bytes, 0);
        final List<long[]> related = new ArrayList<>();
        for (int r = 0; r < relationships.size(); r++) {
            require(bytes, at, Integer.BYTES);
            final int count = (int) Bytes.INT.get(bytes, at);
            at += Integer.BYTES;
            require(bytes, at, Long.BYTES * (count & 0xffffffffL));
            final long[] segments = new long[count];
            for (int i = 0; i < count; i++, at += Long.BYTES) segments[i] = (long) Bytes.LONG.get(bytes, at);
            related.add(segments);
        }
        if (at != bytes.length) throw new IOException("it has " + bytes.length + " bytes instead of " + at);
        return related;
    }

    /** Number of bytes of the record that begins at {@code at}. */
    int recordLength(final byte[] bytes, final int at) throws IOException {
        long numbers = (long) kind.positions() * rank;
        if (kind == GeometryKind.POLYLINE) {
            require(bytes, at, Integer.BYTES);
            numbers = 1 + ((int) Bytes.INT.get(bytes, at) & 0xffffffffL) * rank;
        }
        final long length = Float.BYTES * numbers + propertyBytes;
        require(bytes, at, length);
        return (int) length;
    }

    /** The first position of the record that begins at {@code at}. */
    double[] position(final byte[] bytes, final int at) {
        final double[] position = new double[rank];
        final int first = at + (kind == GeometryKind.POLYLINE ? Integer.BYTES : 0);
        for (int d = 0; d < rank && first + Float.BYTES * (d + 1) <= bytes.length; d++)
            position[d] = (float) Bytes.FLOAT.get(bytes, first + Float.BYTES * d);
        return position;
    }

    static void require(final byte[] bytes, final int at, final long length) throws IOException {
        if (length > bytes.length - at)
            throw new IOException("it ends after " + bytes.length + " bytes, in the middle of an annotation");
    }
}
