package sc.fiji.neuroglancer.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

class ZarrMetadataTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String V2 = "{'zarr_format':2,'shape':[1,2,20,100,101],'chunks':[1,1,16,32,32],"
            + "'dtype':'<u2','order':'C','fill_value':0,'filters':null,'dimension_separator':'/',"
            + "'compressor':{'id':'zstd','level':1}}";

    private static final String V3_CODECS = "[{'name':'bytes','configuration':{'endian':'little'}},"
            + "{'name':'zstd','configuration':{'level':1,'checksum':false}}]";

    private static final String V3 = v3("[1,1,16,32,32]", V3_CODECS);

    private static final String SHARDED = v3(
            "[1,1,32,64,64]",
            "[{'name':'sharding_indexed','configuration':{'chunk_shape':[1,1,16,32,32],'codecs':" + V3_CODECS
                    + ",'index_codecs':[{'name':'bytes','configuration':{'endian':'little'}},{'name':'crc32c'}],"
                    + "'index_location':'end'}}]");

    private final MemoryStore store = new MemoryStore();

    private static String v3(final String chunkShape, final String codecs) {
        return "{'zarr_format':3,'node_type':'array','shape':[1,2,20,100,101],'data_type':'uint16',"
                + "'chunk_grid':{'name':'regular','configuration':{'chunk_shape':" + chunkShape + "}},"
                + "'chunk_key_encoding':{'name':'default','configuration':{'separator':'/'}},"
                + "'fill_value':0,'codecs':" + codecs + ","
                + "'attributes':{},'dimension_names':['t','c','z','y','x']}";
    }

    private static JsonNode json(final String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(Specs.image(ZarrFormat.V2, null, "Zstd"), "0/.zarray", V2),
                Arguments.of(Specs.image(ZarrFormat.V3, null, "Zstd"), "0/zarr.json", V3),
                Arguments.of(Specs.image(ZarrFormat.V3, new int[] {1, 1, 2, 2, 2}, "Zstd"), "0/zarr.json", SHARDED));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void arrayDocumentsAreThoseOfTheSpecification(final ArraySpec spec, final String key, final String expected)
            throws IOException {
        ZarrMetadata.writeArray(store, "0", spec);
        assertEquals(List.of(key), keys());
        assertEquals(json(expected), ZarrMetadata.read(store, key));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void readsArrayDocuments(final ArraySpec spec, final String key, final String document) throws IOException {
        store.write(key, document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        final ArraySpec found = ZarrMetadata.readArray(store, "0");
        assertEquals(spec.format(), found.format());
        assertArrayEquals(spec.shape(), found.shape());
        assertArrayEquals(spec.chunk(), found.chunk());
        assertArrayEquals(spec.chunksPerShard(), found.chunksPerShard());
        assertEquals(spec.type(), found.type());
        assertEquals(spec.codec().name(), found.codec().name());
        if (spec.format() == ZarrFormat.V3) assertEquals(spec.axes(), found.axes());
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, |u1",
        "INT8, |i1",
        "UINT16, <u2",
        "INT16, <i2",
        "UINT32, <u4",
        "INT32, <i4",
        "UINT64, <u8",
        "FLOAT32, <f4"
    })
    void dtypes(final PixelType type, final String dtype) throws IOException {
        ZarrMetadata.writeArray(store, "a", Specs.plane(ZarrFormat.V2, type, null));
        final JsonNode array = ZarrMetadata.read(store, "a/.zarray");
        assertEquals(dtype, array.get("dtype").asText());
        assertTrue(array.get("compressor").isNull());
        assertEquals(type, ZarrMetadata.readArray(store, "a").type());
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void dataTypesOfV3(final PixelType type) throws IOException {
        ZarrMetadata.writeArray(store, "a", Specs.plane(ZarrFormat.V3, type, null));
        final JsonNode array = ZarrMetadata.read(store, "a/zarr.json");
        assertEquals(type.label(), array.get("data_type").asText());
        final String bytes =
                type.bytes() == 1 ? "[{'name':'bytes'}]" : "[{'name':'bytes','configuration':{'endian':'little'}}]";
        assertEquals(json(bytes), array.get("codecs"));
        assertEquals(type, ZarrMetadata.readArray(store, "a").type());
    }

    @Test
    void everyCodecIsReadBack() throws IOException {
        for (final String name : Codecs.names()) {
            for (final ZarrFormat format : ZarrFormat.values()) {
                final String folder = name + " " + format;
                ZarrMetadata.writeArray(
                        store, folder, Specs.plane(format, PixelType.UINT16, null, Codecs.byName(name)));
                assertEquals(name, ZarrMetadata.readArray(store, folder).codec().name());
            }
        }
    }

    @Test
    void groupOfV2() throws IOException {
        final List<String> order = new ArrayList<>();
        ZarrMetadata.writeGroup(
                new WritableStore() {
                    @Override
                    public void write(final String key, final byte[] bytes, final int length) {
                        order.add(key);
                        store.write(key, bytes, length);
                    }

                    @Override
                    public void delete(final String key) {
                        throw new AssertionError("nothing is deleted");
                    }
                },
                "",
                ZarrFormat.V2,
                (ObjectNode) json("{'multiscales':[]}"));
        assertEquals(List.of(".zgroup", ".zattrs"), order);
        assertEquals(json("{'zarr_format':2}"), ZarrMetadata.read(store, ".zgroup"));
        assertEquals(json("{'multiscales':[]}"), ZarrMetadata.read(store, ".zattrs"));
    }

    @Test
    void groupOfV3() throws IOException {
        ZarrMetadata.writeGroup(store, "labels", ZarrFormat.V3, (ObjectNode) json("{'ome':{'version':'0.5'}}"));
        assertEquals(List.of("labels/zarr.json"), keys());
        assertEquals(
                json("{'zarr_format':3,'node_type':'group','attributes':{'ome':{'version':'0.5'}}}"),
                ZarrMetadata.read(store, "labels/zarr.json"));
    }

    @Test
    void groupKeysCoverBothFormats() throws IOException {
        ZarrMetadata.writeGroup(store, "", ZarrFormat.V2, JSON.createObjectNode());
        ZarrMetadata.writeGroup(store, "", ZarrFormat.V3, JSON.createObjectNode());
        for (final String key : MetadataFiles.NAMES) store.delete(key);
        assertEquals(List.of(), keys());
    }

    @Test
    void noArrayIsAnErrorThatSaysWhere() {
        final InputException e = assertThrows(InputException.class, () -> ZarrMetadata.readArray(store, "image/7"));
        assertTrue(e.getMessage().contains("image/7"), e.getMessage());
    }

    @Test
    void noDocumentIsNull() throws IOException {
        assertNull(ZarrMetadata.read(store, "a/zarr.json"));
    }

    @Test
    void brokenJsonIsAnErrorThatSaysWhere() throws IOException {
        store.write("a/.zarray", "{\"shape\":[1,".getBytes(StandardCharsets.UTF_8));
        final InputException e = assertThrows(InputException.class, () -> ZarrMetadata.readArray(store, "a"));
        assertTrue(e.getMessage().contains("a/.zarray"), e.getMessage());
    }

    /** Arrays that others may write and whose pixels would come out wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'order':'C'; 'order':'F'",
                "'filters':null; 'filters':[{'id':'delta'}]",
                "'dimension_separator':'/'; 'dimension_separator':'.'",
                "'fill_value':0; 'fill_value':7",
                "'<u2'; '>u2'",
                "'<u2'; '<f8'",
                "'zarr_format':2; 'zarr_format':1",
                "[1,1,16,32,32]; [1,1,16,32]",
                "[1,1,16,32,32]; [1,1,16,32,0]",
                "[1,1,16,32,32]; 'many'",
                "'level':1; 'level':1},'chunks':{",
                "'id':'zstd'; 'id':'lzma'"
            })
    void arraysOfAnotherKindAreRefusedInV2(final String part, final String other) throws IOException {
        refuses("a/.zarray", V2, part, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'node_type':'array'; 'node_type':'group'",
                "'endian':'little'; 'endian':'big'",
                "'separator':'/'; 'separator':'.'",
                "'name':'default'; 'name':'v2'",
                "'name':'regular'; 'name':'rectangular'",
                "'fill_value':0; 'fill_value':7",
                "'data_type':'uint16'; 'data_type':'float64'",
                "'checksum':false}}; 'checksum':false}},{'name':'crc32c'}",
                "[{'name':'bytes'; [{'name':'transpose','configuration':{'order':[0,1,2,4,3]}},{'name':'bytes'",
                "[1,1,16,32,32]; [1,1,16,32]",
                "'t','c',; 't',"
            })
    void arraysOfAnotherKindAreRefusedInV3(final String part, final String other) throws IOException {
        refuses("a/zarr.json", V3, part, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'index_location':'end'; 'index_location':'start'",
                ",{'name':'crc32c'}]; ]",
                "[1,1,32,64,64]; [1,1,32,64,65]",
                "[1,1,16,32,32]; [1,1,16,32,0]"
            })
    void shardsOfAnotherKindAreRefused(final String part, final String other) throws IOException {
        refuses("a/zarr.json", SHARDED, part, other);
    }

    private void refuses(final String key, final String document, final String part, final String other)
            throws IOException {
        assertTrue(document.contains(part), part);
        final String changed = document.replace(part, other).replace('\'', '"');
        store.write(key, changed.getBytes(StandardCharsets.UTF_8));
        assertThrows(InputException.class, () -> ZarrMetadata.readArray(store, "a"), changed);
    }

    private List<String> keys() throws StoreException {
        final List<String> keys = new ArrayList<>();
        store.walk("", (key, size) -> keys.add(key));
        return keys;
    }
}
