package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class SegmentColumnsTest {

    @TempDir
    private Path folder;

    private static AnnotationReader export(final Path folder, final String text, final boolean properties)
            throws IOException {
        final Path file = Files.write(folder.resolve("cells.csv"), text.getBytes(StandardCharsets.UTF_8));
        final PointTable table = PointTable.open(file, TableOptions.VOXELS, Monitor.NONE);
        final MemoryStore store = new MemoryStore();
        PointExport.run(
                table.sources(AnnotationSpace.voxels(), properties).get(0),
                store,
                PointExportOptions.DEFAULT,
                Monitor.NONE);
        return new AnnotationReader(store, "points");
    }

    /** For each point its segments by relationship. */
    private String related(final String text) throws IOException {
        return export(folder, text, true).byId().values().stream()
                .map(item -> item.related.toString())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,y,z,segment\n1,2,3,7\n4,5,6,18446744073709551615\n",
                "x,y,z,Segments\n1,2,3,7.0\n4,5,6,18446744073709551615\n",
                "Segment ID;x;y;z\n7;1;2;3\n18446744073709551615;4;5;6\n",
                "x\ty\tz\tsegment_ids\n1\t2\t3\t7\n4\t5\t6\t18446744073709551615",
                "[{\"x\":1,\"y\":2,\"z\":3,\"segments\":7},{\"x\":4,\"y\":5,\"z\":6,\"segments\":\"18446744073709551615\"}]",
                "[{\"x\":1,\"y\":2,\"z\":3,\"segment\":[7]},{\"x\":4,\"y\":5,\"z\":6,\"segment\":[18446744073709551615]}]",
                "[{\"point\":[1,2,3],\"segments\":[\"7\"]},{\"point\":[4,5,6],\"segments\":[18446744073709551615]}]",
                "{\"annotations\":[{\"type\":\"point\",\"point\":[1,2,3],\"segments\":[[\"7\"]]},"
                        + "{\"type\":\"point\",\"point\":[4,5,6],\"segments\":[[\"18446744073709551615\"]]}]}"
            })
    void aColumnOfThatNameRelatesPointsToSegments(final String text) throws IOException {
        assertEquals("{segments=[7]}{segments=[18446744073709551615]}", related(text));
    }

    @Test
    void aCellMayNameAnyNumberOfSegments() throws IOException {
        assertEquals(
                "{segments=[1, 2, 3]}{segments=[]}{segments=[5]}{segments=[]}{segments=[4, 4]}",
                related("x,y,z,segments\n0,0,0,1 2; 3\n0,0,0,\n0,0,0,0;5\n0,0,0,NaN\n0,0,0,4 4\n"));
    }

    @Test
    void relationshipsHaveNames() throws IOException {
        final String text =
                "x,y,z,segment: cell body,nucleus,segments:nucleus,segment,Segment:cell body\n" + "0,0,0,1,9,2,3,4\n";
        assertEquals("{cell body=[1, 4], nucleus=[2], segments=[3]}", related(text));
        assertEquals(
                Map.of("nucleus", 9.0),
                export(folder, text, true).byId().values().iterator().next().properties,
                "they are not properties, too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"segmentation", "segment area", "label", "label_id", "segments (px) x", "segment:", "seg"})
    void otherColumnsStayProperties(final String name) {
        assertFalse(SegmentColumns.isSegments(name));
    }

    @Test
    void withoutPropertiesThereAreNoRelationshipsEither() throws IOException {
        final AnnotationReader reader = export(folder, "x,y,z,segment\n1,2,3,7\n", false);
        assertEquals("[]", reader.info().get("relationships").toString());
        assertEquals("[]", reader.info().get("properties").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y,z,segment~1,2,3,7~4,5,6,-1~ | Line 3 of cells.csv has '-1' for segment",
                "x,y,z,segment~1,2,3,7 b~ | Line 2 of cells.csv has 'b' for segment",
                "x,y,z,segment:a~1,2,3,1.5~ | Line 2 of cells.csv has '1.5' for segment:a",
                "x,y,z,segments~1,2,3,18446744073709551616~ | Line 2 of cells.csv has '18446744073709551616' for segments",
                "[{\"x\":1,\"y\":2,\"z\":3,\"segments\":[1,{}]}] | Entry 1 of cells.csv has '{}' for segments"
            })
    void whatIsNoIdIsNamedWithItsLine(final String text, final String beginning) {
        final InputException e =
                assertThrows(InputException.class, () -> export(folder, text.replace('~', '\n'), true));
        assertEquals(
                beginning + ", which is not the id of a segment. Give a whole number from 0 to"
                        + " 18446744073709551615, or several separated by spaces.",
                e.getMessage());
    }

    @Property(tries = 100)
    void everyRelationIsFoundThroughBothIndexes(
            @ForAll @Size(min = 1, max = 60) final List<@Size(max = 4) List<Long>> segments) throws IOException {
        final StringBuilder text = new StringBuilder("x,y,z,segments\n");
        final Map<BigInteger, List<BigInteger>> byPoint = new TreeMap<>();
        final Map<BigInteger, TreeSet<BigInteger>> bySegment = new TreeMap<>();
        for (int i = 0; i < segments.size(); i++) {
            final BigInteger point = BigInteger.valueOf(i + 1L);
            final List<BigInteger> ids = new ArrayList<>();
            for (final long id : segments.get(i)) if (id != 0) ids.add(new BigInteger(Long.toUnsignedString(id)));
            byPoint.put(point, ids);
            for (final BigInteger id : ids)
                bySegment.computeIfAbsent(id, k -> new TreeSet<>()).add(point);
            text.append(i).append(",0,0,");
            text.append(ids.stream().map(BigInteger::toString).collect(Collectors.joining(i % 2 == 0 ? " " : ";")));
            text.append('\n');
        }
        final Path place = Files.createTempDirectory("segments");
        final AnnotationReader reader;
        try {
            reader = export(place, text.toString(), true);
        } finally {
            Files.delete(place.resolve("cells.csv"));
            Files.delete(place);
        }
        final Map<BigInteger, List<BigInteger>> found = new TreeMap<>();
        reader.byId().forEach((id, item) -> found.put(id, item.related.get("segments")));
        assertEquals(byPoint, found);
        final Map<BigInteger, TreeSet<BigInteger>> foundBySegment = new TreeMap<>();
        reader.related(0).forEach((segment, points) -> foundBySegment.put(segment, new TreeSet<>(points.keySet())));
        assertEquals(bySegment, foundBySegment);
        assertTrue(reader.info().at("/relationships/0/id").asText().equals("segments"));
    }
}
