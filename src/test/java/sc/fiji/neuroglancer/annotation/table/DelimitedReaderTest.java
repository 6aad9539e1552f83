package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Tables as programs and people write them. */
class DelimitedReaderTest {

    @TempDir
    private Path folder;

    private static final TableOptions VOXELS = TableOptions.VOXELS;
    private static final TableOptions MICRONS = TableOptions.VOXELS.byTable(0.5, 0.5, 2, "micron");

    private PointTable open(final String text, final Charset charset, final TableOptions options) throws IOException {
        final Path file = Files.write(folder.resolve("cells.csv"), text.getBytes(charset));
        return PointTable.open(file, options, Monitor.NONE);
    }

    private PointTable open(final String text) throws IOException {
        return open(text, StandardCharsets.UTF_8, VOXELS);
    }

    private static List<AnnotationReader.Item> export(final AnnotationSource source) throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(source, store, PointExportOptions.DEFAULT, Monitor.NONE);
        return new ArrayList<>(new AnnotationReader(store, "points").byId().values());
    }

    private static List<AnnotationReader.Item> items(final PointTable table) throws IOException {
        return export(table.sources(AnnotationSpace.voxels(), true).get(0));
    }

    private static String positions(final PointTable table) throws IOException {
        final StringBuilder text = new StringBuilder();
        for (final AnnotationReader.Item item : items(table)) text.append(Arrays.toString(item.geometry));
        return text.toString();
    }

    private static final String TWO = "[10.5, 20.0, 3.0][4.0, 5.0, 6.0]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,y,z\r10.5,20,3\r4,5,6\r",
                "x,y,z\r\r\n10.5,20,3\r\n4,5,6",
                "x, \"y\", \"z\"\n10.5, \"20\", \"3\"\n4,5,6\n",
                "x;y;z\n10,5;20;3\n;;\n4;5;6\n;;\n;;\n",
                "x,y,z,note\n10.5,20,3,\"a\rb\"\n4,5,6,\n",
                "x y z\n10.5 20 3\n4 5 6\n",
                "1.05e+01 2.0e+01 3.0e+00\n4.0e+00 5.0e+00 6.0e+00\n",
                "  x    y   z  \n 10.5  20   3 \n    4   5   6 \n",
                "# x y z\n10.5 20 3\n4 5 6\n",
                "#x,y,z\n10.5,20,3\n4,5,6\n",
                "# made by a program\n# 3 columns\nx,y,z\n10.5,20,3\n4,5,6\n",
                "# made by a program\n10.5,20,3\n4,5,6\n",
                "Position,,,\n====,,,\n,,,\nx,y,z,\n10.5,20,3,\n4,5,6,\n",
                "sep=;\nx;y;z\n10,5;20;3\n4;5;6\n"
            })
    void tablesInManyDresses(final String text) throws IOException {
        assertEquals(TWO, positions(open(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
    void textsInManyEncodings(final String charset) throws IOException {
        final String mark = charset.equals("UTF-16") || charset.startsWith("ISO") ? "" : "\ufeff";
        final String text = mark + "x (\u00b5m)\ty (\u00b5m)\tz (\u00b5m)\tname\n5,25\t10\t6\tZelle \u00e4\n";
        final PointTable table = open(text, Charset.forName(charset), MICRONS);
        assertTrue(table.isPhysical());
        assertEquals("[10.5, 20.0, 3.0]", positions(table));
        assertEquals(
                List.of("Zelle \u00e4"),
                table.sources(AnnotationSpace.voxels(), true)
                        .get(0)
                        .schema()
                        .properties()
                        .get(0)
                        .labels());
    }

    @Test
    void aLetterAtTheEndOfTheFirstBlockIsNoReasonToDoubtUtf8() throws IOException {
        final StringBuilder text = new StringBuilder("x,y,z,name\n");
        while (text.length() < (1 << 16) - 1 - "1,2,3,".length()) text.append('\n');
        text.append("1,2,3,\u00e4\n");
        assertEquals(
                List.of("\u00e4"),
                open(text.toString())
                        .sources(AnnotationSpace.voxels(), true)
                        .get(0)
                        .schema()
                        .properties()
                        .get(0)
                        .labels());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Centroid X \u00b5m\tCentroid Y \u00b5m\tZ um\n5.25\t10\t6\n",
                "x_\u03bcm,y_um,z_microns\n5.25,10,6\n",
                "X_um,Y_um,Z_um,x,y,z\n5.25,10,6,10.5,20,3\n"
            })
    void unitsMayStandBehindNames(final String text) throws IOException {
        assertEquals("[10.5, 20.0, 3.0]", positions(open(text, StandardCharsets.UTF_8, MICRONS)));
    }

    @Test
    void secondsAreNoFrames() throws IOException {
        assertEquals(List.of("t (s)"), open("x,y,z,t (s)\n1,2,3,4.5\n").propertyColumns());
        final List<Dimension> dimensions =
                new ArrayList<>(AnnotationSpace.voxels().dimensions());
        dimensions.add(Dimension.of("t", BigDecimal.ONE, "s"));
        final AnnotationSource frames = open("x,y,z,t (s),frame\n1,2,3,4.5,7\n")
                .sources(AnnotationSpace.of(dimensions), true)
                .get(0);
        assertEquals("[1.0, 2.0, 3.0, 7.0]", Arrays.toString(export(frames).get(0).geometry));
    }

    @Test
    void missingNumbersOfRAndExcelAreMissing() throws IOException {
        final PointTable table = open("x,y,z,area,kind,segment\n1,2,3,NA,NA,NA\n1,2,3,4.5,b,7\n1,2,3,#N/A,n/a,\n");
        final List<AnnotationReader.Item> items = items(table);
        assertEquals(Map.of("area", Double.NaN, "kind", 0.0), items.get(0).properties);
        assertEquals(Map.of("area", 4.5, "kind", 1.0), items.get(1).properties);
        assertEquals(Map.of("area", Double.NaN, "kind", 2.0), items.get(2).properties);
        assertEquals("{segments=[]}", items.get(0).related.toString());
        assertThrows(InputException.class, () -> items(open("x,y,z\n1,2,NA\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "'1,234,567', 1234567",
        "'1.234.567', 1234567",
        "'-1.234.567,8', -1234567.8",
        "'1,234,567.8', 1234567.8",
        "'1,5e3', 1500",
        "1e3, 1000"
    })
    void thousandsMayBeApart(final String text, final double value) {
        assertEquals(value, Numbers.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.2,3", "1,2.5", "1,2,3", "12.34.567", "1,234.567.890", "2026.11.22"})
    void versionsDatesAndListsAreNoNumbers(final String text) {
        assertThrows(NumberFormatException.class, () -> Numbers.parse(text));
    }

    @Test
    void wholeNumbersThatAPropertyRoundsAreNamed() throws IOException {
        final PointTable table = open("x,y,z,parent,small,gap\n1,2,3,720575940379283312,16777216,5\n"
                + "1,2,3,720575940379283313,4294967295,\n");
        assertEquals(
                List.of(
                        "Column parent has whole numbers above 16777216, of which a property keeps about 7 digits. To keep ids"
                                + " exactly, name the column segment:parent."),
                table.notes().stream().map(Object::toString).toList());
    }
}
