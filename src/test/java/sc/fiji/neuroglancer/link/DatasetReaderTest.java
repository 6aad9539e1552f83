package sc.fiji.neuroglancer.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.check.ForeignZarr;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ImageLayer;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** Any OME-Zarr, above all those of other programs. */
class DatasetReaderTest {

    private static final String OMERO = ",'omero':{'channels':[{'color':'FF8000','label':'DAPI','active':true,"
            + "'window':{'min':0,'max':4095,'start':100,'end':900}},{'color':'00FF00','label':'GFP','active':false,"
            + "'inverted':true,'window':{'min':0,'max':4095,'start':20,'end':300}}]}";

    @TempDir
    private Path folder;

    private DatasetReader read() throws IOException {
        return DatasetReader.read(new DirectoryStore(folder), "here");
    }

    private static ViewerState state(final DatasetReader reader) {
        return state(reader, null);
    }

    private static ViewerState state(final DatasetReader reader, final FijiView display) {
        return reader.view("brain", "zarr://http://h/b", display).toState();
    }

    private static List<String> names(final ViewerState state) {
        return state.layers().stream().map(Layer::name).collect(Collectors.toList());
    }

    private static ImageLayer layer(final ViewerState state, final int index) {
        return (ImageLayer) state.layers().get(index);
    }

    @Test
    void readsChannelsColoursAndRanges() throws IOException {
        ForeignZarr.v4(
                folder,
                "c:channel,z:space:micrometer,y:space:micrometer,x:space:micrometer",
                "<u2",
                "2,9,30,40",
                OMERO);
        final DatasetReader reader = read();
        final ViewerState state = state(reader);
        assertEquals(List.of("DAPI", "GFP"), names(state));
        assertEquals(0xff8000, layer(state, 0).color());
        assertArrayEquals(new double[] {100, 900}, layer(state, 0).range());
        assertArrayEquals(new double[] {0, 4095}, layer(state, 0).window());
        assertArrayEquals(new double[] {300, 20}, layer(state, 1).range(), "inverted");
        assertFalse(state.layers().get(1).visible());
        assertEquals("[x 5E-7 m, y 5E-7 m, z 5E-7 m]", state.dimensions().toString());
        assertArrayEquals(new double[] {19, 14, 4}, state.position());
        assertEquals(List.of(), reader.warnings());
        assertArrayEquals(new long[] {40, 30, 9, 1}, reader.sizeXyzt());
    }

    @ParameterizedTest
    @CsvSource({"false, 900, 100", "true, 100, 900"})
    void aRangeFromAboveIsInverted(final boolean inverted, final double darkest, final double brightest)
            throws IOException {
        final String turned = OMERO.replace("'start':100", "'start':900").replace("'end':900", "'end':100");
        assertFalse(turned.equals(OMERO));
        final String omero = turned.replace("{'color':'FF8000'", "{'inverted':" + inverted + ",'color':'FF8000'");
        ForeignZarr.v4(folder, "c:channel,z:space,y:space,x:space", "<u2", "2,9,30,40", omero);
        assertArrayEquals(
                new double[] {darkest, brightest}, layer(state(read()), 0).range());
    }

    @Test
    void readsZarrThree() throws IOException {
        ForeignZarr.v5(folder, "t:time:second,c:channel,y:space,x:space", "uint8", "7,2,30,40", OMERO);
        final DatasetReader reader = read();
        final ViewerState state = state(reader);
        assertEquals("[x 0.5 , y 0.5 , t 0.5 s]", state.dimensions().toString());
        assertEquals("xy", state.layout());
        assertArrayEquals(new double[] {19, 14, 0}, state.position());
        assertArrayEquals(new long[] {40, 30, 1, 7}, reader.sizeXyzt());
        assertArrayEquals(new double[] {0, 255}, layer(state, 0).window(), "cut to the type");
    }

    @Test
    void showsAllWhereNothingIsSaidAboutChannels() throws IOException {
        ForeignZarr.v4(folder, "c:channel,y:space,x:space", "|u1", "3,30,40", "");
        final DatasetReader reader = read();
        final ViewerState state = state(reader);
        assertEquals(List.of("channel 1", "channel 2", "channel 3"), names(state));
        assertEquals(0x00ff00, layer(state, 1).color());
        assertArrayEquals(new double[] {0, 255}, layer(state, 1).range());
        assertEquals(1, reader.warnings().size(), reader.warnings().toString());
    }

    @Test
    void takesFloatsFromZeroToOne() throws IOException {
        ForeignZarr.v5(folder, "y:space,x:space", "float32", "30,40", "");
        final ViewerState state = state(read());
        assertEquals(List.of("brain"), names(state));
        assertArrayEquals(new double[] {0, 1}, layer(state, 0).range());
        assertEquals(0xffffff, layer(state, 0).color());
    }

    @Test
    void namesTheChannelAxisAsTheDatasetDoes() throws IOException {
        ForeignZarr.v4(
                folder, "time:time:minute,wave:channel,depth:space,row:space,col:space", "<i2", "2,2,5,30,40", "");
        final ViewerState state = state(read());
        assertEquals(
                "[col 0.5 , row 0.5 , depth 0.5 , time 3E+1 s]",
                state.dimensions().toString());
        assertTrue(state.layers().get(1).toString().contains("\"wave'\":[1,\"\"]"), state.toString());
        assertEquals(1, state.layers().get(1).channel());
    }

