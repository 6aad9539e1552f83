package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class AnnotationWriterTest {

    private static final int SIZE = 100;
    /** Small, so that a few hundred annotations have levels, shards and portions. */
    private static final IndexLimits SMALL = new IndexLimits(8, 30, 20, 50);

    /** How the positions of a collection lie. */
    enum Layout {
        UNIFORM,
        CLUSTERED,
        IDENTICAL,
        EDGES,
        OUTSIDE;

        double next(final int index, final Random random) {
            switch (this) {
                case UNIFORM:
                    return random.nextDouble() * SIZE - 0.5;
                case CLUSTERED:
                    return 20 + 30 * (index % 3) + random.nextGaussian() * 0.01;
                case IDENTICAL:
                    return 41.25;
                case EDGES:
                    return random.nextInt(9) * SIZE / 8.0 - 0.5;
                default:
                    return random.nextGaussian() * SIZE;
            }
        }
    }

    private static AnnotationSpace space(final int rank, final boolean image) {
        final List<Dimension> dimensions = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            final String unit = d == 3 ? "s" : "m";
            dimensions.add(Dimension.of("d" + d, new BigDecimal("6.5e-7").multiply(BigDecimal.valueOf(d + 1)), unit));
        }
        final long[] sizes = new long[rank];
        Arrays.fill(sizes, SIZE);
        return image ? AnnotationSpace.of(dimensions, sizes) : AnnotationSpace.of(dimensions);
    }

    private static List<PropertySpec> properties(final List<PropertyType> types) {
        final List<PropertySpec> specs = new ArrayList<>();
        for (final PropertyType type : types) specs.add(new PropertySpec("p" + specs.size(), type, "of " + type));
        return specs;
    }

    private static double value(final PropertyType type, final Random random) {
        switch (type) {
            case FLOAT32:
                return random.nextInt(50) == 0 ? Double.NaN : (float) random.nextGaussian();
            case UINT32:
                return random.nextInt() & 0xffffffffL;
            case INT32:
                return random.nextInt();
            case UINT16:
                return random.nextInt(1 << 16);
            case INT16:
                return random.nextInt(1 << 16) - (1 << 15);
            case UINT8:
                return random.nextInt(256);
            default:
                return random.nextInt(1 << 24);
        }
    }

    /** The source, and what an exact reader should find for each of its annotations. */
    private static final class Sample {
        final List<Annotation> annotations = new ArrayList<>();
        final Map<BigInteger, AnnotationReader.Item> expected = new TreeMap<>();
        AnnotationSchema schema;

        Sample(final AnnotationSchema schema, final Layout layout, final int count, final long seed) {
            this.schema = schema;
            final Random random = new Random(seed);
            for (int i = 0; i < count; i++) add(i, layout, random);
        }

        private void add(final int index, final Layout layout, final Random random) {
            final Annotation a = new Annotation(schema);
            final AnnotationReader.Item item = new AnnotationReader.Item();
            final int rank = schema.space().rank();
            final boolean polyline = schema.kind() == GeometryKind.POLYLINE;
            final int positions =
                    polyline ? 2 + random.nextInt(4) : schema.kind().positions();
            item.geometry = new float[positions * rank];
            for (int p = 0; p < positions; p++) {
                final double[] position = new double[rank];
                final boolean radii = schema.kind() == GeometryKind.ELLIPSOID && p == 1;
                for (int d = 0; d < rank; d++) {
                    position[d] = radii ? random.nextInt(12) : layout.next(index, random);
                    item.geometry[p * rank + d] = (float) position[d];
                    if (!polyline) a.geometry(p * rank + d, position[d]);
                }
                if (polyline) a.vertex(position);
            }
            for (int p = 0; p < schema.properties().size(); p++) {
                final double value = value(schema.properties().get(p).type(), random);
                a.property(p, value);
                item.properties.put(schema.properties().get(p).id(), value);
            }
            for (int r = 0; r < schema.relationships().size(); r++) {
                final List<BigInteger> objects = new ArrayList<>();
                for (int n = random.nextInt(3); n > 0; n--) {
                    objects.add(BigInteger.valueOf(random.nextInt(40)));
                    a.relate(r, objects.get(objects.size() - 1).longValue());
                }
                item.related.put(schema.relationships().get(r), objects);
            }
            long id = index + 1;
            if (schema.ownIds()) id = index % 2 == 0 ? -index - 1L : 1000L * index;
            a.id(id);
            annotations.add(a);
            expected.put(new BigInteger(Long.toUnsignedString(id)), item);
        }

        MemoryStore write(final IndexLimits limits, final long heapBudget) throws IOException {
            final MemoryStore store = new MemoryStore();
            final TestSource source = TestSource.of(schema, annotations);
            try (AnnotationWriter writer = AnnotationWriter.read(source, limits, heapBudget, Monitor.NONE)) {
                InfoFile.write(store, "points", writer.write(store, "points", false, Monitor.NONE));
            }
            return store;
        }
    }

    @Property(tries = 250)
    void pointsAreFoundExactlyOnceInTheCellTheyLieIn(
            @ForAll @IntRange(min = 2, max = 5) final int rank,
            @ForAll final boolean image,
            @ForAll @Size(max = 6) final List<PropertyType> types,
            @ForAll final boolean ownIds,
            @ForAll @IntRange(max = 300) final int count,
            @ForAll final Layout layout,
            @ForAll final boolean onDisk,
            @ForAll final long seed)
            throws IOException {
        AnnotationSchema schema =
                AnnotationSchema.of(GeometryKind.POINT, space(rank, image)).withProperties(properties(types));
        if (ownIds) schema = schema.withOwnIds();
        final Sample sample = new Sample(schema, layout, count, seed);
        final AnnotationReader reader = new AnnotationReader(sample.write(SMALL, onDisk ? 0 : 1 << 20), "points");
        assertEquals(sample.expected, reader.byId());
        final Map<BigInteger, AnnotationReader.Item> found = new TreeMap<>();
        for (int level = 0; level < reader.levels(); level++) {
            for (final Map.Entry<List<Integer>, Map<BigInteger, AnnotationReader.Item>> cell :
                    reader.level(level).entrySet()) {
                final double[][] corners = reader.corners(level, cell.getKey());
                assertTrue(cell.getValue().size() <= reader.limit(level), "limit");
                for (final Map.Entry<BigInteger, AnnotationReader.Item> e :
                        cell.getValue().entrySet()) {
                    assertEquals(null, found.put(e.getKey(), e.getValue()), "twice");
                    for (int d = 0; d < rank; d++) {
                        final double p = e.getValue().geometry[d];
                        assertTrue(p >= corners[0][d] && p < corners[1][d], "in its cell");
                    }
                }
            }
        }
        assertEquals(sample.expected, found);
    }

    @Property(tries = 150)
    void shapesAreInEveryCellOfTheirLevelThatTheyMeet(
            @ForAll @IntRange(min = 1, max = 4) final int kind,
            @ForAll @IntRange(min = 2, max = 3) final int rank,
            @ForAll final boolean image,
            @ForAll @IntRange(max = 60) final int count,
            @ForAll final Layout layout,
            @ForAll final long seed)
            throws IOException {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.values()[kind], space(rank, image))
                .withProperties(properties(List.of(PropertyType.UINT8)));
        final Sample sample = new Sample(schema, layout, count, seed);
        final AnnotationReader reader = new AnnotationReader(sample.write(SMALL, 1 << 20), "points");
        assertEquals(sample.expected, reader.byId());
        final Map<BigInteger, Integer> levelOf = new HashMap<>();
        for (int level = 0; level < reader.levels(); level++) {
            final Map<List<Integer>, Map<BigInteger, AnnotationReader.Item>> cells = reader.level(level);
            final Set<BigInteger> here = new HashSet<>();
            cells.values().forEach(cell -> here.addAll(cell.keySet()));
            for (final BigInteger id : here) {
                assertEquals(null, levelOf.put(id, level), "in two levels");
                final float[] geometry = sample.expected.get(id).geometry;
                for (final List<Integer> cell : cellsOfSamples(reader, level, schema, geometry)) {
                    assertTrue(
                            cells.containsKey(cell) && cells.get(cell).containsKey(id),
                            () -> id + " is missing in cell " + cell + ": " + Arrays.toString(geometry));
                }
            }
            cells.forEach((cell, list) -> list.forEach((id, item) -> assertEquals(sample.expected.get(id), item)));
        }
        assertEquals(sample.expected.keySet(), new TreeSet<>(levelOf.keySet()));
    }

    /** The cells of points that certainly belong to the shape. */
    private static Set<List<Integer>> cellsOfSamples(
            final AnnotationReader reader, final int level, final AnnotationSchema schema, final float[] geometry) {
        final int rank = schema.space().rank();
        final Random random = new Random(1);
        final Set<List<Integer>> cells = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            final double[] p = new double[rank];
            double norm = 0;
            for (int d = 0; d < rank; d++) {
                p[d] = random.nextGaussian();
                norm += p[d] * p[d];
            }
            final double along = random.nextDouble() * 0.98 + 0.01;
            final int vertex = random.nextInt(geometry.length / rank - 1);
            for (int d = 0; d < rank; d++) {
                final double a = geometry[vertex * rank + d];
                final double b = geometry[(vertex + 1) * rank + d];
                if (schema.kind() == GeometryKind.ELLIPSOID) p[d] = a + p[d] / Math.sqrt(norm) * b * 0.999;
                else if (schema.kind() == GeometryKind.BOX) p[d] = a + (b - a) * random.nextDouble();
                else p[d] = a + (b - a) * along;
            }
            if (!nearBorder(reader, level, p)) cells.add(cell(reader, level, p));
        }
        return cells;
    }

    private static boolean nearBorder(final AnnotationReader reader, final int level, final double[] p) {
        for (int d = 0; d < p.length; d++) {
            final double x = inCells(reader, level, d, p[d]);
            if (Math.abs(x - Math.rint(x)) < 1e-6) return true;
        }
        return false;
    }

    private static double inCells(final AnnotationReader reader, final int level, final int d, final double p) {
        final double size = reader.info()
                .required("spatial")
                .get(level)
                .required("chunk_size")
                .get(d)
                .doubleValue();
        return (p - reader.info().required("lower_bound").get(d).doubleValue()) / size;
    }

    private static List<Integer> cell(final AnnotationReader reader, final int level, final double[] p) {
        final List<Integer> cell = new ArrayList<>();
        for (int d = 0; d < p.length; d++) {
            final int n = reader.info()
                    .required("spatial")
                    .get(level)
                    .required("grid_shape")
                    .get(d)
                    .intValue();
            cell.add(Math.max(0, Math.min(n - 1, (int) Math.floor(inCells(reader, level, d, p[d])))));
        }
        return cell;
    }

    @Property(tries = 60)
    void relatedObjectsListTheirAnnotations(
            @ForAll @IntRange(max = 120) final int count, @ForAll final boolean onDisk, @ForAll final long seed)
            throws IOException {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, space(3, true))
                .withProperties(properties(List.of(PropertyType.INT16)))
                .withRelationships(List.of("cell body", "cell/body", "Cell_body", "cell_body_2"));
        final Sample sample = new Sample(schema, Layout.UNIFORM, count, seed);
        final AnnotationReader reader = new AnnotationReader(sample.write(SMALL, onDisk ? 0 : 1 << 20), "points");
        final Set<String> keys = new HashSet<>();
        for (final JsonNode r : reader.info().get("relationships"))
            assertTrue(keys.add(r.get("key").asText().toLowerCase(Locale.ROOT)), "a folder of two relationships");
        for (int r = 0; r < schema.relationships().size(); r++) {
            final String name = schema.relationships().get(r);
            final Map<BigInteger, Map<BigInteger, AnnotationReader.Item>> expected = new TreeMap<>();
            sample.expected.forEach((id, item) -> item.related
                    .get(name)
                    .forEach(object -> expected.computeIfAbsent(object, k -> new HashMap<>())
                            .put(id, item)));
            assertEquals(expected, reader.related(r));
        }
        reader.byId().forEach((id, item) -> assertEquals(sample.expected.get(id).related, item.related));
    }

    @Property(tries = 40)
    void filesAreTheSameWhetherPointsAreInMemoryOrOnDisk(
            @ForAll final Layout layout,
            @ForAll @IntRange(min = 100, max = 600) final int count,
            @ForAll final long seed)
            throws IOException {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, space(3, true))
                .withProperties(properties(List.of(PropertyType.FLOAT32, PropertyType.RGB)));
        final Sample sample = new Sample(schema, layout, count, seed);
        final MemoryStore whole = sample.write(new IndexLimits(8, 30, 20, 1 << 24), 1 << 20);
        final MemoryStore portions = sample.write(new IndexLimits(8, 30, 20, 40), 0);
        final Set<String> keys = new TreeSet<>();
        whole.walk("", (key, size) -> keys.add(key));
        final Set<String> others = new TreeSet<>();
        portions.walk("", (key, size) -> others.add(key));
        assertEquals(keys, others);
        if (layout == Layout.IDENTICAL) return; // their order, before it is shuffled, depends on the portion
        for (final String key : keys)
            assertArrayEquals(whole.read(key).get(), portions.read(key).get(), key);
    }

    private static AnnotationReader write(final AnnotationSource source, final boolean showAll) throws IOException {
        final MemoryStore store = new MemoryStore();
        try (AnnotationWriter writer = AnnotationWriter.read(source, Monitor.NONE)) {
            InfoFile.write(store, "p", writer.write(store, "p", showAll, Monitor.NONE));
        }
        return new AnnotationReader(store, "p");
    }

    @Test
    void noAnnotationsAreADatasetToo() throws IOException {
        final AnnotationReader reader = write(TestSource.points(AnnotationSpace.voxels()), false);
        assertEquals(Map.of(), reader.byId());
        assertEquals(1, reader.levels());
        assertEquals(1, reader.limit(0));
        assertEquals(Map.of(), reader.level(0));
        assertEquals(-0.5, reader.info().get("lower_bound").get(0).doubleValue());
        assertEquals(0.5, reader.info().get("upper_bound").get(2).doubleValue());
    }

    @Test
    void infoDescribesTheSpaceExactly() throws IOException {
        final List<Dimension> dimensions = List.of(
                Dimension.of("x", new BigDecimal("0.65").multiply(new BigDecimal("1e-6")), "m"),
                Dimension.of("y", new BigDecimal("0.65").multiply(new BigDecimal("1e-6")), "m"),
                Dimension.of("z", new BigDecimal("2e-6"), "m"));
        final AnnotationSchema schema = AnnotationSchema.of(
                        GeometryKind.POINT, AnnotationSpace.of(dimensions, 8000, 10000, 2000))
                .withProperties(List.of(
                        new PropertySpec("score", PropertyType.FLOAT32, "a measure"),
                        PropertySpec.labels("kind", List.of("neg", "pos"), "")));
        final JsonNode info = write(TestSource.of(schema, List.of(new Annotation(schema))), false)
                .info();
        assertEquals(
                "{\"x\":[6.5E-7,\"m\"],\"y\":[6.5E-7,\"m\"],\"z\":[0.000002,\"m\"]}",
                info.get("dimensions").toString(),
                "to the last digit");
        assertEquals("[-0.5,-0.5,-0.5]", info.get("lower_bound").toString());
        assertEquals("[7999.5,9999.5,1999.5]", info.get("upper_bound").toString());
        assertEquals("point", info.get("annotation_type").asText());
        assertEquals(
                "[{\"id\":\"score\",\"type\":\"float32\",\"description\":\"a measure\"},"
                        + "{\"id\":\"kind\",\"type\":\"uint8\",\"enum_values\":[0,1],\"enum_labels\":[\"neg\",\"pos\"]}]",
                info.get("properties").toString());
        assertEquals("[]", info.get("relationships").toString());
        assertEquals("{\"key\":\"by_id\"}", info.get("by_id").toString());
        assertEquals(1, info.get("spatial").size());
        final JsonNode level = info.get("spatial").get(0);
        assertEquals("spatial0", level.get("key").asText());
        assertEquals("[1,1,1]", level.get("grid_shape").toString());
        assertEquals(8000, level.get("chunk_size").get(0).doubleValue());
        assertEquals(10000, level.get("chunk_size").get(1).doubleValue());
        assertEquals(2000, level.get("chunk_size").get(2).doubleValue());
        assertEquals(1, level.get("limit").intValue());
    }

    @Test
    void withoutAnImageTheBoundsHaveRoomAroundTheData() throws IOException {
        final JsonNode info = write(
                        TestSource.points(AnnotationSpace.voxels(), new double[] {1, 2, 3}, new double[] {4, 2, 7}),
                        false)
                .info();
        assertEquals("[0.5,1.5,2.5]", info.get("lower_bound").toString());
        assertEquals("[4.5,2.5,7.5]", info.get("upper_bound").toString());
    }

    @Test
    void pointsOutsideTheImageAreKeptAndCounted() throws IOException {
        final AnnotationSpace space =
                AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), 10, 10, 10);
        final double[][] points = {{-0.5, 0, 0}, {9.5, 9, 9}, {9.6, 0, 0}, {0, -1, 0}, {0, 0, 1e6}};
        final TestSource source = TestSource.points(space, points);
        try (AnnotationWriter writer = AnnotationWriter.read(source, Monitor.NONE)) {
            assertEquals(3, writer.outside());
            assertEquals(5, writer.count());
        }
        final AnnotationReader reader = write(source, false);
        assertEquals(5, reader.level(0).get(List.of(0, 0, 0)).size());
    }

    @Test
    void anIdThatStandsTwiceIsAnErrorThatNamesBoth() {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, AnnotationSpace.voxels())
                .withOwnIds();
        final List<Annotation> all = new ArrayList<>();
        for (final long id : new long[] {3, -1, 7, -1}) {
            final Annotation a = new Annotation(schema);
            a.id(id);
            all.add(a);
        }
        final InputException e = assertThrows(
                InputException.class, () -> AnnotationWriter.read(TestSource.of(schema, all), Monitor.NONE));
        assertEquals(
                "The id 18446744073709551615 occurs at record 2 and again at record 4: every point needs its own id."
                        + " Correct one of them, or rename the column if it holds something else.",
                e.getMessage());
    }

    @Test
    void showAllWritesLimitOne() throws IOException {
        final double[][] points = new double[100][3];
        assertEquals(
                100,
                write(TestSource.points(AnnotationSpace.voxels(), points), false)
                        .limit(0));
        assertEquals(
                1,
                write(TestSource.points(AnnotationSpace.voxels(), points), true).limit(0));
    }

    @Test
    void theBeginningOfACellIsAFairSample() throws IOException {
        final double[][] points = new double[4000][3];
        for (int i = 0; i < points.length; i++) points[i][0] = i;
        final AnnotationReader reader = write(TestSource.points(AnnotationSpace.voxels(), points), false);
        double sum = 0;
        int n = 0;
        for (final AnnotationReader.Item item :
                reader.level(0).get(List.of(0, 0, 0)).values()) {
            if (n++ == 400) break;
            sum += item.geometry[0];
        }
        assertEquals(2000, sum / 400, 200, "three standard errors are 173");
    }

    @Test
    void manyPointsInOnePlaceEndAtTheLastLevel() throws IOException {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, space(3, true));
        final Sample sample = new Sample(schema, Layout.IDENTICAL, 400, 1);
        final AnnotationReader reader = new AnnotationReader(sample.write(SMALL, 1 << 20), "points");
        assertTrue(reader.levels() <= LevelGrids.MAX_LEVELS);
        int sum = 0;
        for (int level = 0; level < reader.levels(); level++) sum += reader.limit(level);
        assertEquals(400, sum, "one cell a level");
    }

    @Test
    void levelsWithManyCellsAreSharded() throws IOException {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, space(3, true));
        final Sample sample = new Sample(schema, Layout.UNIFORM, 600, 1);
        final AnnotationReader reader = new AnnotationReader(sample.write(SMALL, 1 << 20), "points");
        int sharded = 0;
        int found = 0;
        for (int level = 0; level < reader.levels(); level++) {
            final int cells = reader.level(level).size();
            assertEquals(cells > 30, reader.info().get("spatial").get(level).has("sharding"), cells + " cells");
            if (cells > 30) sharded++;
            for (final Map<BigInteger, AnnotationReader.Item> cell :
                    reader.level(level).values()) found += cell.size();
        }
        assertTrue(sharded > 0, "no level has more than 30 cells");
        assertEquals(600, found);
    }

    @Test
    void fewAnnotationsHaveAFileEachManyHaveShards() throws IOException {
        final AnnotationReader few = write(TestSource.points(AnnotationSpace.voxels(), new double[1000][3]), false);
        assertFalse(few.info().get("by_id").has("sharding"));
        final AnnotationReader many = write(TestSource.points(AnnotationSpace.voxels(), new double[1001][3]), false);
        assertTrue(many.info().get("by_id").has("sharding"));
        assertEquals(1001, many.byId().size());
    }
}
