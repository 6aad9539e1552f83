package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
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
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class PointTableTest {

    @TempDir
    Path folder;

    private static final TableOptions VOXELS = TableOptions.VOXELS;

    private Path file(final String text) throws IOException {
        return Files.write(folder.resolve("points.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private PointTable open(final String text, final TableOptions options) throws IOException {
        return PointTable.open(file(text), options, Monitor.NONE);
    }

    private static List<AnnotationReader.Item> export(final AnnotationSource source) throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(source, store, PointExportOptions.DEFAULT, Monitor.NONE);
        return new ArrayList<>(new AnnotationReader(store, "points").byId().values());
    }

    private List<AnnotationReader.Item> items(final String text, final TableOptions options) throws IOException {
        return export(
                open(text, options).sources(AnnotationSpace.voxels(), true).get(0));
    }

    private static String positions(final List<AnnotationReader.Item> items) {
        final StringBuilder text = new StringBuilder();
        for (final AnnotationReader.Item item : items) text.append(Arrays.toString(item.geometry));
        return text.toString();
    }

    private String positions(final String text, final TableOptions options) throws IOException {
        return positions(items(text, options));
    }

    private static final String TWO = "[10.5, 20.0, 3.0][4.0, 5.0, 6.0]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,y,z\n10.5,20,3\n4,5,6\n",
                "X\tY\tZ\r\n10.5\t20\t3\r\n4\t5\t6",
                "x;y;z\n10,5;20;3\n4;5;6\n",
                "x,y,z\n\"10,5\",20,3\n4,5,6\n",
                "\ufeffx,y,z\n10.5,20,3\n4,5,6\n",
                "10.5,20,3\n4,5,6\n",
                "10,5;20;3\n4;5;6\n",
                "POSITION_X,POSITION_Y,POSITION_Z\n10.5,20,3\n4,5,6\n",
                "index,axis-0,axis-1,axis-2\n0,3,20,10.5\n1,6,5,4\n",
                "label,centroid-0,centroid-1,centroid-2\n7,3,20,10.5\n8,6,5,4\n",
                "Z (px),Y [pixel],X (voxels)\n3,20,10.5\n6,5,4\n",
                " ,Label,X,Y,Slice\n1,a,10.5,20,4\n2,b,4,5,7\n",
                "name,z_pos,y_pos,x_pos\n\"a, \"\"b\"\"\nc\",3,20,10.5\n\nd,6,5,4\n",
                "sep\n\nx,y,z\n10.5,20,3\n4,5,6\n",
                "[[10.5,20,3],[4,5,6]]",
                " [[\"10.5\",\"20\",\"3\"],\n[4,5,6]]",
                "[{\"x\":10.5,\"y\":20,\"z\":3},{\"z\":6,\"y\":5,\"x\":4}]",
                "{\"version\":{\"a\":[1]},\"points\":[[10.5,20,3],[4,5,6]]}",
                "{\"type\":\"annotation\",\"annotations\":[{\"type\":\"point\",\"id\":\"a1\",\"point\":[10.5,20,3]},"
                        + "{\"type\":\"point\",\"id\":\"b2\",\"point\":[4,5,6],\"description\":\"soma\"}]}"
            })
    void positionsAreFound(final String text) throws IOException {
        assertEquals(TWO, positions(text, VOXELS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[3,20,10.5],[6,5,4]]", "3,20,10.5\n6,5,4\n"})
    void coordinatesWithoutNamesMayBeginWithZ(final String text) throws IOException {
        assertEquals(TWO, positions(text, TableOptions.VOXELS.withOrder(TableOptions.AxisOrder.ZYX)));
    }

    @Test
    void columnsCanBeChosen() throws IOException {
        final TableOptions options = TableOptions.VOXELS.withColumns("col", "row", "plane", "");
        assertEquals(TWO, positions("x,col,row,plane\n0,10.5,20,3\n0,4,5,6\n", options));
        final TableOptions absent = TableOptions.VOXELS.withColumns("", "", "depth", "");
        final InputException e = assertThrows(InputException.class, () -> open("x,y,plane\n1,2,3\n", absent));
        assertEquals(
                "The table has no column named depth for z; its columns are: x, y, plane. Rename the column"
                        + " that holds z to z.",
                e.getMessage());
    }

    @Test
    void trackMateHasFourHeaderRows() throws IOException {
        final String text = "LABEL,ID,TRACK_ID,QUALITY,POSITION_X,POSITION_Y,POSITION_Z,POSITION_T,FRAME,RADIUS\n"
                + "Label,Spot ID,Track ID,Quality,X,Y,Z,T,Frame,Radius\n"
                + "Label,Spot ID,Track ID,Quality,X,Y,Z,T,Frame,R\n"
                + ",,,(quality),(micron),(micron),(micron),(sec),,(micron)\n"
                + "ID1,12,0,7.5,5.25,10,6,12.5,1,2.5\nID2,30,,8,2,2.5,12,0,0,2.5\n";
        final TableOptions micrometres = TableOptions.VOXELS.physical(0.5, 0.5, 2, "\u00b5m");
        final PointTable table = open(text, micrometres);
        assertTrue(table.hasTime());
        assertEquals(List.of("LABEL", "TRACK_ID", "QUALITY", "POSITION_T", "RADIUS"), table.propertyColumns());
        final List<Dimension> dimensions =
                new ArrayList<>(AnnotationSpace.voxels().dimensions());
        dimensions.add(Dimension.of("t", BigDecimal.ONE, "s"));
        final AnnotationSource spots =
                table.sources(AnnotationSpace.of(dimensions), true).get(0);
        assertTrue(spots.schema().ownIds(), "those of the spots");
        final List<AnnotationReader.Item> items = export(spots);
        assertEquals("[10.5, 20.0, 3.0, 1.0][4.0, 5.0, 6.0, 0.0]", positions(items));
        assertEquals(
                Map.of("label", 0.0, "track_id", 0.0, "quality", 7.5, "position_t", 12.5, "radius", 2.5),
                items.get(0).properties);
        assertEquals(Double.NaN, items.get(1).properties.get("track_id"), "a spot without track");
        final InputException e = assertThrows(InputException.class, () -> open(text, VOXELS));
        assertEquals(
                "Column POSITION_X (micron) of points.csv says that coordinates are in micron, but they would be read"
                        + " as voxels: set units to Physical.",
                e.getMessage());
        final TableOptions nanometres = TableOptions.VOXELS.physical(500, 500, 2000, "nm");
        assertTrue(assertThrows(InputException.class, () -> open(text, nanometres))
                .getMessage()
                .contains("are in micron, but the image is in nm"));
    }

    @ParameterizedTest
    @CsvSource({"centimeter,cm", "cm,centimetre", "Microns,\u00b5m", "UM,micrometer", "inches,in", "furlong,Furlong"})
    void unitsMayBeSpelledInAnyWay(final String column, final String image) throws IOException {
        final TableOptions options = TableOptions.VOXELS.physical(0.5, 0.5, 2, image);
        assertTrue(open("x (" + column + "),y\n5.25,10\n", options).isPhysical());
    }

    @Test
    void imarisHasLinesBeforeItsHeader() throws IOException {
        final String text = "\nPosition\n====================\n"
                + "Position X,Position Y,Position Z,Unit,Category,Collection,Time,TrackID,ID,\n"
                + "5.25,10,6,um,Spot,Position,1,1000,0,\n2,2.5,12,um,Spot,Position,2,1000,1,\n";
        final TableOptions options = TableOptions.VOXELS.physical(0.5, 0.5, 2, "micron");
        final PointTable table = open(text, options);
        final List<Dimension> dimensions =
                new ArrayList<>(AnnotationSpace.voxels().dimensions());
        dimensions.add(Dimension.of("t", BigDecimal.ONE, "s"));
        assertEquals(
                "[10.5, 20.0, 3.0, 0.0][4.0, 5.0, 6.0, 1.0]",
                positions(export(
                        table.sources(AnnotationSpace.of(dimensions), true).get(0))));
        assertThrows(InputException.class, () -> open(text, VOXELS));
    }

    private static final String CELL_COUNTER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<CellCounter_Marker_File>\n <Image_Properties><Image_Filename>%s</Image_Filename></Image_Properties>\n"
            + " <Marker_Data><Current_Type>1</Current_Type>\n"
            + "  <Marker_Type><Type>1</Type>%s<Marker><MarkerX>10</MarkerX><MarkerY>20</MarkerY><MarkerZ>4</MarkerZ></Marker>\n"
            + "  </Marker_Type><Marker_Type><Type>2</Type>\n"
            + "   <Marker><MarkerX>4</MarkerX><MarkerY>5</MarkerY><MarkerZ>7</MarkerZ></Marker></Marker_Type>\n"
            + " </Marker_Data>\n</CellCounter_Marker_File>\n";

    @Test
    void cellCounterCountsPlanesFromOne() throws IOException {
        final String text = String.format(CELL_COUNTER, "brain.tif", "<Name>cFOS</Name>");
        final List<AnnotationReader.Item> items = items(text, VOXELS);
        assertEquals("[10.0, 20.0, 3.0][4.0, 5.0, 6.0]", positions(items));
        assertEquals(Map.of("counter", 1.0, "name", 0.0), items.get(0).properties);
        assertEquals(Map.of("counter", 2.0, "name", 1.0), items.get(1).properties);
        final TableOptions physical = TableOptions.VOXELS.physical(2, 2, 2, "mm");
        assertEquals("[10.0, 20.0, 3.0][4.0, 5.0, 6.0]", positions(text, physical), "markers are always voxels");
    }

    @Test
    void brainglobeCountsPlanesFromZero() throws IOException {
        final List<AnnotationReader.Item> items = items(String.format(CELL_COUNTER, "placeholder.tif", ""), VOXELS);
        assertEquals("[10.0, 20.0, 4.0][4.0, 5.0, 7.0]", positions(items));
        assertEquals(Map.of("counter", 1.0), items.get(0).properties);
    }

    @Test
    void xmlCannotReadOtherFiles() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "77");
        final String text = "<!DOCTYPE a [<!ENTITY e SYSTEM \""
                + folder.resolve("secret.txt").toUri() + "\">]>"
                + String.format(CELL_COUNTER, "a.tif", "<Name>&e;</Name>").replaceFirst("<\\?.*\\?>\n", "");
        final InputException e = assertThrows(InputException.class, () -> items(text, VOXELS));
        assertTrue(e.getMessage().matches("Line \\d+ of points.csv is not valid XML."), e.getMessage());
    }

    @Test
    void otherXmlIsRefused() {
        final InputException e = assertThrows(InputException.class, () -> open("<svg/>", VOXELS));
        assertEquals(
                "points.csv is not a Cell Counter file: it begins with <svg> instead of <CellCounter_Marker_File>.",
                e.getMessage());
    }

    @Test
    void columnsBecomePropertiesOfTheNarrowestType() throws IOException {
        final String text = "Label,x,y,z,Area,Mean,Count,Delta,Empty,Gap\n"
                + "a:1,1,2,3,70000,1.5,200,-5,,1\nb:2,1,2,3,3,2,0,7,,\na:1,1,2,3,4,2,0,7,,3\n";
        final PointTable table = open(text, VOXELS);
        final AnnotationSource source =
                table.sources(AnnotationSpace.voxels(), true).get(0);
        final List<String> types = new ArrayList<>();
        source.schema().properties().forEach(p -> types.add(p.id() + ":" + p.type() + p.labels() + p.description()));
        assertEquals(
                List.of(
                        "label:UINT8[a:1, b:2]Label",
                        "area:UINT32[]Area",
                        "mean:FLOAT32[]Mean",
                        "count:UINT8[]Count",
                        "delta:INT16[]Delta",
                        "gap:FLOAT32[]Gap"),
                types);
        final List<AnnotationReader.Item> items = export(source);
        assertEquals(
                Map.of("label", 1.0, "area", 3.0, "mean", 2.0, "count", 0.0, "delta", 7.0, "gap", Double.NaN),
                items.get(1).properties);
        assertEquals(0.0, items.get(2).properties.get("label"));
        assertEquals(
                List.of(),
                table.sources(AnnotationSpace.voxels(), false).get(0).schema().properties());
    }

    @Test
    void coloursOfWebPagesAreColours() throws IOException {
        final PointTable table = open("x,y,z,hue,maybe\n1,2,3,#ff8000,#000000\n1,2,3,#0000FF,\n", VOXELS);
        final AnnotationSource source =
                table.sources(AnnotationSpace.voxels(), true).get(0);
        assertEquals("rgb", source.schema().properties().get(0).type().label());
        assertEquals("uint8", source.schema().properties().get(1).type().label(), "a colour is not always there");
        final List<AnnotationReader.Item> items = export(source);
        assertEquals((double) 0xff8000, items.get(0).properties.get("hue"));
        assertEquals((double) 0xff, items.get(1).properties.get("hue"));
    }

    @Test
    void columnsThatDoNotFitIntoARecordAreLeftOutAndNamed() throws IOException {
        final StringBuilder names = new StringBuilder("x,y,z");
        final StringBuilder row = new StringBuilder("1,2,3");
        for (int i = 0; i < 62; i++) {
            names.append(",m").append(i);
            row.append(',').append(i).append(".5");
        }
        final PointTable table = open(names + "\n" + row + "\n", VOXELS);
        final List<AnnotationReader.Item> items =
                export(table.sources(AnnotationSpace.voxels(), true).get(0));
        assertEquals(60, items.get(0).properties.size());
        assertEquals(59.5, items.get(0).properties.get("m59"));
        assertEquals(
                List.of("Only the first 60 columns became properties, because Neuroglancer cannot read more per"
                        + " point; left out: m60, m61."),
                table.notes().stream().map(Object::toString).toList());
    }

    @Test
    void textsWithTooManyValuesAreLeftOutAndNamed() throws IOException {
        final StringBuilder text = new StringBuilder("x,y,z,name,kind\n");
        for (int i = 0; i <= 65535; i++)
            text.append("1,2,3,n").append(i).append(",k").append(i % 300).append('\n');
        final PointTable table = open(text.toString(), VOXELS);
        assertEquals(65536, table.rows());
        assertEquals(List.of("kind"), table.propertyColumns());
        assertEquals(
                List.of("Column name was left out: it has more than 65535 different texts."),
                table.notes().stream().map(Object::toString).toList());
        text.setLength(text.lastIndexOf("\n", text.length() - 2) + 1);
        assertEquals(List.of("name", "kind"), open(text.toString(), VOXELS).propertyColumns());
    }

    @Test
    void calibratedPositionsMeetTheVoxelsOfTheImage() throws IOException {
        final ImageMetadata image = ImageMetadata.builder("a", PixelType.UINT8, Size3.of(100, 100, 10))
                .voxelSize(0.5, 0.5, 2)
                .origin(-5, 0, 0)
                .build();
        final AnnotationSpace space = AnnotationSpace.of(image);
        final TableOptions physical = TableOptions.VOXELS.physical(0.5, 0.5, 2, "");
        // voxel 20 of an image whose origin is at voxel 10 has X = (20 - 10) * 0.5 in ImageJ
        assertEquals(
                "[10.0, 30.0, 4.0]",
                positions(export(
                        open("x,y,z\n5,15,8\n", physical).sources(space, true).get(0))));
        assertEquals(
                "[10.0, 30.0, 4.0]",
                positions(export(
                        open("x,y,z\n20,30,4\n", VOXELS).sources(space, true).get(0))));
        assertEquals(
                "[10.0, 30.0, 4.0]",
                positions(export(open("X,Y,Slice\n5,15,5\n", physical)
                        .sources(space, true)
                        .get(0))));
    }

    @Test
    void aFlatImageNeedsNoZ() throws IOException {
        final ImageMetadata image =
                ImageMetadata.builder("a", PixelType.UINT8, Size3.of(10, 10, 1)).build();
        final PointTable table = open("x,y\n1,2\n", VOXELS);
        assertEquals(
                "[1.0, 2.0]",
                positions(export(table.sources(AnnotationSpace.of(image), true).get(0))));
        final InputException e = assertThrows(
                InputException.class,
                () -> table.sources(AnnotationSpace.voxels(), true).get(0));
        assertEquals(
                "The table has no column named like a position for z; its columns are: x, y. Rename the"
                        + " column that holds z to z. If there is no such column, add one with the slice of each point,"
                        + " counted from 0.",
                e.getMessage());
    }

    @Test
    void imageJCountsFramesFromOne() throws IOException {
        final List<Dimension> dimensions =
                new ArrayList<>(AnnotationSpace.voxels().dimensions());
        dimensions.add(Dimension.of("t", BigDecimal.ONE, "s"));
        final PointTable table = open("X,Y,Slice,Frame\n1,2,3,4\n", VOXELS);
        assertEquals(
                "[1.0, 2.0, 2.0, 3.0]",
                positions(export(
                        table.sources(AnnotationSpace.of(dimensions), true).get(0))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c~1,2,3~ | The table has no column named like a position for x; its columns are: a, b, c. Rename the column that holds x to x.",
                "x,y,z~ | points.csv has no points.",
                "'' | points.csv has no points: it is empty.",
                "[] | points.csv has no points.",
                "{\"a\":1} | points.csv has no list of points, such as [[1, 2, 3], [4, 5, 6]].",
                "[[1,2,3],[1,2]] | Entry 2 of points.csv is not a point or shape like the others: [1,2]. Remove it.",
                "[[1,2,3],7] | Entry 2 of points.csv is not a point or shape like the others: 7. Remove it.",
                "x,y~1,\"2 | The quotation mark in line 2 is not closed."
            })
    void whatIsWrongIsSaidInOneSentence(final String text, final String message) {
        final InputException e = assertThrows(InputException.class, () -> open(text.replace('~', '\n'), VOXELS));
        assertEquals(message, e.getMessage());
    }

    @Test
    void invalidJsonIsNamedWithItsLine() {
        final InputException e = assertThrows(InputException.class, () -> open("[[1,2,3],\n[4,5;6]]", VOXELS));
        assertTrue(e.getMessage().startsWith("Line 2 of points.csv is not valid JSON: "), e.getMessage());
        assertThrows(InputException.class, () -> open("[[1,2,3],", VOXELS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y,z~1,2,3~4,abc,6~ | Line 3 of points.csv has 'abc' for y, which is not a number. Correct or remove it.",
                "x,y,z~1,2,3~~4,5~ | Line 4 of points.csv has '' for z, which is not a number. Correct or remove it.",
                "x,y,z~1,2,NaN~ | Line 2 of points.csv has 'NaN' for z, which is not a number. Correct or remove it.",
                "[[1,2,3],[1,null,3]] | Entry 2 of points.csv has '' for y, which is not a number. Correct or remove it."
            })
    void unreadablePositionsAreNamedWithTheirLine(final String text, final String message) {
        final InputException e = assertThrows(InputException.class, () -> items(text.replace('~', '\n'), VOXELS));
        assertEquals(message, e.getMessage());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        final Path absent = folder.resolve("absent.csv");
        final InputException e =
                assertThrows(InputException.class, () -> PointTable.open(absent, VOXELS, Monitor.NONE));
        assertEquals(
                "The file " + absent + " does not exist. Check the name of the file with the points.", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "'1,5', 1.5",
        "-3, -3",
        "+1e-3, 0.001",
        "'1.234,5', 1234.5",
        "'1,234.5', 1234.5",
        "nan, NaN",
        "-inf, -Infinity",
        "' 7 ', 7"
    })
    void numbersInAnyDress(final String text, final double value) {
        assertEquals(value, Numbers.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1a", "0x10", "1d", "2f", "-", "1 2", "nil", "1e"})
    void whatIsNoNumber(final String text) {
        assertThrows(NumberFormatException.class, () -> Numbers.parse(text));
    }
}
