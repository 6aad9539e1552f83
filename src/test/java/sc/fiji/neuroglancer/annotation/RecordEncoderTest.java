package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** The golden bytes come from Neuroglancer's own Python writer and were decoded again by its viewer. */
class RecordEncoderTest {

    private static final String FIRST = "00002841 0000a241 00004040 0000003f feffffff 0102 01 ff8000 01020304 0000";
    private static final String SECOND = "0000803f 00000040 00000000 000080bf 70110100 0100 00 0000ff a0b0c0ff 0000";

    /** The four bytes at the end were one rgba property; four of type uint8 have the same place. */
    private static AnnotationSchema schema() {
        return AnnotationSchema.of(GeometryKind.POINT, AnnotationSpace.voxels())
                .withProperties(List.of(
                        PropertySpec.labels("kind", List.of("neg", "pos"), ""),
                        new PropertySpec("score", PropertyType.FLOAT32, ""),
                        new PropertySpec("color", PropertyType.RGB, ""),
                        new PropertySpec("area", PropertyType.UINT16, ""),
                        new PropertySpec("n", PropertyType.INT32, ""),
                        new PropertySpec("r", PropertyType.UINT8, ""),
                        new PropertySpec("g", PropertyType.UINT8, ""),
                        new PropertySpec("b", PropertyType.UINT8, ""),
                        new PropertySpec("a", PropertyType.UINT8, "")))
                .withRelationships(List.of("segment"))
                .withOwnIds();
    }

    private static Annotation first(final AnnotationSchema schema) {
        final Annotation a = new Annotation(schema);
        set(a, 7, new double[] {10.5, 20.25, 3}, new double[] {1, .5, 0xff8000, 513, -2, 1, 2, 3, 4});
        a.relate(0, 5);
        a.relate(0, 1L << 40);
        return a;
    }

    private static void set(final Annotation a, final long id, final double[] position, final double[] values) {
        a.clear();
        a.id(id);
        for (int d = 0; d < position.length; d++) a.geometry(d, position[d]);
        for (int p = 0; p < values.length; p++) a.property(p, values[p]);
    }

    private static Annotation second(final AnnotationSchema schema) {
        final Annotation a = new Annotation(schema);
        set(a, (1L << 53) + 1, new double[] {1, 2, 0}, new double[] {0, -1, 255, 1, 70000, 160, 176, 192, 255});
        return a;
    }

    private static String hex(final byte[] bytes, final int length) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) text.append(String.format("%02x", bytes[i]));
        return text.toString();
    }

    private static String plain(final String hex) {
        return hex.replace(" ", "");
    }

    private static AnnotationSource two() {
        final AnnotationSchema schema = schema();
        return TestSource.of(schema, List.of(first(schema), second(schema)));
    }

    @Test
    void recordsAreThoseOfNeuroglancer() {
        final Bytes out = new Bytes(0);
        new RecordEncoder(schema()).encode(first(schema()), 1, out);
        assertEquals(plain(FIRST), hex(out.array(), out.size()));
        out.clear();
        new RecordEncoder(schema()).encode(second(schema()), 2, out);
        assertEquals(plain(SECOND), hex(out.array(), out.size()));
        assertEquals(out.size(), schema().recordBytes());
    }

    @Test
    void listsAreThoseOfNeuroglancer() throws IOException {
        try (AnnotationBuffer buffer = new AnnotationBuffer(schema(), 1 << 20, Monitor.NONE)) {
            two().forEach(buffer);
            final AnnotationList list = new AnnotationList();
            list.add(buffer, 0);
            list.add(buffer, 1);
            final String ids = "0700000000000000 0100000000002000";
            assertEquals(
                    plain("0200000000000000" + FIRST + SECOND + ids),
                    hex(list.inOrder().array(), list.inOrder().size()));
        }
    }

    @Test
    void singleAnnotationsAreThoseOfNeuroglancer() throws IOException {
        final MemoryStore store = new MemoryStore();
        try (AnnotationWriter writer = AnnotationWriter.read(two(), Monitor.NONE)) {
            InfoFile.write(store, "cells", writer.write(store, "cells", false, Monitor.NONE));
        }
        final byte[] seven = store.read("cells/by_id/7").orElseThrow();
        assertEquals(plain(FIRST + "02000000 0500000000000000 0000000000010000"), hex(seven, seven.length));
        final byte[] large = store.read("cells/by_id/9007199254740993").orElseThrow();
        assertEquals(plain(SECOND + "00000000"), hex(large, large.length));
        final byte[] five = store.read("cells/rel_segment/5").orElseThrow();
        assertEquals(plain("0100000000000000" + FIRST + "0700000000000000"), hex(five, five.length));
    }

    @Test
    void polylinesAreThoseOfNeuroglancer() throws IOException {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POLYLINE, AnnotationSpace.voxels())
                .withProperties(List.of(
                        PropertySpec.labels("kind", List.of("neg", "pos"), ""),
                        new PropertySpec("score", PropertyType.FLOAT32, "")));
        final Annotation a = new Annotation(schema);
        a.vertex(0, 0, 0);
        a.vertex(1, 0, 0);
        a.vertex(1, 1, 2);
        a.property(0, 1);
        a.property(1, 2);
        final MemoryStore store = new MemoryStore();
        try (AnnotationWriter writer = AnnotationWriter.read(TestSource.of(schema, List.of(a)), Monitor.NONE)) {
            writer.write(store, "lines", false, Monitor.NONE);
        }
        final byte[] cell = store.read("lines/spatial0/0_0_0").orElseThrow();
        assertEquals(
                plain("0100000000000000 03000000 000000000000000000000000 0000803f0000000000000000"
                        + "0000803f0000803f00000040 00000040 01000000 0100000000000000"),
                hex(cell, cell.length));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39})
    void coordinatesThatAreNotFiniteAreRefusedWithTheirRecord(final double value) {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, AnnotationSpace.voxels());
        final Annotation a = new Annotation(schema);
        a.geometry(1, value);
        final InputException e =
                assertThrows(InputException.class, () -> new RecordEncoder(schema).encode(a, 17, new Bytes(0)));
        assertTrue(e.getMessage().startsWith("Record 17 has " + value + " for y."), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 65536, 0.5, Double.NaN})
    void valuesThatDoNotFitAreRefused(final double value) {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, AnnotationSpace.voxels())
                .withProperties(List.of(new PropertySpec("area", PropertyType.UINT16, "")));
        final Annotation a = new Annotation(schema);
        a.property(0, value);
        final InputException e =
                assertThrows(InputException.class, () -> new RecordEncoder(schema).encode(a, 3, new Bytes(0)));
        assertTrue(e.getMessage().contains("Record 3: " + value + " does not fit into the property area"));
    }

    @Test
    void aPolylineNeedsTwoVertices() {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POLYLINE, AnnotationSpace.voxels());
        final Annotation a = new Annotation(schema);
        a.vertex(1, 2, 3);
        assertThrows(InputException.class, () -> new RecordEncoder(schema).encode(a, 1, new Bytes(0)));
    }
}
