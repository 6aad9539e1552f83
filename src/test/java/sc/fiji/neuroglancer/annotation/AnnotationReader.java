package sc.fiji.neuroglancer.annotation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.precomputed.ShardedReader;
import sc.fiji.neuroglancer.store.Store;

/**
 * Reads annotations as the document annotations.md of Neuroglancer describes them, starting from the info file. Shares
 * no code with the writer but the hash, which has vectors of its own.
 */
public final class AnnotationReader {

    /** One annotation as it stands in the files. */
    public static final class Item {
        public float[] geometry;
        public final Map<String, Object> properties = new HashMap<>();
        public final Map<String, List<BigInteger>> related = new LinkedHashMap<>();

        @Override
        public boolean equals(final Object other) {
            return other instanceof Item
                    && Arrays.equals(((Item) other).geometry, geometry)
                    && ((Item) other).properties.equals(properties);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(geometry);
        }

        @Override
        public String toString() {
            return Arrays.toString(geometry) + properties + related;
        }
    }

    private final Store store;
    private final String folder;
    private final JsonNode info;
    private final int rank;

    public AnnotationReader(final Store store, final String folder) throws IOException {
        this.store = store;
        this.folder = folder;
        info = new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(store.read(folder + "/info").orElseThrow());
        if (!info.required("@type").asText().equals("neuroglancer_annotations_v1"))
            throw new AssertionError(info.toString());
        rank = info.required("dimensions").size();
        if (info.required("lower_bound").size() != rank
                || info.required("upper_bound").size() != rank) throw new AssertionError("bounds");
    }

    public JsonNode info() {
        return info;
    }

    /** All annotations by id, from the index by id. */
    public Map<BigInteger, Item> byId() throws IOException {
        final Map<BigInteger, Item> all = new TreeMap<>();
        for (final Map.Entry<BigInteger, byte[]> e :
                values(info.required("by_id")).entrySet()) {
            final ByteBuffer in = ByteBuffer.wrap(e.getValue()).order(ByteOrder.LITTLE_ENDIAN);
            final Item item = record(in);
            for (final JsonNode r : info.required("relationships")) {
                final List<BigInteger> objects = new ArrayList<>();
                for (int n = in.getInt(); n > 0; n--) objects.add(unsigned(in.getLong()));
                item.related.put(r.required("id").asText(), objects);
            }
            if (in.hasRemaining()) throw new AssertionError("trailing bytes");
            all.put(e.getKey(), item);
        }
        return all;
    }

    /** For each object the annotations of a relationship, by id. */
    public Map<BigInteger, Map<BigInteger, Item>> related(final int relationship) throws IOException {
        final Map<BigInteger, Map<BigInteger, Item>> all = new TreeMap<>();
        for (final Map.Entry<BigInteger, byte[]> e :
                values(info.required("relationships").get(relationship)).entrySet())
            all.put(e.getKey(), list(e.getValue()));
        return all;
    }

    private Map<BigInteger, byte[]> values(final JsonNode index) throws IOException {
        final String place = folder + "/" + index.required("key").asText();
        if (index.has("sharding")) return new ShardedReader(store, place, index.get("sharding")).readAll();
        final Map<BigInteger, byte[]> values = new TreeMap<>();
        store.walk(
                place,
                (key, size) -> values.put(
                        new BigInteger(key.substring(place.length() + 1)),
                        store.read(key).orElseThrow()));
        return values;
    }

