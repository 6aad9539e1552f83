package sc.fiji.neuroglancer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.check.Finding.Severity;
import sc.fiji.neuroglancer.export.CancelAfter;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.SampleStack;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** Files of a folder that are cut off, changed or lost, where no sample is taken. */
@Timeout(60)
class FileScanTest extends CheckFixture {

    /** A file of level 0 that is neither the first nor the middle chunk. */
    private static final String OTHER = "0/(c/)?[01]/[01]/0/1";

    @TempDir
    private Path dir;

    private Path copy(final String name) throws IOException {
        DatasetFiles.of(data.resolve(name)).forEach((file, bytes) -> write(dir.resolve(name + "/" + file), bytes));
        return dir.resolve(name);
    }

    private static List<String> files(final Path folder, final String pattern) throws IOException {
        return DatasetFiles.of(folder).keySet().stream()
                .filter(name -> name.matches(pattern))
                .collect(Collectors.toList());
    }

    private static CheckResult check(final Path folder) throws IOException {
        return check(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v04.ome.zarr", "v05.ome.zarr", "sharded.ome.zarr", "points", "manypoints"})
    void allFilesAreLookedAt(final String name) throws IOException {
        final CheckResult result = check(data.resolve(name));
        assertClean(result);
        assertEquals(
                List.of(),
                problems(result, Severity.NOTE).stream()
                        .filter(problem -> problem != Problem.VERSION)
                        .collect(Collectors.toList()));
        final long files = DatasetFiles.count(data.resolve(name));
        final String end = ", complete (" + files + " files checked).";
        assertTrue(result.summary().toString().endsWith(end), result.summary() + " not " + end);
    }

    static Stream<Arguments> compressions() {
        return Codecs.names().stream()
                .flatMap(name -> Stream.of("0.4", "0.5", "shards").map(format -> Arguments.of(name, format)));
    }

    private Path export(final ImagePlus image, final String compression, final String format) throws IOException {
        final ImageExportOptions options = ImageExportOptions.of(dir.toString(), "e")
                .format(format.equals("0.4") ? "OME-Zarr 0.4" : "OME-Zarr 0.5")
                .shards(format.equals("shards"))
                .compression(compression)
                .levels(3)
                .threads(1)
                .chunk("16,16,4")
                .checked();
        new ImageExport(Content.INTENSITY.open(image, null), options, Monitor.NONE).run();
        return dir.resolve("e.ome.zarr");
    }

    private static ImagePlus sample() {
        return new SampleStack(SampleStack.Kind.GRAY16, 90, 70, 19, 2, 1).image();
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void aFileThatIsCutOffIsDamaged(final String compression, final String format) throws IOException {
        final Path folder = export(sample(), compression, format);
        assertClean(check(folder));
        final String cut = files(folder, "0/(c/)?1/.*").get(1);
        final byte[] bytes = Files.readAllBytes(folder.resolve(cut));
        for (final int length : new int[] {0, 1, 100, bytes.length - 1}) {
            Files.write(folder.resolve(cut), Arrays.copyOf(bytes, length));
            final CheckResult result = check(folder);
            assertErrors(result, Problem.DAMAGED);
            assertTrue(
                    result.summary().toString().contains(cut + " is "),
                    result.summary().toString());
            assertTrue(
                    result.summary().toString().startsWith(folder + " cannot be shown as it is. "),
                    result.summary().toString());
        }
        assertEquals(1, check(folder).findings().size() - (format.equals("0.4") ? 0 : 1), "said once");
    }

    @Test
    void damagedFilesAreCounted() throws IOException {
        final Path folder = copy("v04.ome.zarr");
        for (final String file : files(folder, OTHER)) Files.write(folder.resolve(file), new byte[100]);
        final CheckResult result = check(folder);
        assertErrors(result, Problem.DAMAGED);
        assertTrue(
                result.summary()
                        .toString()
                        .contains(", and " + (files(folder, OTHER).size() - 1) + " other files are damaged, too: "),
                result.summary().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, '0/1/[2-4]/.*'",
        "0.4, 0/1/3/2/4",
        "0.4, '0/\\d/.*'",
        "0.4, '1/1/\\d/.*'",
        "0.5, 0/c/1/3/2/4",
        "shards, '0/c/1/1/.*'"
    })
    void chunksThatWereLostAreFound(final String format, final String lost) throws IOException {
        final Path folder = export(sample(), "Blosc zstd", format);
        final List<String> files = files(folder, lost);
        assertTrue(!files.isEmpty(), () -> lost + " is not there");
        for (final String file : files) Files.delete(folder.resolve(file));
        final CheckResult result = check(folder);
        assertErrors(result, Problem.UNFINISHED);
        assertTrue(
                result.summary().toString().contains(" is missing, although level "),
                result.summary().toString());
        final String named = result.summary().toString().replaceFirst(".* The file (\\S+) is missing.*", "$1");
        assertTrue(files.contains(named), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.4", "0.5", "shards"})
    void chunksOfZerosAreNotLost(final String format) throws IOException {
        final ImagePlus image = IJ.createImage("dark", "16-bit black", 90, 70, 19);
        image.getStack().getProcessor(9).set(17, 30, 60_000);
        image.getStack().getProcessor(1).set(89, 69, 3);
        final CheckResult result = check(export(image, "Blosc zstd", format));
        assertClean(result);
        final String notes = result.findings().toString();
        assertTrue(notes.matches(".* \\d+ of \\d+ chunks have no file.*"), notes);
    }

    @Test
    void aLevelWithoutChunksIsAWarning() throws IOException {
        final Path folder = export(sample(), "None", "0.4");
        for (final String file : files(folder, "2/\\d/.*")) Files.delete(folder.resolve(file));
        final CheckResult result = check(folder);
        assertErrors(result);
        assertEquals(List.of(Problem.EMPTY), problems(result, Severity.WARNING));
        assertTrue(
                result.summary().toString().contains(", complete, with 1 warning ("),
                result.summary().toString());
    }

    @Test
    void ofOtherProgramsMissingChunksAreToldOf() throws IOException {
        final Path folder = export(sample(), "Gzip", "0.4");
        final Path attributes = folder.resolve(".zattrs");
        Files.writeString(attributes, Files.readString(attributes).replace(ImageExport.PROGRAM, "bioformats2raw"));
        for (final String file : files(folder, "0/1/[2-4]/.*")) Files.delete(folder.resolve(file));
        final CheckResult result = check(folder);
        assertClean(result);
        final long all = files(folder, "\\d/\\d/.*").size() + 3 * 5 * 6;
        final String note = 3 * 5 * 6 + " of " + all + " chunks have no file";
        assertTrue(result.findings().toString().contains(note), result.findings() + " not " + note);
    }

    @Test
    void listsOfAnnotationsAreRead() throws IOException {
        final Path points = copy("points");
        final String last = files(points, "by_id/.*").get(1);
        Files.write(points.resolve(last), new byte[3]);
        assertErrors(check(points), Problem.DAMAGED);
        final Path many = copy("manypoints");
        final List<String> shards = files(many, ".*[.]shard");
        final Path shard = many.resolve(shards.get(shards.size() - 1));
        final byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length - 1));
        assertErrors(check(many), Problem.DAMAGED);
    }

    @Test
    void progressIsShownAndCancelEndsIt() throws IOException {
        final String folder = data.resolve("v04.ome.zarr").toString();
        final CheckOptions options = CheckOptions.of(folder, "");
        final Map<String, byte[]> files = DatasetFiles.of(data.resolve("v04.ome.zarr"));
        final long chunks = files.keySet().stream()
                .filter(file -> file.matches("\\d/\\d/.*"))
                .count();
        final CancelAfter none = new CancelAfter(Long.MAX_VALUE);
        new Check(options, none).run();
        assertEquals(chunks, none.total());
        assertEquals(chunks + 3, none.done(), "with 3 levels");
        final CancelAfter soon = new CancelAfter(10);
        assertThrows(CancellationException.class, () -> new Check(options, soon).run());
        assertEquals(10, soon.done());
    }
}
