package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

class CodecsTest {

    @Test
    void namesInTheOrderUsersSeeThem() {
        assertEquals(List.of("Blosc zstd", "Blosc lz4", "Zstd", "Gzip", "None"), Codecs.names());
        assertEquals("Blosc zstd", Codecs.standard().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gzip", "gzip", "GZIP", " gzip "})
    void findsByNameWhateverTheCase(final String name) {
        assertEquals("Gzip", Codecs.byName(name).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "snappy", "blosc"})
    void anUnknownNameIsAnErrorThatListsTheKnown(final String name) {
        final InputException e = assertThrows(InputException.class, () -> Codecs.byName(name));
        assertEquals(
                "compression '" + name + "' is not known: choose Blosc zstd, Blosc lz4, Zstd, Gzip, None.",
                e.getMessage());
    }

    @Test
    void findsByMetadataWhateverTheLevel() throws IOException {
        assertEquals("Zstd", Codecs.ofV2(json("{\"id\":\"zstd\",\"level\":9}")).name());
        assertEquals(
                "Blosc lz4",
                Codecs.ofV2(json("{\"id\":\"blosc\",\"cname\":\"lz4\",\"clevel\":1}"))
                        .name());
        assertEquals("None", Codecs.ofV2(null).name());
        assertEquals(
                "Gzip",
                Codecs.ofV3(json("{\"name\":\"gzip\",\"configuration\":{\"level\":9}}"))
                        .name());
        assertEquals("None", Codecs.ofV3(null).name());
        assertEquals("None", Codecs.ofV3(json("[]").path(1)).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"bz2\"}", "{\"id\":\"blosc\",\"cname\":\"snappy\"}", "{}", "\"gzip\""})
    void anUnknownCompressorIsAnErrorThatShowsIt(final String compressor) throws IOException {
        final JsonNode node = json(compressor);
        final InputException e = assertThrows(InputException.class, () -> Codecs.ofV2(node));
        assertTrue(e.getMessage().contains(compressor), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"crc32c\"}", "{\"name\":\"blosc\",\"configuration\":{\"cname\":\"zlib\"}}"})
    void anUnknownCodecIsAnErrorThatShowsIt(final String codec) throws IOException {
        final JsonNode node = json(codec);
        final InputException e = assertThrows(InputException.class, () -> Codecs.ofV3(node));
        assertTrue(e.getMessage().contains(codec), e.getMessage());
    }

    private static JsonNode json(final String text) throws IOException {
        return CodecContract.json(text);
    }
}
