package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.image.ij.CountingStack;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Exports that stop at many places go on to the same bytes as one that never stopped. */
@Timeout(120)
class ImageExportResumeTest {

    private static final int LEVELS = 4;

    /** What is exported, how. */
    enum Case {
        V2_MEAN(
                new SampleStack(SampleStack.Kind.GRAY16, 20, 18, 37, 1, 1),
                1,
                VolumeFormat.OME_ZARR_04,
                false,
                "16,16,4"),
        V3_MODE(
                new SampleStack(SampleStack.Kind.GRAY8, 20, 18, 34, 1, 1).labels(),
                1,
                VolumeFormat.OME_ZARR_05,
                false,
                "8,8,4"),
        SHARDED(new SampleStack(SampleStack.Kind.FLOAT, 75, 10, 21, 1, 1), 1, VolumeFormat.OME_ZARR_05, true, "8,8,2"),
        RGB_5D(new SampleStack(SampleStack.Kind.RGB, 9, 20, 9, 2, 2), 1, VolumeFormat.OME_ZARR_04, false, "16,16,2"),
        Z_HALVED_LATE(
                new SampleStack(SampleStack.Kind.GRAY16, 33, 20, 27, 2, 1),
                3,
                VolumeFormat.OME_ZARR_05,
                false,
                "16,16,4"),
        ODD_DEPTH(
                new SampleStack(SampleStack.Kind.SIGNED16, 20, 18, 16, 1, 3),
                1,
                VolumeFormat.OME_ZARR_04,
                false,
                "16,16,3");

        final SampleStack sample;
        final double voxelDepth;
        final VolumeFormat version;
        final boolean shards;
        final String chunk;

        Case(
                final SampleStack sample,
                final double voxelDepth,
                final VolumeFormat version,
                final boolean shards,
                final String chunk) {
            this.sample = sample;
            this.voxelDepth = voxelDepth;
            this.version = version;
            this.shards = shards;
            this.chunk = chunk;
        }

        boolean labels() {
            return this == V3_MODE;
        }

        PixelSource source() {
            final ImagePlus image = sample.image();
            image.getCalibration().pixelDepth = voxelDepth;
            return (labels() ? Content.LABELS : Content.INTENSITY).open(image, null);
        }

        ImageExportOptions options(final Path folder) {
            return ImageExportOptions.of(folder.toString(), "sample")
                    .labels(labels())
                    .format(version)
                    .shards(shards)
                    .chunk(chunk)
                    .levels(LEVELS)
                    .threads(2)
                    .existing(IfExists.RESUME)
                    .checked();
        }
    }

    @TempDir
    Path temp;

    private static ImageExportResult export(final PixelSource source, final ImageExportOptions options)
            throws IOException {
        return new ImageExport(source, options, Monitor.NONE).run();
    }

