package sc.fiji.neuroglancer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.neuroglancer.check.FaultyWeb.status;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.check.Finding.Severity;
import sc.fiji.neuroglancer.export.CancelAfter;
import sc.fiji.neuroglancer.export.DatasetFiles;
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
        assertTrue(
                address.summary().toString().contains(", readable by https://viewer.example.org/page/ ("),
                address.summary().toString());
        assertTrue(
                address.summary().toString().matches(".*[(]\\d+ samples( of \\d+ chunks)?[)][.]"),
                address.summary().toString());
        assertEquals(
                name.endsWith(".zarr"),
                address.summary().toString().contains(" chunks)."),
                address.summary().toString());
        try (LocalServer server = LocalServer.builder().start()) {
            assertClean(check(server.share(data.resolve(name))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zarr://%s", "  %s  ", "%s/", "%s/|zarr2:", "%s|zarr:"})
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

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 60})
    void shardsThatAreCutOffAreDamaged(final int length, @TempDir final Path copy) throws IOException {
        DatasetFiles.of(data.resolve("sharded.ome.zarr"))
                .forEach((name, bytes) -> write(
                        copy.resolve("s/" + name), name.matches("0/c/.*") ? Arrays.copyOf(bytes, length) : bytes));
        assertErrors(check(copy.resolve("s").toString()), Problem.DAMAGED);
        try (FaultyWeb other = new FaultyWeb(copy)) {
            assertErrors(check(other.url() + "s"), Problem.DAMAGED);
        }
    }

    /** An OME-Zarr 0.4 of one level that another program wrote. */
    private static void foreign(final Path folder, final String array, final String unit) {
        final String v2 =
                "{\"zarr_format\":2,\"shape\":[5,40,60],\"chunks\":[4,16,16],\"dtype\":\"<u2\",\"order\":\"F\","
                        + "\"compressor\":null,\"fill_value\":null,\"filters\":null" + array + "}";
        final String axis = "{\"name\":\"%s\",\"type\":\"space\",\"unit\":\"" + unit + "\"}";
        final String attributes = "{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[" + axis.replace("%s", "z") + ","
                + axis.replace("%s", "y") + "," + axis.replace("%s", "x") + "],\"datasets\":[{\"path\":\"s0\","
                + "\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[1,1,1]}]}]}]}";
        write(folder.resolve(".zattrs"), attributes.getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("s0/.zarray"), v2.getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("s0/0.1.1"), new byte[4 * 16 * 16 * (array.contains("f8") ? 8 : 2)]);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"dtype\":\"<f8\"', pixels of type <f8",
        "'\"dtype\":\"|b1\"', pixels of type |b1",
        "'\"compressor\":{\"id\":\"lz4\"}', the compression lz4",
        "'\"filters\":[{\"id\":\"delta\"}]', the filter delta"
    })
    void whatNoViewerReadsIsSaid(final String array, final String named, @TempDir final Path folder)
            throws IOException {
        foreign(folder, "," + array, "micrometer");
        final CheckResult result = check(folder.toString());
        assertErrors(result, Problem.UNSUPPORTED);
        assertTrue(
                result.summary().toString().contains("Level s0 has " + named + ", which"),
                result.summary().toString());
    }

    @Test
    void unitsThatNoViewerKnowsAreSaid(@TempDir final Path folder) throws IOException {
        foreign(folder, "", "micron");
        final CheckResult result = check(folder.toString());
        assertErrors(result, Problem.UNSUPPORTED);
        assertTrue(
                result.summary().toString().contains("the unit 'micron'"),
                result.summary().toString());
        foreign(folder, "", "micrometer");
        assertClean(check(folder.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "bool", "r24"})
    void typesOfZarr3ThatNoViewerReadsAreSaid(final String type) throws IOException {
        web.fault(exchange ->
                path(exchange).endsWith("/1/zarr.json") && status(exchange, 200, v05("1").replace("uint16", type)));
        assertErrors(checkWeb("v05.ome.zarr"), Problem.UNSUPPORTED);
    }

    @Test
    void codecsOfZarr3ThatNoViewerReadsAreSaid() throws IOException {
        web.fault(exchange ->
                path(exchange).endsWith("/1/zarr.json") && status(exchange, 200, v05("1").replace("blosc", "pcodec")));
        assertErrors(checkWeb("v05.ome.zarr"), Problem.UNSUPPORTED);
    }

    private static String v05(final String level) throws IOException {
        return Files.readString(data.resolve("v05.ome.zarr/" + level + "/zarr.json"));
    }

    @Test
    void metadataOfBothVersionsAreSaid() throws IOException {
        web.fault(exchange -> path(exchange).endsWith("v05.ome.zarr/.zattrs") && status(exchange, 200, "{}"));
        assertErrors(checkWeb("v05.ome.zarr"), Problem.UNSUPPORTED);
    }

    @Test
    void hugeChunksAreNotTakenForDamaged(@TempDir final Path folder) throws IOException {
        foreign(folder, ",\"chunks\":[1,8193,4096]", "micrometer");
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("s0/0.0.0").toFile(), "rw")) {
            huge.setLength(8193 * 4096 * 2);
            assertTrue(huge.length() > TooLarge.MOST_BYTES);
        }
        final CheckResult result = check(folder.toString());
        assertErrors(result);
        assertEquals(List.of(Problem.UNCHECKED, Problem.EMPTY), problems(result, Severity.NOTE));
        try (FaultyWeb other = new FaultyWeb(folder)) {
            final CheckResult address = check(other.url());
            assertErrors(address);
            assertTrue(
                    problems(address, Severity.NOTE).contains(Problem.UNCHECKED),
                    () -> address.summary().toString());
        }
    }

    @Test
    void ourOwnChunksAreNotDecodedWhenTheyAreHuge(@TempDir final Path folder) throws IOException {
        DatasetFiles.of(data.resolve("v04.ome.zarr")).forEach((name, bytes) -> write(folder.resolve(name), bytes));
        final String array = Files.readString(folder.resolve("0/.zarray"));
        final String large = array.replaceFirst("(?s)\"chunks\" : \\[.*?\\]", "\"chunks\" : [1, 400, 400, 400]")
                .replaceFirst("(?s)\"compressor\" : \\{.*?\\}", "\"compressor\" : null");
        for (final String chunk : new String[] {"0/0/0/0/0", "0/1/0/0/0"}) {
            try (RandomAccessFile huge =
                    new RandomAccessFile(folder.resolve(chunk).toFile(), "rw")) {
                huge.setLength(2L * 400 * 400 * 400);
            }
        }
        assertFalse(large.equals(array));
        Files.writeString(folder.resolve("0/.zarray"), large);
        assertClean(check(folder.toString()));
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
        assertFalse(
                (result.summary().toString() + result.findings() + result.place() + web.requests()).contains("SECRET"));
        final InputException e =
                assertThrows(InputException.class, () -> check("https://lena:SECRET@data.example.org/x"));
        assertFalse(e.getMessage().contains("SECRET"));
    }

    @Test
    void foreignChunksAreFoundWhateverTheirKeys(@TempDir final Path folder) throws IOException {
        foreign(folder, "", "micrometer");
        assertClean(check(folder.toString()));
        Files.delete(folder.resolve("s0/0.1.1"));
        assertEquals(List.of(Problem.EMPTY), problems(check(folder.toString()), Severity.WARNING));
    }

    @Test
    void aVolumeIsSampled(@TempDir final Path folder) throws IOException {
        final String info = "{\"@type\":\"neuroglancer_multiscale_volume\",\"scales\":[{\"key\":\"4_4_40\","
                + "\"size\":[100,30,7],\"voxel_offset\":[5,0,2],\"chunk_sizes\":[[64,64,64]]}]}";
        write(folder.resolve("info"), info.getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("4_4_40/5-69_0-30_2-9"), new byte[] {1});
        final CheckResult result = check(folder.toString());
        assertClean(result);
        assertEquals("precomputed volume, 1 scale", result.what());
        for (final String key : new String[] {"../4_4_40", "a/..", "/4_4_40"}) {
            write(folder.resolve("info"), info.replace("4_4_40", key).getBytes(StandardCharsets.UTF_8));
            final CheckResult elsewhere = check(folder.toString());
            assertErrors(elsewhere);
            assertEquals(List.of(Problem.UNCHECKED), problems(elsewhere, Severity.NOTE));
        }
        write(folder.resolve("info"), info.replace("4_4_40", "./4_4_40/").getBytes(StandardCharsets.UTF_8));
        assertClean(check(folder.toString()));
    }

    @Test
    void stopsWhenItIsCanceled() {
        final CheckOptions options =
                CheckOptions.of(data.resolve("v04.ome.zarr").toString(), "");
        assertThrows(CancellationException.class, () -> new Check(options, new CancelAfter(0)).run());
    }

    @ParameterizedTest
    @CsvSource({
        "https://viewer.example.org/#!%7B%7D, This is a viewer link",
        "s3://bucket/brain.zarr, begins with https://",
        "precomputed://gs://bucket/cells, begins with https://"
    })
    void whatCannotBeAskedForIsSaid(final String place, final String sentence) {
        final InputException e = assertThrows(InputException.class, () -> check(place));
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
    }

    @Test
    void datasetsThatBelongTogetherAreOneResult() throws IOException {
        final CheckResult good = check(data.resolve("v04.ome.zarr").toString());
        final CheckResult points = check(data.resolve("points").toString());
        final CheckResult both = CheckResult.joined(List.of(good, points));
        assertTrue(both.ok());
        assertEquals(good.place(), both.place());
        assertEquals(good.what() + "; with " + points.what(), both.what());
        assertEquals(good.samples() + points.samples(), both.samples());
        final CheckResult bad = checkWeb("nothing");
        final CheckResult failed = CheckResult.joined(List.of(checkWeb("v04.ome.zarr"), bad));
        assertErrors(failed, Problem.MISSING);
        assertEquals(bad.summary(), failed.summary());
        assertEquals(List.of(Problem.LOCAL), problems(failed, Severity.NOTE), "told once");
    }

    @Test
    void wantsAPlace() {
        assertThrows(InputException.class, () -> CheckOptions.of(" ", ""));
        assertThrows(InputException.class, () -> CheckOptions.of("x", "nonsense"));
        assertThrows(InputException.class, () -> check(data.resolve("nothing").toString()));
    }
}
