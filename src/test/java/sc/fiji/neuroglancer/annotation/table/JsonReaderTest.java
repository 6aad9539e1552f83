package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.export.PointExport;
import sc.fiji.neuroglancer.export.PointExportOptions;
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
        final PointTable table = PointTable.open(file, TableOptions.builder().build(), Monitor.NONE);
        final MemoryStore store = new MemoryStore();
        PointExport.run(
                table.toAnnotations(AnnotationSpace.voxels(), true),
                store,
                PointExportOptions.builder().build(),
                Monitor.NONE);
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
                        + " | marks.json has the annotations of several layers: keep those of one only",
                "{\"layers\":[{\"type\":\"image\"}]} | marks.json has no list of points",
                "{\"layers\":[{\"annotations\":[{\"point\":[1,2,3]}]} | Line 1 of marks.json is not valid JSON",
                "{\"layers\":[ | Line 1 of marks.json is not valid JSON"
            })
    void whatIsWrongIsSaid(final String text, final String beginning) {
        final InputException e = assertThrows(InputException.class, () -> items(text));
        assertTrue(e.getMessage().startsWith(beginning), e.getMessage());
    }

    @Test
    void otherShapesAreNamed() {
        final InputException e = assertThrows(
                InputException.class,
                () -> items("{'annotations':[{'point':[1,2,3]},{'type':'line','pointA':[1,2,3],'pointB':[4,5,6]}]}"));
        assertTrue(e.getMessage().startsWith("Entry 2 of marks.json is no point like the others: "), e.getMessage());
    }
}
