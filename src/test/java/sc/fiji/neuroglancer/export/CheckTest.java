package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.neuroglancer.export.FaultyWeb.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.export.Finding.Problem;
import sc.fiji.neuroglancer.export.Finding.Severity;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.task.InputException;

/** Whole, half and damaged datasets, in folders and on the web. */
@Timeout(60)
class CheckTest extends CheckFixture {

    @ParameterizedTest
    @CsvSource({
        "v04.ome.zarr, 'OME-Zarr 0.4, 3 levels'",
        "v05.ome.zarr, 'OME-Zarr 0.5, 3 levels'",
        "sharded.ome.zarr, 'OME-Zarr 0.5, 3 levels'",
        "points, 'precomputed annotations, 1 spatial level'",
        "manypoints, 'precomputed annotations, '"
    })
    void goodDataAreGoodEverywhere(final String name, final String what) throws IOException {
        final CheckResult folder = check(data.resolve(name).toString());
        assertClean(folder);
        assertTrue(folder.what().startsWith(what), folder.what());
        final CheckResult address = checkWeb(name);
        assertClean(address);
        assertEquals(folder.what(), address.what());
        assertEquals(folder.samples(), address.samples());
        assertTrue(address.summary().contains(", readable by https://viewer.example.org/page/ ("), address.summary());
        try (LocalServer server = LocalServer.builder().start()) {
            assertClean(check(server.share(data.resolve(name))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zarr://%s", "  %s  ", "%s/"})
    void addressesAreTakenAsTheyArePasted(final String pattern) throws IOException {
        assertClean(check(String.format(pattern, web.url() + "v04.ome.zarr")));
    }

    @Test
    void nothingIsMissingAndHalfIsUnfinished(@TempDir final Path half) throws IOException {
        assertErrors(checkWeb("no such.zarr"), Problem.MISSING);
        assertErrors(checkWeb(""), Problem.MISSING);
        assertErrors(check(data.toString()), Problem.MISSING);
        Files.createDirectories(half.resolve("a/0"));
        Files.writeString(half.resolve("a/0/.zarray"), "{}");
        assertErrors(check(half.resolve("a").toString()), Problem.UNFINISHED);
        try (FaultyWeb other = new FaultyWeb(half)) {
            assertErrors(check(other.url() + "a"), Problem.UNFINISHED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v04.ome.zarr/2/.zarray", "v05.ome.zarr/1/zarr.json"})
    void aLevelWithoutMetadataIsUnfinished(final String missing) throws IOException {
        web.fault(exchange -> path(exchange).equals("/" + missing) && status(exchange, 404, ""));
        assertErrors(checkWeb(missing.substring(0, 12)), Problem.UNFINISHED);
    }

    @Test
    void chunksThatAreAllMissingAreAWarning() throws IOException {
        web.fault(exchange -> path(exchange).matches(".*/\\d+/\\d+/\\d+/.*") && status(exchange, 404, ""));
        final CheckResult result = checkWeb("v04.ome.zarr");
        assertErrors(result);
        assertEquals(List.of(Problem.EMPTY), problems(result, Severity.WARNING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v04.ome.zarr", "v05.ome.zarr"})
    void truncatedChunksAreDamaged(final String name) throws IOException {
        web.fault(exchange -> path(exchange).matches(".*/0/(c/)?0/0/0/0") && status(exchange, 200, "short"));
        assertErrors(checkWeb(name), Problem.DAMAGED);
    }

    @Test
    void shardsWithABadIndexAreDamaged(@TempDir final Path copy) throws IOException {
        final Path folder = copy.resolve("s");
        DatasetFiles.of(data.resolve("sharded.ome.zarr")).forEach((name, bytes) -> {
            if (name.matches("0/c/.*")) bytes[bytes.length - 1]++;
            write(folder.resolve(name), bytes);
        });
        assertErrors(check(folder.toString()), Problem.DAMAGED);
    }

    @Test
    void emptyFilesOfAFolderAreDamaged(@TempDir final Path copy) throws IOException {
        DatasetFiles.of(data.resolve("v04.ome.zarr")).forEach((name, bytes) -> write(copy.resolve("s/" + name), bytes));
        Files.write(copy.resolve("s/0/1/1/1/1"), new byte[0]);
        assertErrors(check(copy.resolve("s").toString()), Problem.DAMAGED);
    }

    @Test
    void aFolderWithAJournalIsUnfinished(@TempDir final Path folder) throws IOException {
        Files.writeString(folder.resolve(".neuroglancer-export"), "");
        assertErrors(check(folder.toString()), Problem.UNFINISHED);
    }

    @Test
    void metadataThatAreNoJsonAreDamaged() throws IOException {
        web.fault(exchange -> path(exchange).endsWith(".zattrs") && status(exchange, 200, "{"));
        assertErrors(checkWeb("v04.ome.zarr"), Problem.DAMAGED, Problem.UNFINISHED);
    }

    @Test
    void httpsPagesReadNoHttp() throws IOException {
        assertErrors(check("http://data.example.org/v04.ome.zarr"), Problem.MIXED_CONTENT);
    }

    @Test
    void secretsAreNeitherSentNorShown() throws IOException {
        final CheckResult result = checkWeb("v04.ome.zarr?authz=SECRET");
        assertErrors(result, Problem.SECRET);
        assertFalse((result.summary() + result.findings() + result.place() + web.requests()).contains("SECRET"));
        final InputException e =
                assertThrows(InputException.class, () -> check("https://lena:SECRET@data.example.org/x"));
        assertFalse(e.getMessage().contains("SECRET"));
    }

    @Test
    void foreignChunksAreFoundWhateverTheirKeys(@TempDir final Path folder) throws IOException {
        final String v2 =
                "{\"zarr_format\":2,\"shape\":[5,40,60],\"chunks\":[4,16,16],\"dtype\":\"<u2\",\"order\":\"F\","
                        + "\"compressor\":null,\"fill_value\":null,\"filters\":null}";
        final String attributes =
                "{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[{\"name\":\"z\",\"type\":\"space\"},"
                        + "{\"name\":\"y\",\"type\":\"space\"},{\"name\":\"x\",\"type\":\"space\"}],\"datasets\":[{\"path\":\"s0\","
                        + "\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[1,1,1]}]}]}]}";
        write(folder.resolve(".zattrs"), attributes.getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("s0/.zarray"), v2.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(Problem.EMPTY), problems(check(folder.toString()), Severity.WARNING));
        write(folder.resolve("s0/0.1.1"), new byte[] {1});
        assertClean(check(folder.toString()));
    }

    @Test
    void aVolumeIsSampled(@TempDir final Path folder) throws IOException {
        final String info = "{\"@type\":\"neuroglancer_multiscale_volume\",\"scales\":[{\"key\":\"4_4_40\","
                + "\"size\":[100,30,7],\"voxel_offset\":[5,0,2],\"chunk_sizes\":[[64,64,64]]}]}";
        write(folder.resolve("info"), info.getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("4_4_40/5-69_0-30_2-9"), new byte[] {1});
        final CheckResult result = check(folder.toString());
        assertClean(result);
        assertEquals("precomputed volume, 1 scales", result.what());
    }

    @Test
    void stopsWhenItIsCanceled() {
        final CheckOptions options =
                CheckOptions.builder(data.resolve("v04.ome.zarr").toString()).build();
        assertThrows(CancellationException.class, () -> new Check(options, new CancelAfter(0)).run());
    }

    @Test
    void wantsAPlace() {
        assertThrows(InputException.class, () -> CheckOptions.builder(" ").build());
        assertThrows(
                InputException.class,
                () -> CheckOptions.builder("x").viewer("nonsense").build());
        assertThrows(InputException.class, () -> check(data.resolve("nothing").toString()));
    }
}
