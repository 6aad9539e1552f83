package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

/** The bytes come from Neuroglancer's own Python writer. */
class AnnotationLayoutTest {

    private static final String CELL = "02000000 00000000"
            + "00002841 0000a241 00004040 0000003f feffffff 0102 01 ff8000 01020304 0000"
            + "0000803f 00000040 00000000 000080bf 70110100 0100 00 0000ff a0b0c0ff 0000"
            + "0700000000000000 0100000000002000";
    private static final String BY_ID = "00002841 0000a241 00004040 0000003f feffffff 0102 01 ff8000 01020304 0000"
            + "02000000 0500000000000000 0000000000010000";
    private static final String POLYLINE = "0100000000000000 03000000 000000000000000000000000"
            + "0000803f0000000000000000 0000803f0000803f00000040 00000040 01000000 0100000000000000";

    private static final String POINTS = "{'dimensions':{'x':[1e-6,'m'],'y':[1e-6,'m'],'z':[2e-6,'m']},"
            + "'lower_bound':[-0.5,-0.5,-0.5],'upper_bound':[99.5,99.5,9.5],'annotation_type':'point','properties':["
            + "{'id':'kind','type':'uint8'},{'id':'score','type':'float32'},{'id':'color','type':'rgb'},"
            + "{'id':'area','type':'uint16'},{'id':'n','type':'int32'},{'id':'col2','type':'rgba'}],"
            + "'relationships':[{'id':'segment','key':'./rel_segment/'}],'by_id':{'key':'by_id'},"
            + "'spatial':[{'key':'spatial0','grid_shape':[2,2,1],'chunk_size':[50,50,10],'limit':1}]}";

    private static JsonNode info(final String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(final String hex) {
        final byte[] padded = new BigInteger("01" + hex.replace(" ", ""), 16).toByteArray();
        return Arrays.copyOfRange(padded, 1, padded.length);
    }

    @Test
    void readsWhatNeuroglancerWrote() throws IOException {
        final AnnotationLayout layout = new AnnotationLayout(info(POINTS));
        final ReadAnnotations cell = layout.list(bytes(CELL));
        assertEquals(2, cell.count());
        assertEquals(7, cell.id(0));
        assertEquals((1L << 53) + 1, cell.id(1));
        assertArrayEquals(new double[] {10.5, 20.25, 3}, cell.position(0));
        assertArrayEquals(new double[] {1, 2, 0}, cell.position(1));
        assertTrue(cell.has(7));
        assertFalse(cell.has(8));
        assertTrue(cell.begins(bytes(BY_ID), 0));
        assertFalse(cell.begins(bytes(BY_ID), 1));
        assertFalse(cell.begins(new byte[3], 0));
        final ReadAnnotations first = cell.first(1);
        assertEquals(1, first.count());
        assertEquals(7, first.id(0));
        assertArrayEquals(cell.position(0), first.position(0));
        assertTrue(first.begins(bytes(BY_ID), 0));
        assertEquals(2, cell.first(5).count());
        assertEquals((1L << 53) + 1, cell.first(5).id(1));
        final List<long[]> related = layout.related(bytes(BY_ID));
        assertEquals(1, related.size());
        assertArrayEquals(new long[] {5, 1L << 40}, related.get(0));
        assertEquals("rel_segment", layout.relationships().get(0).folder());
        assertEquals("segment", layout.relationships().get(0).name());
    }

    @Test
    void readsPolylines() throws IOException {
        final AnnotationLayout layout = new AnnotationLayout(info(POINTS.replace("'point'", "'polyline'")
                .replaceFirst("'properties':\\[.*?\\]", "'properties':[{'type':'uint8'},{'type':'float32'}]")));
        final ReadAnnotations cell = layout.list(bytes(POLYLINE));
        assertEquals(1, cell.count());
        assertEquals(1, cell.id(0));
        assertArrayEquals(new double[3], cell.position(0));
    }

    @Test
    void cellsBeginAtTheLowerBound() {
        final AnnotationLayout layout = new AnnotationLayout(info(POINTS));
        final AnnotationLayout.IndexLevel level = layout.levels().get(0);
        assertArrayEquals(new int[] {0, 1, 0}, layout.cell(level, new double[] {49.4, 49.5, 3}));
        assertArrayEquals(new int[] {1, 0, 0}, layout.cell(level, new double[] {1e9, -7, 50}), "kept, at the edge");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 40, 79, 87})
    void listsThatAreCutOffAreRefused(final int length) {
        final AnnotationLayout layout = new AnnotationLayout(info(POINTS));
        assertThrows(IOException.class, () -> layout.list(Arrays.copyOf(bytes(CELL), length)));
    }

    @Test
    void bytesThatNoViewerTakesAreRefused() {
        final AnnotationLayout layout = new AnnotationLayout(info(POINTS));
        assertThrows(IOException.class, () -> layout.list(Arrays.copyOf(bytes(CELL), 200)));
        assertThrows(IOException.class, () -> layout.list(bytes("ffffffffffffffff")));
        assertThrows(IOException.class, () -> layout.related(Arrays.copyOf(bytes(BY_ID), 50)));
        assertThrows(IOException.class, () -> layout.related(Arrays.copyOf(bytes(BY_ID), 100)));
        final AnnotationLayout lines = new AnnotationLayout(info(POINTS.replace("'point'", "'polyline'")));
        assertThrows(IOException.class, () -> lines.list(bytes("0100000000000000 ffffffff 00000000 00000000")));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"dimensions\":\\{.*?\\},', '', dimensions",
        "'\"lower_bound\":\\[-0.5,', '\"lower_bound\":[', lower_bound",
        "'point', 'blob', blob",
        "'\"type\":\"rgb\"', '\"type\":\"string\"', string",
        "'\"relationships\"', '\"links\"', relationships",
        "'\"by_id\":', '\"ids\":', by_id",
        "'\"key\":\"by_id\"', '\"key\":\"../other\"', by_id",
        "'\"spatial\":', '\"space\":', spatial",
        "'2,2,1', '2,0,1', grid_shape",
        "'50,50,10', '50,50', chunk_size",
        "'\"limit\":1', '\"limit\":0', limit"
    })
    void refusesWhatViewersRefuse(final String part, final String instead, final String named) {
        final String json = POINTS.replace('\'', '"');
        final String changed = json.replaceFirst(part, instead);
        assertFalse(changed.equals(json));
        final InputException e = assertThrows(InputException.class, () -> new AnnotationLayout(info(changed)));
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }
}