    @Test
    void findsAxesInAnyOrder() throws IOException {
        ForeignZarr.v4(folder, "X:space,Y:space,Z:space,c:channel", "<u2", "40,30,5,2", "");
        final DatasetReader reader = read();
        assertEquals("[X 0.5 , Y 0.5 , Z 0.5 ]", state(reader).dimensions().toString());
        assertArrayEquals(new long[] {40, 30, 5, 1}, reader.sizeXyzt());
        assertEquals(2, state(reader).layers().size());
    }

    @Test
    void takesAxesWithoutATypeByTheirNames() throws IOException {
        ForeignZarr.v4(folder, "angle:other,z,y,x", "<u2", "6,5,30,40", "");
        final ViewerState state = state(read());
        assertEquals("[x 0.5 , y 0.5 , z 0.5 , angle 0.5 ]", state.dimensions().toString());
        assertEquals(1, state.layers().size());
        assertEquals("4panel", state.layout());
    }

    @Test
    void showsLabelsAsObjects() throws IOException {
        ForeignZarr.v4(folder, "z:space,y:space,x:space", "<u4", "5,30,40", ",'image-label':{'version':'0.4'}");
        final DatasetReader reader = read();
        assertEquals("segmentation", state(reader).layers().get(0).type());
        assertEquals(List.of(), reader.warnings());
    }

    @Test
    void warnsOfAUnitThatTheViewerRefuses() throws IOException {
        ForeignZarr.v4(folder, "z:space:micron,y:space:micrometer,x:space:micrometer", "<u2", "5,30,40", "");
        assertTrue(
                read().warnings().get(0).toString().contains("'micron' of axis z"),
                read().warnings().toString());
    }

    @Test
    void limitsTheNumberOfLayers() throws IOException {
        ForeignZarr.v4(folder, "c:channel,y:space,x:space", "<u2", "500,30,40", "");
        final DatasetReader reader = read();
        assertEquals(32, state(reader).layers().size());
        assertTrue(
                reader.warnings().stream().anyMatch(w -> w.toString().startsWith("Only the first 32 of 500 channels")),
                "" + reader.warnings());
    }

    private static FijiView display(final long... size) {
        final Channel blue = new Channel("now", 0x0000ff, 5, 6, false, true);
        return new FijiView(size, new double[] {3, 4, 2, 1}, 2, List.of(blue, blue));
    }

    @Test
    void takesWhatFijiShowsNow() throws IOException {
        ForeignZarr.v4(folder, "t:time,c:channel,z:space,y:space,x:space", "<u2", "2,2,9,30,40", OMERO);
        final ViewerState state = state(read(), display(40, 30, 9, 2));
        assertArrayEquals(new double[] {3, 4, 2, 1}, state.position());
        assertEquals(List.of("now", "now 2"), names(state));
        assertArrayEquals(new double[] {5, 6}, layer(state, 0).range());
        assertArrayEquals(new double[] {0, 4095}, layer(state, 0).window());
        assertEquals(0.5, state.crossSectionScale());
    }

    @Test
    void leavesADisplayOfAnotherSize() throws IOException {
        ForeignZarr.v4(folder, "t:time,c:channel,z:space,y:space,x:space", "<u2", "2,2,9,30,40", OMERO);
        assertEquals(state(read()), state(read(), display(40, 30, 9, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y:space,x:space|<f8|3,4|Neuroglancer cannot show pixels of type <f8",
                "y:space,x:space|'|b1'|3,4|Neuroglancer cannot show pixels of type",
                "z:space,y:space,x:space|<u2|3,4|Level 0 of the dataset has 2 dimensions, but its metadata names 3",
                "c:channel,t:time,x:space|<u2|3,4,5|The dataset has 1 spatial axes",
                "y:space,x axis:space|<u2|3,4|Neuroglancer cannot show an axis named 'x axis'"
            })
    void saysWhatCannotBeShown(final String axes, final String dtype, final String shape, final String sentence)
            throws IOException {
        ForeignZarr.v4(folder, axes, dtype, shape, "");
        final InputException e = assertThrows(InputException.class, this::read);
        assertTrue(e.getMessage().startsWith(sentence), e.getMessage());
    }

    @Test
    void saysThatThereIsNothing() throws IOException {
        assertTrue(
                assertThrows(InputException.class, this::read).getMessage().startsWith("There is no OME-Zarr at here"));
        ForeignZarr.v4(folder.resolve("a"), "y:space,x:space", "<u2", "3,4", "");
        Files.delete(folder.resolve("a/s0/.zarray"));
        final DirectoryStore store = new DirectoryStore(folder.resolve("a"));
        final InputException e = assertThrows(InputException.class, () -> DatasetReader.read(store, "a"));
        assertTrue(e.getMessage().startsWith("Level s0 is missing at a"), e.getMessage());
    }
}
