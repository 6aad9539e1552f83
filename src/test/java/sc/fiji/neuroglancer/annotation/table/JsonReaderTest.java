package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class JsonReaderTest {

    @TempDir
    private Path folder;

    private static final String LAYER = "{'type':'annotation','name':'marks','annotations':["
            + "{'point':[1,2,3],'type':'point','id':'9f','segments':[['5','6'],[]],'props':[0.5,'#ff8000',1]},"
            + "{'point':[4,5,6],'type':'point','id':'a0','props':[2,'#0000ff',0]}],"
            + "'annotationProperties':[{'id':'score','type':'float32'},{'id':'hue','type':'rgb'}],"
            + "'annotationRelationships':['soma','axon']}";
    private static final String OTHER = "{'type':'image','source':'zarr://https://h/a','name':'brain',"
            + "'annotationProperties':[{'id':'wrong'}]}";

    private List<AnnotationReader.Item> items(final String text) throws IOException {
        final Path file = Files.writeString(folder.resolve("marks.json"), text.replace('\'', '"'));
        final PointTable table = PointTable.open(file, TableOptions.VOXELS, Monitor.NONE);
        final MemoryStore store = new MemoryStore();
        PointExport.run(
                table.sources(AnnotationSpace.voxels(), true).get(0), store, PointExportOptions.DEFAULT, Monitor.NONE);
        return List.copyOf(new AnnotationReader(store, "points").byId().values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LAYER,
                "{'dimensions':{'x':[1,'m']},'position':[1,2],'layers':[" + OTHER + "," + LAYER + "," + OTHER + "]}",
                "{'layers':[7,[1]," + LAYER + ",{'type':'annotation','annotations':[]}],'selectedLayer':{'layer':'a'}}"
            })
    void layersOfNeuroglancerKeepPropertiesAndSegments(final String text) throws IOException {
        final List<AnnotationReader.Item> items = items(text);
        assertEquals(2, items.size());
        assertEquals("[1.0, 2.0, 3.0]", Arrays.toString(items.get(0).geometry));
        assertEquals("{soma=[5, 6], axon=[]}", items.get(0).related.toString());
        assertEquals("{soma=[], axon=[]}", items.get(1).related.toString());
        final Map<String, Object> first = items.get(0).properties;
        assertEquals(0.5, first.get("score"));
        assertEquals((double) 0xff8000, first.get("hue"));
        assertEquals(1.0, first.get("property_3"), "without a name of its own");
        assertEquals((double) 0xff, items.get(1).properties.get("hue"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"layers\":[" + "{\"annotations\":[{\"point\":[1,2,3]}]},{\"annotations\":[{\"point\":[1,2,3]}]}]}"
                        + " | marks.json has annotations in several layers: keep one layer per file",
                "{\"layers\":[{\"type\":\"image\"}]} | marks.json has no list of points",
                "{\"layers\":[{\"annotations\":[{\"point\":[1,2,3]}]} | Line 1 of marks.json is not valid JSON",
                "{\"layers\":[ | Line 1 of marks.json is not valid JSON"
            })
    void whatIsWrongIsSaid(final String text, final String beginning) {
        final InputException e = assertThrows(InputException.class, () -> items(text));
        assertTrue(e.getMessage().startsWith(beginning), e.getMessage());
    }

    private static final String SHAPES = "{'name':'marks','annotations':["
            + "{'type':'polyline','points':[[1,2,3],[4,5,6],[7,8,9.5]],'id':'a','props':[7],'segments':[['5'],[]]},"
            + "{'type':'point','point':[1,2,3],'id':'b','props':[8],'description':'soma'},"
            + "{'type':'line','pointA':[1,2,3],'pointB':[4,5,6],'id':'c','props':[9],'segments':[['5','6'],['7']]},"
            + "{'type':'axis_aligned_bounding_box','pointA':[4,2,3],'pointB':[1,5,6],'id':'d','props':[10]},"
            + "{'type':'ellipsoid','center':[1,2,3],'radii':[4,5,6],'id':'e','props':[11],'description':'blob'},"
            + "{'type':'point','point':[4,5,6],'id':'f','props':[12],'description':'blob'}],"
            + "'annotationProperties':[{'id':'size','type':'uint8'}],"
            + "'annotationRelationships':['soma','axon']";

    private PointTable open(final String text, final TableOptions options) throws IOException {
        final Path file = Files.writeString(folder.resolve("marks.json"), text.replace('\'', '"'));
        return PointTable.open(file, options, Monitor.NONE);
    }

    /** The annotations of each kind, in the order of their ids. */
    private static Map<String, List<AnnotationReader.Item>> byKind(final PointTable table, final AnnotationSpace space)
            throws IOException {
        final MemoryStore store = new MemoryStore();
        final Map<String, List<AnnotationReader.Item>> found = new LinkedHashMap<>();
        for (final AnnotationSource source : table.sources(space, true)) {
            final String kind = source.schema().kind().label();
            PointExport.run(source, store, PointExportOptions.DEFAULT.withName(kind), Monitor.NONE);
            final AnnotationReader reader = new AnnotationReader(store, kind);
            assertEquals(kind, reader.info().path("annotation_type").asText());
            assertEquals(reader.byId().size(), source.estimate());
            found.put(kind, List.copyOf(reader.byId().values()));
        }
        return found;
    }

    private static String geometries(final Map<String, List<AnnotationReader.Item>> found) {
        final StringBuilder text = new StringBuilder();
        found.forEach((kind, items) -> {
            text.append(kind);
            for (final AnnotationReader.Item item : items) text.append(Arrays.toString(item.geometry));
            text.append('\n');
        });
        return text.toString();
    }

    @Test
    void allShapesOfNeuroglancerAreRead() throws IOException {
        final PointTable table = open(SHAPES + "}", TableOptions.VOXELS);
        assertEquals(6, table.rows());
        final Map<String, List<AnnotationReader.Item>> found = byKind(table, AnnotationSpace.voxels());
        assertEquals(
                "point[1.0, 2.0, 3.0][4.0, 5.0, 6.0]\n"
                        + "line[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]\n"
                        + "axis_aligned_bounding_box[4.0, 2.0, 3.0, 1.0, 5.0, 6.0]\n"
                        + "ellipsoid[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]\n"
                        + "polyline[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.5]\n",
                geometries(found));
        assertEquals(12.0, found.get("point").get(1).properties.get("size"));
        assertEquals(7.0, found.get("polyline").get(0).properties.get("size"));
        assertEquals(
                found.get("point").get(1).properties.get("description"),
                found.get("ellipsoid").get(0).properties.get("description"),
                "the same text");
        assertEquals(
                Set.of("size", "description", "id"),
                found.get("point").get(0).properties.keySet());
        assertEquals("{soma=[5, 6], axon=[7]}", found.get("line").get(0).related.toString());
        assertEquals("{soma=[5], axon=[]}", found.get("polyline").get(0).related.toString());
        assertEquals("{soma=[], axon=[]}", found.get("point").get(0).related.toString());
    }

    /** An image of 0.5 x 0.5 x 2 microns a voxel, whose origin is at voxel 10 of x. */
    private static final ImageMetadata IMAGE = ImageMetadata.builder("a", PixelType.UINT8, Size3.of(100, 100, 10))
            .voxelSize(0.5, 0.5, 2)
            .origin(-5, 0, 0)
            .spaceUnit(Units.byName("micrometer"))
            .build();

    private static TableOptions ofImage() {
        return TableOptions.VOXELS.byTable(0.5, 0.5, 2, "micron");
    }

    private static final String ZYX = "'outputDimensions':{'z':[1e-6,'m'],'y':[5e-7,'m'],'x':[0.25,'um']}";
    private static final String LINE = "'annotations':[{'type':'line','pointA':[8,5,20],'pointB':[6,7,8]},"
            + "{'type':'ellipsoid','center':[8,5,20],'radii':[2,1,4]}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'source':{'url':'local://annotations','transform':{" + ZYX + "}}," + LINE + "}",
                "{" + LINE + ",'source':['precomputed://https://h/a',{'url':'local://annotations','transform':{" + ZYX
                        + "}}]}",
                "{'dimensions':{'z':[1e-6,'m'],'y':[5e-7,'m'],'x':[2.5e-7,'m']},'layers':[{'source':"
                        + "{'url':'zarr://https://h/a','transform':{'outputDimensions':{'x':[1,'m'],'y':[1,'m'],'z':[1,'m']},"
                        + "'matrix':[[1]]}}},{'source':'local://annotations'," + LINE + "}]}"
            })
    void theDimensionsOfTheLayerGiveOrderAndLength(final String text) throws IOException {
        final PointTable table = open(text, ofImage());
        assertTrue(table.isPhysical());
        assertEquals(
                "line[10.0, 5.0, 4.0, 4.0, 7.0, 3.0]\n" + "ellipsoid[10.0, 5.0, 4.0, 2.0, 1.0, 1.0]\n",
                geometries(byKind(table, AnnotationSpace.of(IMAGE))));
        final PointTable voxels = open(text, TableOptions.VOXELS);
        assertEquals(
                "line[20.0, 5.0, 8.0, 8.0, 7.0, 6.0]\n" + "ellipsoid[20.0, 5.0, 8.0, 4.0, 1.0, 2.0]\n",
                geometries(byKind(voxels, AnnotationSpace.voxels())),
                "without an image, steps stay what they are");
    }

    @Test
    void voxelsOfAnImageWithAnOriginMoveWithIt() throws IOException {
        final PointTable table = open("{" + LINE + "}", ofImage());
        assertEquals(
                "line[-2.0, 5.0, 20.0, -4.0, 7.0, 8.0]\n" + "ellipsoid[-2.0, 5.0, 20.0, 2.0, 1.0, 4.0]\n",
                geometries(byKind(table, AnnotationSpace.of(IMAGE))));
    }

    @Test
    void timePointsAndOtherDimensionsOfTheLayerAreTold() throws IOException {
        final List<Dimension> dimensions =
                new ArrayList<>(AnnotationSpace.voxels().dimensions());
        dimensions.add(Dimension.of("t", BigDecimal.ONE, "s"));
        final String text = "{'dimensions':{'t':[2,'s'],'y':[1,''],'x':[1,''],'%s':[1,'']},'annotations':"
                + "[{'type':'point','point':[7,5,4,3]}]}";
        final PointTable timed = open(String.format(text, "z"), TableOptions.VOXELS);
        assertEquals("point[4.0, 5.0, 3.0, 7.0]\n", geometries(byKind(timed, AnnotationSpace.of(dimensions))));
        final AnnotationSpace flat = AnnotationSpace.of(dimensions.subList(0, 2));
        final PointTable channels = open(String.format(text, "c^"), ofImage());
        assertEquals("point[4.0, 5.0]\n", geometries(byKind(channels, flat)));
        assertEquals(List.of(), channels.propertyColumns(), "the channel is no property");
    }

    @Test
    void idsOfSeveralKindsAreKept() throws IOException {
        final String text = "[{'type':'line','pointA':[1,2,3],'pointB':[4,5,6],'id':1},{'point':[1,2,3],'id':2},"
                + "{'point':[4,5,6],'id':3}]";
        final MemoryStore store = new MemoryStore();
        final AnnotationSource points = open(text, TableOptions.VOXELS)
                .sources(AnnotationSpace.voxels(), true)
                .get(0);
        PointExport.run(points, store, PointExportOptions.DEFAULT, Monitor.NONE);
        assertEquals(
                "[2, 3]", new AnnotationReader(store, "points").byId().keySet().toString());
        assertEquals("entry 3", points.whereIs(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'point':[1,2,3]},{'type':'line','pointA':[1,2,3]}] | Entry 2 of marks.json is not a point or shape like"
                        + " the others: {\"type\":\"line\",\"pointA\":[1,2,3]}. Remove it.",
                "[{'point':[1,2,3]},{'type':'line','pointA':[1,2],'pointB':[1,2]}] | Entry 2 of marks.json is not a point",
                "[{'point':[1,2,3]},{'type':'box','pointA':[1,2,3],'pointB':[1,2,3]}] | Entry 2 of marks.json is not a point",
                "[{'x':1,'y':2,'z':3},{'type':'line','pointA':[1,2,3],'pointB':[1,2,3]}] | Entry 2 of marks.json is no",
                "[{'type':'polyline','points':[[1,2,3]]}] | Entry 1 of marks.json is a polyline of fewer than two vertices",
                "[{'type':'line','pointA':[1,2,'3 4'],'pointB':[1,2,3]}] | Entry 1 of marks.json has '3_4' for z",
                "[{'type':'line','pointA':[1,2,3],'pointB':[1,2,[3,4]]}] | Entry 1 of marks.json has '' for z",
                "{'annotations':[{'point':[1,2]}],'source':{'url':'local://annotations','transform':{'matrix':[[2]]}}}"
                        + " | The layer in marks.json moves or rotates its annotations by the matrix of its source"
            })
    void shapesThatCannotBeReadAreNamed(final String text, final String beginning) {
        final InputException e = assertThrows(
                InputException.class, () -> byKind(open(text, TableOptions.VOXELS), AnnotationSpace.voxels()));
        assertTrue(e.getMessage().startsWith(beginning), e.getMessage());
    }

    @Test
    void labelsOfValuesAreKept() throws IOException {
        final PointTable table = open(
                "{'annotations':[{'point':[1,2,3],'props':[7,2]},{'point':[1,2,3],'props':[3,2.5]},"
                        + "{'point':[1,2,3],'props':[9,2]}],'annotationProperties':[{'id':'kind','type':'uint8',"
                        + "'enum_values':[3,7],'enum_labels':['soma','axon']},{'id':'size','type':'float32'}]}",
                TableOptions.VOXELS);
        final List<PropertySpec> specs =
                table.sources(AnnotationSpace.voxels(), true).get(0).schema().properties();
        assertEquals(List.of("axon", "soma", "9"), specs.get(0).labels());
        assertEquals(PropertyType.FLOAT32, specs.get(1).type());
    }

    @Test
    void aTypeOfSomethingElseIsAPropertyLikeOthers() throws IOException {
        final PointTable table =
                open("[{'x':1,'y':2,'z':3,'type':'line'},{'x':1,'y':2,'z':3,'type':'cell'}]", TableOptions.VOXELS);
        assertEquals(
                List.of(new HashMap<>(Map.of("type", 0.0)), new HashMap<>(Map.of("type", 1.0))),
                byKind(table, AnnotationSpace.voxels()).get("point").stream()
                        .map(item -> item.properties)
                        .collect(Collectors.toList()));
    }

    @Test
    void numbersThatPythonMissesAreMissing() throws IOException {
        final List<AnnotationReader.Item> items =
                items("[{'x':1,'y':2,'z':3,'mean':NaN},{'x':1,'y':2,'z':3,'mean':2}]");
        assertEquals(Double.NaN, items.get(0).properties.get("mean"));
    }
}
