package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class IdColumnTest {

    @TempDir
    private Path folder;

    private PointTable open(final String text) throws IOException {
        final Path file = Files.write(folder.resolve("cells.csv"), text.getBytes(StandardCharsets.UTF_8));
        return PointTable.open(file, TableOptions.VOXELS, Monitor.NONE);
    }

    private static Map<BigInteger, AnnotationReader.Item> export(final PointTable table, final AnnotationSpace space)
            throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(table.sources(space, true).get(0), store, PointExportOptions.DEFAULT, Monitor.NONE);
        return new AnnotationReader(store, "points").byId();
    }

    private String ids(final PointTable table) throws IOException {
        return export(table, AnnotationSpace.voxels()).entrySet().stream()
                .map(e -> e.getKey() + ":" + (int) e.getValue().geometry[0])
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,x,y,z\n18446744073709551615,1,2,3\n0,4,5,6\n40,7,8,9\n",
                "x,y,z,ID\n1,2,3,18446744073709551615\n4,5,6,0.0\n7,8,9,40\n",
                "x;y;z;Id\n1;2;3;18446744073709551615\n4;5;6;0\n7;8;9;40\n",
                "[{\"id\":\"18446744073709551615\",\"point\":[1,2,3]},{\"id\":0,\"point\":[4,5,6]},{\"id\":40,\"point\":[7,8,9]}]"
            })
    void idsOfTheTableAreThoseOfTheAnnotations(final String text) throws IOException {
        final PointTable table = open(text);
        assertEquals("0:4 40:7 18446744073709551615:1", ids(table));
        assertEquals(List.of(), table.propertyColumns());
        assertEquals(List.of(), table.notes());
    }

    @Test
    void rowsThatAreCountedNeedNoIdsOfTheirOwn() throws IOException {
        final PointTable table = open("id,x,y,z\n1,1,2,3\n2,4,5,6\n");
        assertFalse(
                table.sources(AnnotationSpace.voxels(), true).get(0).schema().ownIds());
        assertEquals("1:1 2:4", ids(table));
        assertEquals(List.of(), table.propertyColumns());
        assertTrue(open("id,x,y,z\n2,1,2,3\n1,4,5,6\n")
                .sources(AnnotationSpace.voxels(), true)
                .get(0)
                .schema()
                .ownIds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,x,y,z~7,1,2,3~c8,4,5,6~ | 'c8' (line 3)",
                "id,x,y,z~7,1,2,3~,4,5,6~ | '' (line 3)",
                "x,y,z,id~1,2,3,-7~4,5,6,8~ | '-7' (line 2)",
                "[{\"point\":[1,2,3],\"id\":\"3f0a\"},{\"point\":[4,5,6],\"id\":\"4\"}] | '3f0a' (entry 1)"
            })
    void aColumnOfOtherThingsIsAPropertyAndSaysSo(final String text, final String what) throws IOException {
        final PointTable table = open(text.replace('~', '\n'));
        assertEquals(
                List.of("Column id was not used for the ids, which are 1, 2, 3...: " + what
                        + " is not a whole number from 0 to 18446744073709551615."),
                table.notes().stream().map(Object::toString).toList());
        assertEquals(List.of("id"), table.propertyColumns());
        assertEquals("1:1 2:4", ids(table));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,x,y,z~7,1,2,3~~8,4,5,6~7,4,5,6~ | line 2 and again at line 5",
                "[{\"x\":1,\"y\":2,\"z\":3,\"id\":3},{\"x\":1,\"y\":2,\"z\":3,\"id\":7},{\"x\":1,\"y\":2,\"z\":3,\"id\":7}]"
                        + " | entry 2 and again at entry 3"
            })
    void anIdThatStandsTwiceIsNamedWithItsLines(final String text, final String where) throws IOException {
        final PointTable table = open(text.replace('~', '\n'));
        final InputException e = assertThrows(InputException.class, () -> ids(table));
        assertEquals(
                "The id 7 occurs at " + where + ": every point needs its own id. Correct one of them, or rename the"
                        + " column if it holds something else.",
                e.getMessage());
    }

    @Test
    void moreIdsThanFitIntoTheHeapAreLeftOut() {
        final IdColumn column = IdColumn.find(List.of("x", "ID"));
        for (int i = 0; i < 100; i++) column.learn(Integer.toString(2 * i), "line");
        column.refuseTooMany(100 * 64);
        assertTrue(column.isUsable());
        column.refuseTooMany(100 * 64 - 64);
        assertEquals(
                "Column ID was not used for the ids, which are 1, 2, 3...: there is not enough memory for this many ids"
                        + " (-Xmx).",
                column.note().toString());
    }

    @Test
    void rowsOnAllSlicesCannotKeepTheirIds() throws IOException {
        final ImagePlus image = IJ.createImage("stack", "8-bit", 10, 10, 3);
        final ImageGrid grid = ImageGrid.of(image);
        final ResultsTable results = new ResultsTable();
        for (final int id : new int[] {30, 20}) {
            results.addRow();
            results.addValue("X", 1);
            results.addValue("Y", 2);
            results.addValue("ID", id);
        }
        final PointTable all = PointTable.open(results, grid, Unplaced.ALL, Monitor.NONE);
        assertEquals(6, export(all, grid.space()).size());
        assertTrue(
                all.notes().get(0).toString().endsWith("1, 2, 3...: some rows become several points."),
                all.notes()::toString);
        final PointTable current = PointTable.open(results, grid, Unplaced.CURRENT, Monitor.NONE);
        assertEquals("[20, 30]", export(current, grid.space()).keySet().toString());
    }
}
