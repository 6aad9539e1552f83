package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.image.ij.CountingStack;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** The pass over the planes: each is read once, whatever memory allows, and nothing outlives its end. */
@Timeout(60)
class ImageExportPassTest {

    private static final int PLANES = 2 * 13 * 2;

    @TempDir
    Path folder;

    /** Threads end a moment after the export, as a read under way is not waited for. */
    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (int i = 0; i < 500 && !threads().isEmpty(); i++) Thread.sleep(10);
        assertEquals(List.of(), threads());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("neuroglancer-(reader|\\d+-\\d+)"))
                .collect(Collectors.toList());
    }

    private ImageExportOptions options() {
        return ImageExportOptions.of(folder.toString(), "pass").threads(3).levels(3);
    }

    private static ImagePlus virtual(final CountingStack stack) {
        final ImagePlus image = stack.image("virtual");
        image.setDimensions(2, 13, 2);
        stack.resetCounts();
        return image;
    }

    private static List<String> inOrder() {
        final List<String> order = new ArrayList<>();
        for (int t = 0; t < 2; t++)
            for (int c = 0; c < 2; c++) for (int z = 0; z < 13; z++) order.add(t + "/" + c + "/" + z);
        return order;
    }

    /** Heap for: two slabs per level, one, flatter chunks, scratch files for one level, for more. */
    @ParameterizedTest
    @CsvSource({"false, 1000000000", "true, 1000000000", "false, 3000000", "false, 2200000", "true, 1900000"})
    void eachPlaneIsReadOnce(final boolean labels, final long heap) throws IOException {
        final CountingStack stack = CountingStack.of16(120, 90, PLANES);
        final PixelSource source = (labels ? Content.LABELS : Content.INTENSITY).open(virtual(stack), null);
        final FaultySource noted = new FaultySource(source, -1, null);
        final ImageExportOptions options =
                options().labels(labels).chunk("16,16,8").checked();
        final AtomicReference<Long> best = new AtomicReference<>();
        new ImageExport(noted, options, Monitor.NONE, wanted -> {
                    best.set(wanted);
                    return heap;
                })
                .run();
        assertTrue(best.get() > 0);
        assertEquals(1, stack.maxReads());
        assertEquals(PLANES, stack.totalReads());
        assertEquals(inOrder(), noted.reads());
        DatasetFiles.assertOnlyDataset(options.dataset());
    }

    @Test
    void lessMemoryGivesFlatterChunksUnlessTheyAreChosen() throws IOException {
        final CountingStack stack = CountingStack.of16(300, 300, 64);
        final PixelSource source = Content.INTENSITY.open(stack.image("deep"), null);
        final ImageExport plenty = new ImageExport(source, options().checked(), Monitor.NONE, wanted -> wanted);
        assertEquals(64, plenty.estimate().chunk().z());
        final ImageExport little = new ImageExport(
                source, options().threads(1).existing(IfExists.REPLACE).checked(), Monitor.NONE, wanted -> 15_000_000);
        assertTrue(little.run().estimate().chunk().z() < 64);
        final ImageExport fixed = new ImageExport(
                source,
                options()
                        .threads(1)
                        .chunk("64,64,64")
                        .existing(IfExists.REPLACE)
                        .checked(),
                Monitor.NONE,
                wanted -> 22_000_000);
        assertEquals(64, fixed.run().estimate().chunk().z());
    }

    /** Shards are no larger than the image. */
    @Test
    void aSmallImageNeedsNoMemoryForLargeShards() throws IOException {
        final PixelSource source =
                Content.INTENSITY.open(CountingStack.of16(50, 50, 9).image("small"), null);
        final ImageExportOptions options = options()
                .format(VolumeFormat.OME_ZARR_05)
                .shards(true)
                .chunk("64,64,64")
                .threads(1)
                .checked();
        assertEquals(
                7,
                new ImageExport(source, options, Monitor.NONE, wanted -> 8L << 20)
                        .run()
                        .files());
    }

    @Test
    void shardsFitIntoAnArray() {
        final Size3 grid = Size3.of(100, 100, 9);
        assertEquals(Size3.of(8, 8, 1), ExportPlan.chunksPerShard(grid, 16 << 20));
        assertEquals(Size3.of(8, 3, 1), ExportPlan.chunksPerShard(grid, 40 << 20));
        assertEquals(Size3.of(2, 1, 1), ExportPlan.chunksPerShard(grid, 512 << 20));
        assertEquals(Size3.ONE, ExportPlan.chunksPerShard(grid, 1 << 30));
        assertEquals(Size3.of(3, 21, 1), ExportPlan.chunksPerShard(Size3.of(3, 100, 9), 1 << 19));
    }

    @Test
    void tooLittleMemoryIsSaidBeforeAnythingIsDeleted() throws IOException {
        final PixelSource source =
                Content.INTENSITY.open(CountingStack.of16(50, 50, 9).image("small"), null);
        final ImageExportOptions options = options().existing(IfExists.REPLACE).checked();
        new ImageExport(source, options, Monitor.NONE).run();
        final Map<String, byte[]> before = DatasetFiles.of(options.dataset());
        final ImageExport job = new ImageExport(source, options, Monitor.NONE, wanted -> 100_000);
        final String message = assertThrows(InputException.class, job::run).getMessage();
        assertTrue(message.contains("memory"), message);
        DatasetFiles.assertEqual(before, DatasetFiles.of(options.dataset()), "not replaced");
    }

    /** A reader that hangs, with as many threads as one likes: Cancel does not wait for it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 52})
    void cancelTakesLessThanASecond(final int plane) throws Exception {
        final CountingStack stack = CountingStack.of16(40, 40, PLANES).blockingAt(plane);
        final PixelSource source = Content.INTENSITY.open(virtual(stack), null);
        final AtomicBoolean canceled = new AtomicBoolean();
        final Monitor monitor = ImpatientUser.when(canceled::get);
        final ImageExportOptions options =
                options().threads(16).chunk("16,16,4").checked();
        final AtomicReference<Throwable> outcome = new AtomicReference<>();
        final CountDownLatch ended = new CountDownLatch(1);
        final Thread job = new Thread(() -> {
            try {
                new ImageExport(source, options, monitor).run();
            } catch (final Throwable e) { // the test looks at whatever came
                outcome.set(e);
            }
            ended.countDown();
        });
        job.start();
        stack.awaitBlocked();
        canceled.set(true);
        assertTrue(ended.await(1, TimeUnit.SECONDS), "Cancel took more than a second");
        assertEquals(CancellationException.class, outcome.get().getClass());
        assertEquals(List.of(), DatasetFiles.metadata(options.dataset()));
        stack.release();
    }

    /** A chunk cannot be renamed to where a folder is: the reader stops long before the last plane. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aChunkThatCannotBeWrittenEndsTheExport(final int threads) throws IOException {
        final int planes = 2000;
        final CountingStack stack = CountingStack.of16(32, 32, planes);
        final ImagePlus image = stack.image("long");
        final ImageExportOptions options =
                options().threads(threads).chunk("16,16,4").checked();
        final Path obstacle = options.dataset().resolve("0/0/1/1/obstacle");
        final FaultySource source =
                new FaultySource(Content.INTENSITY.open(image, null), 0, () -> Files.createDirectories(obstacle));
        final ImageExport job = new ImageExport(source, options, Monitor.NONE);
        final StoreException failure = assertThrows(StoreException.class, job::run);
        assertTrue(failure.getMessage().startsWith("Could not write "), failure.getMessage());
        assertTrue(failure.getMessage().contains(obstacle.getParent().toString()), failure.getMessage());
        assertTrue(stack.totalReads() < planes / 2, "read on: " + stack.totalReads());
        assertFalse(Files.exists(options.dataset().resolve(".zattrs")));
    }

    @Test
    void aPlaneThatCannotBeReadIsNamed() {
        final CountingStack stack = CountingStack.of16(32, 32, PLANES).failingAt(30);
        final PixelSource source = Content.INTENSITY.open(virtual(stack), null);
        final ImageExportOptions options = options().chunk("16,16,4").checked();
        final ImageExport job = new ImageExport(source, options, Monitor.NONE);
        final String message = assertThrows(IOException.class, job::run).getMessage();
        assertTrue(message.startsWith("Cannot read slice 30 of 52 (channel 2, z 2, time 2)"), message);
        assertFalse(Files.exists(options.dataset().resolve(".zattrs")));
    }

    @Test
    void aValueThatIsNoLabelLeavesNothing() {
        final ImagePlus image = new SampleStack(SampleStack.Kind.FLOAT, 20, 20, 5, 1, 1).image();
        final ImageExportOptions options = options().labels(true).checked();
        final ImageExport job = new ImageExport(Content.LABELS.open(image, null), options, Monitor.NONE);
        final String message = assertThrows(InputException.class, job::run).getMessage();
        assertTrue(message.contains("is not a label"), message);
        assertFalse(Files.exists(options.dataset()));
    }

    @Test
    void floatsAsLabelsAreRefusedAtOnce() {
        final PixelSource floats =
                Content.INTENSITY.open(new SampleStack(SampleStack.Kind.FLOAT, 20, 20, 5, 1, 1).image(), null);
        final ImageExportOptions options = options().labels(true).checked();
        assertThrows(InputException.class, () -> new ImageExport(floats, options, Monitor.NONE));
    }
}