    private Map<String, byte[]> uninterrupted(final Case how) throws IOException {
        final ImageExportResult result = export(how.source(), how.options(temp.resolve("whole")));
        assertFalse(result.resumed());
        return DatasetFiles.of(result.dataset());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aFailingReaderAnywhere(final Case how) throws IOException {
        final Map<String, byte[]> expected = uninterrupted(how);
        final int planes = how.sample.depth * how.sample.planeSets * how.sample.frames;
        for (int k = 0; k < planes; k += Math.max(1, planes / 5)) {
            final ImageExportOptions options = how.options(temp.resolve("k" + k));
            final boolean error = k % 2 == 1;
            final FaultySource broken = new FaultySource(how.source(), k, () -> {
                if (error) throw new StackOverflowError("on purpose");
                throw new IOException("on purpose");
            });
            final Class<? extends Throwable> type = error ? StackOverflowError.class : IOException.class;
            final Throwable thrown = assertThrows(type, () -> export(broken, options));
            assertEquals("on purpose", thrown.getMessage());
            goOn(how, options, expected, "reader failed at plane " + k);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void canceledAnywhere(final Case how) throws IOException {
        final Map<String, byte[]> expected = uninterrupted(how);
        final CancelAfter never = new CancelAfter(Long.MAX_VALUE);
        new ImageExport(how.source(), how.options(temp.resolve("counted")), never).run();
        assertEquals(never.total(), never.done());
        for (int i = 0; i < 5; i++) {
            final ImageExportOptions options = how.options(temp.resolve("n" + i));
            final CancelAfter monitor = new CancelAfter(never.total() * i / 5);
            final ImageExport job = new ImageExport(how.source(), options, monitor);
            assertThrows(CancellationException.class, job::run);
            goOn(how, options, expected, "canceled after " + monitor.done() + " chunks");
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void stoppedAgainAndAgain(final Case how) throws IOException {
        final Map<String, byte[]> expected = uninterrupted(how);
        final ImageExportOptions options = how.options(temp.resolve("again"));
        final Random random = new Random(how.ordinal());
        for (int i = 0; i < 5; i++) {
            final FaultySource broken = new FaultySource(how.source(), random.nextInt(12), () -> {
                throw new IOException("on purpose");
            });
            try {
                export(broken, options);
            } catch (final IOException e) {
                assertEquals("on purpose", e.getMessage());
            }
        }
        export(how.source(), options);
        DatasetFiles.assertEqual(expected, DatasetFiles.of(options.dataset()), "stopped again and again");
    }

    /** Checks what is there, goes on, and compares. */
    private static void goOn(
            final Case how, final ImageExportOptions options, final Map<String, byte[]> expected, final String what)
            throws IOException {
        assertEquals(List.of(), DatasetFiles.metadata(options.dataset()), what);
        final List<String> missing = missingPlanes(how, options.dataset());
        final boolean begun = Files.exists(options.dataset());
        final FaultySource whole = new FaultySource(how.source(), -1, null);
        final CancelAfter monitor = new CancelAfter(Long.MAX_VALUE);
        final ImageExportResult result = new ImageExport(whole, options, monitor).run();
        assertEquals(begun, result.resumed(), what);
        assertEquals(missing, whole.reads(), what);
        assertEquals(monitor.total(), monitor.done(), what);
        assertEquals(expected.size(), result.files(), what);
        DatasetFiles.assertEqual(expected, DatasetFiles.of(options.dataset()), what);
    }

    /**
     * The planes that have to be read again, by the journal: those after the last slab such that every slab of every
     * level that ends before it is stored.
     */
    private static List<String> missingPlanes(final Case how, final Path dataset) throws IOException {
        final Path journal = dataset.resolve(".neuroglancer-export");
        final Set<String> stored = new HashSet<>();
        if (Files.exists(journal))
            for (final String line : Files.readAllLines(journal)) stored.add(line.replaceFirst(" \\d+ \\d+$", ""));
        final List<String> missing = new ArrayList<>();
        final int perPlane = how.sample.kind.channelsPerPlane;
        for (int t = 0; t < how.sample.frames; t++)
            for (int c = 0; c < how.sample.channels(); c += perPlane)
                for (int z = firstMissing(how, stored, t, c); z < how.sample.depth; z++)
                    missing.add(t + "/" + c + "/" + z);
        return missing;
    }

    private static int firstMissing(final Case how, final Set<String> stored, final int t, final int c) {
        final int depth = Integer.parseInt(how.chunk.split(",")[2]);
        int first = how.sample.depth;
        while (first > 0 && !isStored(how, stored, t, c, first)) first = (first - 1) / depth * depth;
        return depth % 2 == 1 && first < how.sample.depth ? 0 : first;
    }

    private static boolean isStored(
            final Case how, final Set<String> stored, final int t, final int c, final int planes) {
        final int depth = Integer.parseInt(how.chunk.split(",")[2]);
        final Size3 size = Size3.of(how.sample.width, how.sample.height, how.sample.depth);
        final List<PyramidPlan.Level> levels = PyramidPlan.of(size, new double[] {1, 1, how.voxelDepth}, LEVELS)
                .levels();
        for (int l = 0; l < LEVELS; l++)
            for (int j = 0; j * depth < levels.get(l).size().z(); j++)
                for (int i = 0; i < how.sample.kind.channelsPerPlane; i++) {
                    final int end =
                            Math.min((j + 1) * depth * levels.get(l).factor().z(), how.sample.depth);
                    if (end <= planes && !stored.contains(l + " " + t + " " + (c + i) + " " + j)) return false;
                }
        return true;
    }

    private ImageExportOptions interrupted(final Case how, final String name) {
        final ImageExportOptions options = how.options(temp.resolve(name));
        final FaultySource broken = new FaultySource(how.source(), how.sample.depth - 1, () -> {
            for (int i = 0; i < 1000 && slabs(options.dataset()) == 0; i++) pause();
            throw new IOException("on purpose");
        });
        assertThrows(IOException.class, () -> export(broken, options));
        return options;
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int slabs(final Path dataset) throws IOException {
        final Path journal = dataset.resolve(".neuroglancer-export");
        return Files.exists(journal) ? Files.readAllLines(journal).size() - 1 : 0;
    }

    @Test
    void aTornOrStrangeLineOfTheJournalCountsForNothing() throws IOException {
        final Map<String, byte[]> expected = uninterrupted(Case.V2_MEAN);
        final List<String> tails = List.of(
                "3 0 0 0 1 9", "\n", "0 0 0 99999999999 1 9\n", "0 0 0 -1 1 9\n", "\0\0\0\0\n", "a b c d\n", "0");
        for (final String tail : tails) {
            final ImageExportOptions options = interrupted(Case.V2_MEAN, "torn" + tails.indexOf(tail));
            Files.writeString(options.dataset().resolve(".neuroglancer-export"), tail, StandardOpenOption.APPEND);
            export(Case.V2_MEAN.source(), options);
            DatasetFiles.assertEqual(expected, DatasetFiles.of(options.dataset()), tail);
        }
    }

    /** By somebody, or by a power cut before the system had written what it took. */
    @Test
    void filesThatWereDeletedOrCutAreMadeAgain() throws IOException {
        final Case how = Case.V2_MEAN;
        final Map<String, byte[]> expected = uninterrupted(how);
        final ImageExportOptions options = how.options(temp.resolve("lost"));
        final CancelAfter monitor = new CancelAfter(expected.size() - 10);
        final ImageExport job = new ImageExport(how.source(), options, monitor);
        assertThrows(CancellationException.class, job::run);
        assertTrue(slabs(options.dataset()) > 5);
        Files.delete(options.dataset().resolve("0/1/0/0"));
        Files.write(options.dataset().resolve("0/3/1/1"), new byte[0]);
        export(how.source(), options);
        DatasetFiles.assertEqual(expected, DatasetFiles.of(options.dataset()), "deleted and cut");
    }

    /** Every slab is asked for once or twice, not once for each other slab. */
    @Test
    @Timeout(30)
    void theJournalOfManySlabsIsSearchedOnce() throws IOException {
        final int planes = 300_000;
        final PixelSource source =
                Content.INTENSITY.open(CountingStack.of16(1, 1, planes).image("thin"), null);
        final ImageExportOptions options = ImageExportOptions.of(temp.toString(), "thin")
                .chunk("1,1,1")
                .levels(1)
                .existing(IfExists.RESUME)
                .checked();
        final ImageExport job = new ImageExport(source, options, Monitor.NONE);
        final StringBuilder journal = new StringBuilder("neuroglancer-export-1 " + job.fingerprint() + " 1,1,1\n");
        for (int z = 0; z < planes / 2; z++) journal.append("0 0 0 ").append(z).append(" 0 0\n");
        Files.createDirectories(options.dataset());
        Files.writeString(options.dataset().resolve(".neuroglancer-export"), journal);
        final CancelAfter monitor = new CancelAfter(planes / 2);
        assertThrows(CancellationException.class, () -> new ImageExport(source, options, monitor).run());
        assertEquals(planes, monitor.total());
    }

    /** The files of a flat image are beside the metadata of its array. */
    @Test
    void metadataAreNotTakenForChunks() throws IOException {
        final PixelSource source =
                Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY8, 40, 30, 1, 1, 1).image(), null);
        final ImageExportOptions options = ImageExportOptions.of(temp.toString(), "flat")
                .chunk("16,16,1")
                .existing(IfExists.RESUME)
                .checked();
        final CancelAfter monitor = new CancelAfter(6);
        assertThrows(CancellationException.class, () -> new ImageExport(source, options, monitor).run());
        assertEquals(1, slabs(options.dataset()));
        Files.writeString(options.dataset().resolve("0/.zarray"), "{}");
        final FaultySource whole = new FaultySource(source, -1, null);
        assertTrue(export(whole, options).resumed());
        assertEquals(List.of(), whole.reads());
    }

    @Test
    void aJournalWithoutItsFirstLineIsNothing() throws IOException {
        final Map<String, byte[]> expected = uninterrupted(Case.V2_MEAN);
        for (final String begun : List.of("", "neuroglancer-exp")) {
            final ImageExportOptions options = Case.V2_MEAN.options(temp.resolve("begun" + begun));
            Files.createDirectories(options.dataset());
            Files.writeString(options.dataset().resolve(".neuroglancer-export"), begun);
            assertFalse(export(Case.V2_MEAN.source(), options).resumed());
            DatasetFiles.assertEqual(expected, DatasetFiles.of(options.dataset()), begun);
        }
    }

    @Test
    void anotherImageOrOtherOptionsAreRefused() throws IOException {
        final ImageExportOptions options = interrupted(Case.V2_MEAN, "refused");
        final Map<String, byte[]> before = DatasetFiles.of(options.dataset());
        final ImageExportOptions other = ImageExportOptions.of(
                        temp.resolve("refused").toString(), "sample")
                .chunk("16,16,4")
                .levels(LEVELS)
                .existing(IfExists.RESUME);
        final PixelSource source = Case.V2_MEAN.source();
        refused(new SampleStack(SampleStack.Kind.GRAY16, 20, 18, 38, 1, 1), other.checked(), before);
        final ImagePlus changed = Case.V2_MEAN.sample.image();
        changed.getStack().getProcessor(1).set(3, 0, 4711);
        refused(Content.INTENSITY.open(changed, null), other.checked(), before);
        refused(source, other.levels(3).checked(), before);
        refused(source, other.chunk("16,16,8").checked(), before);
        refused(source, other.compression("Gzip").checked(), before);
        refused(source, other.labels(true).checked(), before);
        refused(source, other.format(VolumeFormat.OME_ZARR_05).checked(), before);
        refused(source, other.format(VolumeFormat.OME_ZARR_05).shards(true).checked(), before);
        assertTrue(export(source, other.checked()).resumed());
    }

    /** Wherever it is in an image of several megabytes. */
    @Test
    void anImageWithOneOtherPixelIsRefused() throws IOException {
        final ImageExportOptions options = ImageExportOptions.of(temp.toString(), "large")
                .existing(IfExists.RESUME)
                .checked();
        export(large(0), options);
        refused(large(1), options, DatasetFiles.of(options.dataset()));
        assertTrue(export(large(0), options).wasComplete());
    }

    private static PixelSource large(final int pixel) {
        final ImagePlus image = new SampleStack(SampleStack.Kind.GRAY16, 400, 500, 9, 1, 1).image();
        final ImageProcessor plane = image.getStack().getProcessor(6);
        plane.set(123, 321, plane.get(123, 321) + pixel);
        return Content.INTENSITY.open(image, null);
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void whatWasCorrectedSinceIsBroughtUpToDate(final Case how) throws IOException {
        final ImageExportOptions options = how.options(temp.resolve("corrected"));
        export(how.source(), options);
        final ImagePlus image = how.sample.image();
        image.getCalibration().pixelDepth = how.voxelDepth;
        image.getCalibration().setUnit("nm");
        final PixelSource source = (how.labels() ? Content.LABELS : Content.INTENSITY).open(image, null);
        final ImageExportResult renewed = export(source, options);
        assertEquals(1, renewed.written());
        assertTrue(renewed.summary().endsWith(", only its metadata were renewed"), renewed.summary());
        final ImageExportOptions anew = how.options(temp.resolve("anew"));
        export(source, anew);
        DatasetFiles.assertEqual(DatasetFiles.of(anew.dataset()), DatasetFiles.of(options.dataset()), "renewed");
        assertEquals(0, export(source, options).written());
    }

    private static void refused(
            final SampleStack sample, final ImageExportOptions options, final Map<String, byte[]> before)
            throws IOException {
        refused(Content.INTENSITY.open(sample.image(), null), options, before);
    }

    private static void refused(
            final PixelSource source, final ImageExportOptions options, final Map<String, byte[]> before)
            throws IOException {
        final String message = assertThrows(InputException.class, () -> export(source, options))
                .getMessage();
        assertTrue(message.contains("Set existing to Replace"), message);
        DatasetFiles.assertEqual(before, DatasetFiles.of(options.dataset()), "refused");
    }

    /** Voxel sizes change when an axis of few planes is halved, though factors of the last level may be the same. */
    @Test
    void anotherPyramidIsRefused() {
        final SampleStack flat = new SampleStack(SampleStack.Kind.GRAY8, 64, 64, 2, 1, 1);
        final ImageExportOptions options = Case.V2_MEAN.options(temp.resolve("pyramid"));
        final PixelSource cubes = Content.INTENSITY.open(flat.image(), null);
        final ImagePlus image = flat.image();
        image.getCalibration().pixelDepth = 3;
        final PixelSource columns = Content.INTENSITY.open(image, null);
        final ImageExport first = new ImageExport(columns, options, new CancelAfter(17));
        assertThrows(CancellationException.class, first::run);
        assertTrue(Files.exists(options.dataset()));
        assertThrows(InputException.class, () -> export(cubes, options));
    }

    @Test
    void aCompleteDatasetStaysAsItIs() throws IOException {
        final ImageExportOptions options = Case.SHARDED.options(temp.resolve("complete"));
        final ImageExportResult first = export(Case.SHARDED.source(), options);
        assertFalse(first.wasComplete());
        final Map<String, byte[]> before = DatasetFiles.of(options.dataset());
        final FaultySource untouched = new FaultySource(Case.SHARDED.source(), -1, null);
        final ImageExportResult again = export(untouched, options);
        assertTrue(again.wasComplete());
        final String counts =
                " is complete already: " + first.estimate().levels() + " levels, " + first.files() + " files, ";
        assertTrue(again.summary().contains(counts), again.summary());
        assertEquals(first.files(), again.files());
        assertEquals(first.bytes(), again.bytes());
        assertEquals(List.of(), untouched.reads());
        DatasetFiles.assertEqual(before, DatasetFiles.of(options.dataset()), "complete");
    }

    /** Killed between the last metadata and the deletion of the journal, or while planes were on disk. */
    @Test
    void whatAKilledExportLeftIsRemoved() throws IOException {
        final ImageExportOptions options = Case.V2_MEAN.options(temp.resolve("left"));
        export(Case.V2_MEAN.source(), options);
        final Map<String, byte[]> expected = DatasetFiles.of(options.dataset());
        Files.write(options.dataset().resolve(".neuroglancer-export"), List.of("neuroglancer-export-1 ab 1,1,1"));
        Files.write(options.dataset().resolve(".neuroglancer-scratch-0-0"), new byte[100]);
        assertTrue(export(Case.V2_MEAN.source(), options).wasComplete());
        DatasetFiles.assertEqual(expected, DatasetFiles.of(options.dataset()), "complete");

        final ImageExportOptions stopped = interrupted(Case.V2_MEAN, "scratch");
        Files.write(stopped.dataset().resolve(".neuroglancer-scratch-1-0"), new byte[100]);
        Files.write(stopped.dataset().resolve("..zattrs.part"), new byte[3]);
        export(Case.V2_MEAN.source(), stopped);
        DatasetFiles.assertEqual(expected, DatasetFiles.of(stopped.dataset()), "stopped");
    }

    @Test
    void planesOnDiskGiveTheSameBytesAndResume() throws IOException {
        final SampleStack sample = new SampleStack(SampleStack.Kind.GRAY16, 200, 150, 33, 1, 1);
        final ImageExportOptions builder = ImageExportOptions.of(
                        temp.resolve("a").toString(), "sample")
                .chunk("16,16,16")
                .threads(2)
                .levels(3);
        final PixelSource source = Content.INTENSITY.open(sample.image(), null);
        final Map<String, byte[]> expected =
                DatasetFiles.of(export(source, builder.checked()).dataset());
        final Set<Path> scratch = Collections.synchronizedSet(new HashSet<>());
        final ImageExportOptions small = ImageExportOptions.of(temp.resolve("b").toString(), "sample")
                .chunk("16,16,16")
                .threads(2)
                .levels(3)
                .existing(IfExists.RESUME)
                .checked();
        for (final int at : new int[] {20, 5, -1}) {
            final FaultySource broken = new FaultySource(source, at, () -> {
                try (DirectoryStream<Path> files =
                        Files.newDirectoryStream(small.dataset(), ".neuroglancer-scratch*")) {
                    files.forEach(scratch::add);
                }
                throw new IOException("on purpose");
            });
            final ImageExport job = new ImageExport(broken, small, Monitor.NONE, wanted -> 1_350_000);
            if (at < 0) job.run();
            else assertThrows(IOException.class, job::run);
        }
        assertFalse(scratch.isEmpty());
        DatasetFiles.assertEqual(expected, DatasetFiles.of(small.dataset()), "planes on disk");
    }
}