    private Map<BigInteger, Item> list(final byte[] value) {
        final ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        final int count = Math.toIntExact(in.getLong());
        final List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) items.add(record(in));
        final Map<BigInteger, Item> byId = new LinkedHashMap<>();
        for (final Item item : items) {
            if (byId.put(unsigned(in.getLong()), item) != null) throw new AssertionError("twice in one list");
        }
        if (in.hasRemaining()) throw new AssertionError("trailing bytes");
        return byId;
    }

    private static BigInteger unsigned(final long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private Item record(final ByteBuffer in) {
        final int start = in.position();
        final Item item = new Item();
        final String kind = info.required("annotation_type").asText();
        int numbers = kind.equals("point") ? rank : 2 * rank;
        if (kind.equals("polyline")) numbers = in.getInt() * rank;
        item.geometry = new float[numbers];
        for (int i = 0; i < numbers; i++) item.geometry[i] = in.getFloat();
        for (final int size : new int[] {4, 2, 1}) {
            for (final JsonNode p : info.required("properties")) {
                final String type = p.required("type").asText();
                final int alignment = type.endsWith("32") ? 4 : type.endsWith("16") ? 2 : 1;
                if (alignment == size) item.properties.put(p.required("id").asText(), value(type, in));
            }
        }
        while ((in.position() - start) % 4 != 0) {
            if (in.get() != 0) throw new AssertionError("padding");
        }
        return item;
    }

    private static Object value(final String type, final ByteBuffer in) {
        switch (type) {
            case "float32":
                return (double) in.getFloat();
            case "uint32":
                return (double) Integer.toUnsignedLong(in.getInt());
            case "int32":
                return (double) in.getInt();
            case "uint16":
                return (double) Short.toUnsignedInt(in.getShort());
            case "int16":
                return (double) in.getShort();
            case "uint8":
                return (double) Byte.toUnsignedInt(in.get());
            case "rgb":
                final int r = Byte.toUnsignedInt(in.get());
                final int g = Byte.toUnsignedInt(in.get());
                final int b = Byte.toUnsignedInt(in.get());
                return (double) (r << 16 | g << 8 | b);
            default:
                throw new AssertionError(type);
        }
    }

    /** Number of levels of the spatial index. */
    public int levels() {
        return info.required("spatial").size();
    }

    /** The cells of a level that hold something, by their coordinates; fails when a value belongs to no cell. */
    public Map<List<Integer>, Map<BigInteger, Item>> level(final int number) throws IOException {
        final JsonNode level = info.required("spatial").get(number);
        final int[] grid = new int[rank];
        for (int d = 0; d < rank; d++)
            grid[d] = level.required("grid_shape").get(d).intValue();
        final String place = folder + "/" + level.required("key").asText();
        final Map<List<Integer>, Map<BigInteger, Item>> cells = new HashMap<>();
        if (level.has("sharding")) {
            new ShardedReader(store, place, level.get("sharding"))
                    .readAll()
                    .forEach((code, value) -> cells.put(cell(code, grid), list(value)));
        } else {
            store.walk(
                    place,
                    (key, size) -> cells.put(
                            cell(key.substring(place.length() + 1), grid),
                            list(store.read(key).orElseThrow())));
        }
        for (final Map<BigInteger, Item> list : cells.values()) {
            if (list.isEmpty()) throw new AssertionError("an empty cell has a value");
        }
        return cells;
    }

    private static List<Integer> cell(final String name, final int[] grid) {
        final List<Integer> cell = new ArrayList<>();
        for (final String part : name.split("_")) cell.add(Integer.parseInt(part));
        if (cell.size() != grid.length) throw new AssertionError(name);
        for (int d = 0; d < grid.length; d++) {
            if (cell.get(d) < 0 || cell.get(d) >= grid[d]) throw new AssertionError(name);
        }
        return cell;
    }

    /** Takes the compressed Morton code apart, as the documents say how to put it together. */
    private static List<Integer> cell(final BigInteger code, final int[] grid) {
        final int[] cell = new int[grid.length];
        int j = 0;
        for (int i = 0; i < 31; i++) {
            for (int d = 0; d < grid.length; d++) {
                if (1L << i < grid[d] && code.testBit(j++)) cell[d] |= 1 << i;
            }
        }
        if (code.bitLength() > j) throw new AssertionError("code " + code);
        return Arrays.stream(cell).boxed().collect(Collectors.toList());
    }

    /** The largest number of annotations in a cell that the level promises. */
    public int limit(final int number) {
        return info.required("spatial").get(number).required("limit").intValue();
    }

    /** The corners of a cell, computed as the viewer does: lower bound plus index times chunk size. */
    public double[][] corners(final int number, final List<Integer> cell) {
        final JsonNode level = info.required("spatial").get(number);
        final double[][] corners = new double[2][rank];
        for (int d = 0; d < rank; d++) {
            final double size = level.required("chunk_size").get(d).doubleValue();
            final double lower = info.required("lower_bound").get(d).doubleValue();
            final double upper = info.required("upper_bound").get(d).doubleValue();
            final int n = level.required("grid_shape").get(d).intValue();
            if (!(size > 0) || Math.abs(n * size - (upper - lower)) > 1e-9 * (upper - lower))
                throw new AssertionError("cells do not tile the bounds along dimension " + d);
            final boolean first = cell.get(d) == 0;
            final boolean last = cell.get(d) == n - 1;
            corners[0][d] = first ? Double.NEGATIVE_INFINITY : lower + cell.get(d) * size;
            corners[1][d] = last ? Double.POSITIVE_INFINITY : lower + (cell.get(d) + 1) * size;
        }
        return corners;
    }
}
