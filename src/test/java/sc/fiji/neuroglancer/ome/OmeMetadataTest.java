package sc.fiji.neuroglancer.ome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.task.InputException;

class OmeMetadataTest {

    /** The least that can be read: no unit, no type, no name, no omero. */
    private static final String LEAST = "{'multiscales':[{'version':'0.4','axes':[{'name':'y'},{'name':'x'}],"
            + "'datasets':[{'path':'a/0','coordinateTransformations':[{'type':'scale','scale':[2,3]}]}]}]}";

    private static OmeMetadata read(final String json) {
        return OmeMetadata.read(Samples.parse(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatIsWritten(final NgffVersion version) {
        final ImageMetadata image = Samples.demo()
                .frames(2)
                .frameInterval(30)
                .timeUnit(Units.byName("second"))
                .origin(1, 2, 3)
                .build();
        final OmeOptions options = OmeOptions.of("w", "1").entry("fingerprint", "abc");
        final OmeMetadata read = OmeMetadata.read(Samples.written(version, image, 3, options));
        assertEquals(version, read.version());
        assertEquals("demo", read.name());
        assertEquals("mean", read.type());
        assertEquals(Axes.of(image).list().toString(), read.axes().toString());
        assertEquals(Units.byName("micrometer"), read.axes().get(4).unit());
        assertEquals(3, read.datasets().size());
        assertEquals("2", read.datasets().get(2).path());
        assertEquals(List.of(30.0, 1.0, 2.0, 2.6, 2.6), read.datasets().get(2).scale());
        assertEquals(
                List.of(0.0, 0.0, 3.0, 2.975, 1.975), read.datasets().get(2).translation());
        assertEquals("abc", read.metadata("fingerprint"));
        assertEquals("", read.metadata("nothing"));
        assertFalse(read.labels());
        final OmeChannel channel = read.channels().get(1);
        assertEquals("cFOS", channel.label());
        assertEquals(0xff0000, channel.rgb());
        assertTrue(channel.active());
        assertFalse(channel.inverted());
        final OmeChannel.Window window = channel.window();
        assertEquals(
                List.of(0.0, 65535.0, 100.0, 30000.0),
                List.of(window.min(), window.max(), window.start(), window.end()));
    }

    @Test
    void readsTheWholeZarrJson() {
        final ObjectNode document = Samples.JSON.createObjectNode().put("zarr_format", 3);
        document.set(
                "attributes", Samples.written(NgffVersion.V05, Samples.demo().build(), 1));
        assertEquals("demo", OmeMetadata.read(document).name());
    }

    @Test
    void readsLabels() {
        final OmeOptions options = OmeOptions.of("w", "1").labels(true);
        final OmeMetadata read = OmeMetadata.read(
                Samples.written(NgffVersion.V04, Samples.plain(1, 1, 1).build(), 1, options));
        assertTrue(read.labels());
        assertTrue(read.channels().isEmpty());
    }

    @Test
    void littleIsEnough() {
        final OmeMetadata read = read(LEAST);
        assertEquals("", read.name());
        assertEquals("", read.type());
        assertEquals("", read.axes().get(0).type());
        assertEquals(Unit.NONE, read.axes().get(0).unit());
        assertTrue(read.channels().isEmpty());
        assertTrue(read.metadata().isEmpty());
        assertEquals(List.of(2.0, 3.0), read.datasets().get(0).scale());
        assertEquals(List.of(0.0, 0.0), read.datasets().get(0).translation());
    }

    @Test
    void transformationsOfTheImageComeAfterThoseOfTheLevel() {
        final OmeMetadata read =
                read(LEAST.replace("'scale':[2,3]}", "'scale':[2,3]},{'type':'translation','translation':[10,20]}")
                        .replace(
                                "'version'",
                                "'coordinateTransformations':[{'type':'identity'},{'type':'scale','scale':[4,5]},"
                                        + "{'type':'translation','translation':[1,2]}],'version'"));
        assertEquals(List.of(8.0, 15.0), read.datasets().get(0).scale());
        assertEquals(List.of(41.0, 102.0), read.datasets().get(0).translation());
    }

    @Test
    void aUnitOutsideTheListIsKeptAsText() {
        final OmeAxis axis = read(LEAST.replace("{'name':'y'}", "{'name':'y','type':'space','unit':'pixel'}"))
                .axes()
                .get(0);
        assertEquals(Unit.NONE, axis.unit());
        assertEquals("pixel", axis.unitText());
    }

    @Test
    void brokenChannelsLackWhatIsBroken() {
        final OmeMetadata read = read(LEAST.replace(
                "{'multiscales'",
                "{'omero':{'channels':[{},{'label':3,'color':'red',"
                        + "'window':{'min':0,'max':9,'start':0}},{'color':'#00ff7f','active':false,'inverted':true,"
                        + "'window':{'min':0,'max':9,'start':1.5,'end':2}}]},'multiscales'"));
        assertEquals(3, read.channels().size());
        for (final OmeChannel channel : read.channels().subList(0, 2)) {
            assertEquals("", channel.label());
            assertEquals(OmeChannel.NO_COLOR, channel.rgb());
            assertEquals(OmeChannel.Window.NONE, channel.window());
            assertTrue(channel.active());
            assertFalse(channel.inverted());
        }
        final OmeChannel last = read.channels().get(2);
        assertEquals(0x00ff7f, last.rgb());
        assertEquals(1.5, last.window().start());
        assertFalse(last.active());
        assertTrue(last.inverted());
    }

    @Test
    void whatIsReadCannotBeChanged() {
        final OmeMetadata read = read(LEAST.replace("'version'", "'metadata':{'a':'b'},'version'"));
        read.metadata().put("a", "changed");
        assertEquals("b", read.metadata("a"));
        assertThrows(UnsupportedOperationException.class, () -> read.axes().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> read.datasets().get(0).scale().set(0, 1.0));
    }

    @ParameterizedTest
    @CsvSource({"./a/0, a/0", "a/0/, a/0", "., ''", "'', ''"})
    void pathsAreTakenAsViewersTakeThem(final String written, final String key) {
        assertEquals(key, read(LEAST.replace("a/0", written)).datasets().get(0).path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'multiscales' | {'other' | multiscales is missing",
                "'version':'0.4', | `` | multiscales[0].version is missing",
                "'version':'0.4' | 'version':'0.3' | multiscales[0].version = \"0.3\"",
                "'axes' | 'axis' | multiscales[0].axes is missing",
                "{'name':'x'} | {} | multiscales[0].axes[1].name is missing",
                "{'name':'x'} | {'name':'y'} | two axes have the name y",
                ",{'name':'x'} | `` | 1 axes instead of 2 to 5",
                "'datasets' | 'levels' | multiscales[0].datasets is missing",
                "'path' | 'way' | multiscales[0].datasets[0].path is missing",
                "'coordinateTransformations' | 'other' | multiscales[0].datasets[0].coordinateTransformations has no"
                        + " scale",
                "a/0 | ../0 | datasets[0].path is '../0', which leads out of the dataset",
                "a/0 | /a//0 | which leads out of the dataset",
                "[2,3] | [2] | coordinateTransformations[0].scale does not have 2 numbers",
                "[2,3] | [2,'3'] | coordinateTransformations[0].scale[1] is not a finite number",
                "[2,3] | [2,1e999] | coordinateTransformations[0].scale[1] is not a finite number",
                "[2,3] | [2,0] | multiscales[0].datasets[0] has the voxel size 0.0",
                "'type':'scale' | 'type':'affine' | coordinateTransformations[0] is neither scale nor translation",
                "{'multiscales' | {'plate':{},'multiscales' | collection of images",
                "{'multiscales' | {'bioformats2raw.layout':3,'multi' | collection of images",
                "{'multiscales' | {'ome':{'multiscales':[{}]},'multi' | ome.version is missing",
                "{'multiscales' | {'ome':{'version':'0.4','multiscales':[{}]},'multi' | ome.version = \"0.4\"",
            })
    void namesWhatIsMissing(final String find, final String replace, final String message) {
        final String json = LEAST.replace(find, replace);
        assertFalse(json.equals(LEAST), "nothing replaced");
        final InputException thrown = assertThrows(InputException.class, () -> read(json));
        assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    }
}
