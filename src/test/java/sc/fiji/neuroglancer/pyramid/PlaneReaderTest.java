package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

@Timeout(30)
class PlaneReaderTest {

    private static final int DEPTH = 40;

    /** Planes of three pixels that say where they come from; what a read does besides can be chosen. */
    private static final class Source implements PixelSource {

        /** Runs at the beginning of a read. */
        interface Action {
            void run(int z) throws Throwable;
        }

        private final ImageMetadata metadata = ImageMetadata.builder("a", PixelType.UINT8, Size3.of(3, 1, DEPTH))
                .build();
        private final int channels;
        private final Action action;
        final AtomicInteger reads = new AtomicInteger();
        volatile Thread thread;

        Source(final int channels, final Action action) {
            this.channels = channels;
            this.action = action;
        }

        @Override
        public ImageMetadata metadata() {
            return metadata;
        }

        @Override
        public int channelsPerRead() {
            return channels;
        }

        @Override
        public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
            thread = Thread.currentThread();
            reads.incrementAndGet();
            try {
                action.run(z);
            } catch (final Throwable e) {
                throw Source.<RuntimeException>unchecked(e);
            }
            for (int c = 0; c < channels; c++) {
                final byte[] plane = (byte[]) planes[c];
                plane[0] = (byte) (channel + c);
                plane[1] = (byte) z;
                plane[2] = (byte) time;
            }
        }

        /** Throws whatever it is, as code in other languages does. */
        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T unchecked(final Throwable e) throws T {
            throw (T) e;
        }

        @Override
        public String identity(final Monitor monitor) {
            return "a";
        }

        @Override
        public long bytesPerRead() {
            return 0;
        }
    }

    private static List<PlaneReader.Position> planes(final int count) {
        final List<PlaneReader.Position> positions = new ArrayList<>();
        for (int z = 0; z < count; z++) positions.add(new PlaneReader.Position(0, z, 0));
        return positions;
    }

    private static void waitFor(final AtomicInteger counter, final int value) throws InterruptedException {
        while (counter.get() < value) Thread.sleep(1);
    }

    @Test
    void deliversInOrderAllChannelsOfARead() throws IOException {
        final List<PlaneReader.Position> positions = new ArrayList<>();
        for (int t = 0; t < 2; t++)
            for (int c = 0; c < 6; c += 3)
                for (int z = 0; z < DEPTH; z++) positions.add(new PlaneReader.Position(c, z, t));
        final Source source = new Source(3, z -> {});
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE);
                PlaneReader reader = new PlaneReader(source, positions.iterator(), workers)) {
            for (int t = 0; t < 2; t++) {
                for (int c = 0; c < 6; c += 3) {
                    for (int z = 0; z < DEPTH; z++) {
                        final Object[] planes = reader.next();
                        assertEquals(3, planes.length);
                        for (int i = 0; i < 3; i++)
                            assertArrayEquals(new byte[] {(byte) (c + i), (byte) z, (byte) t}, (byte[]) planes[i]);
                    }
                }
            }
        }
        assertEquals(positions.size(), source.reads.get());
    }

    /** After each plane the reader gets all the time it wants to run ahead and to overwrite what it must not. */
    @Test
    void readsAFewPlanesAheadAndLeavesTheLastOnesAlone() throws Exception {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger furthest = new AtomicInteger();
        final AtomicInteger begun = new AtomicInteger();
        final Source source =
                new Source(1, z -> furthest.accumulateAndGet(begun.incrementAndGet() - asked.get(), Math::max));
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE);
                PlaneReader reader = new PlaneReader(source, planes(DEPTH).iterator(), workers)) {
            final List<byte[]> given = new ArrayList<>();
            for (int z = 0; z < DEPTH; z++) {
                waitFor(source.reads, Math.min(DEPTH, z + MemoryPlan.READ_AHEAD));
                while (source.thread.isAlive() && source.thread.getState() == Thread.State.RUNNABLE) Thread.sleep(1);
                asked.incrementAndGet();
                given.add((byte[]) reader.next()[0]);
                waitFor(source.reads, Math.min(DEPTH, z + 1 + MemoryPlan.READ_AHEAD));
                for (int back = 0; back <= Math.min(2, z); back++)
                    assertEquals(z - back, given.get(z - back)[1], "plane " + (z - back) + " after " + z);
            }
        }
        assertEquals(MemoryPlan.READ_AHEAD, furthest.get());
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IOException("plane 3 cannot be read"),
                new IllegalStateException("a plugin's fault"),
                new OutOfMemoryError("for a test"),
                new NoClassDefFoundError("for a test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailingReadReachesNext(final Throwable failure) throws IOException {
        assertSame(failure, failureOf(failure));
    }

    @Test
    void aCheckedExceptionThatWasNotDeclaredReachesNext() throws IOException {
        final Exception failure = new ReflectiveOperationException("thrown by a script");
        final Throwable found = failureOf(failure);
        assertTrue(found instanceof IOException);
        assertSame(failure, found.getCause());
    }

    private static Throwable failureOf(final Throwable failure) {
        final Source source = new Source(1, z -> {
            if (z == 3) throw failure;
        });
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE);
                PlaneReader reader = new PlaneReader(source, planes(DEPTH).iterator(), workers)) {
            return assertThrows(Throwable.class, () -> {
                for (int z = 0; z < DEPTH; z++) reader.next();
            });
        }
    }

    @Test
    void aFailingWorkerReachesNext() throws Exception {
        final CountDownLatch end = new CountDownLatch(1);
        final Source source = new Source(1, z -> end.await());
        final IOException failure = new IOException("disk full");
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE);
                PlaneReader reader = new PlaneReader(source, planes(DEPTH).iterator(), workers)) {
            waitFor(source.reads, 1);
            workers.submit(() -> {
                throw failure;
            });
            assertSame(failure, assertThrows(IOException.class, reader::next));
        }
        end.countDown();
        source.thread.join();
    }

    @Test
    void closingEndsAReaderThatIsAhead() throws Exception {
        final Source source = new Source(1, z -> {});
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE)) {
            final PlaneReader reader = new PlaneReader(source, planes(DEPTH).iterator(), workers);
            waitFor(source.reads, MemoryPlan.READ_AHEAD);
            while (source.thread.getState() != Thread.State.WAITING) Thread.sleep(1);
            reader.close();
            source.thread.join();
            assertFalse(workers.stopped());
        }
        assertEquals(MemoryPlan.READ_AHEAD, source.reads.get());
    }

    /** Readers of microscope files keep a channel open, which an interrupt would close for good. */
    @Test
    void closingLeavesTheFileOfAReadOpen(@TempDir final Path folder) throws Exception {
        final Path file = Files.write(folder.resolve("planes"), new byte[DEPTH]);
        final CountDownLatch closed = new CountDownLatch(1);
        try (FileChannel channel = FileChannel.open(file);
                WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE)) {
            final Source source = new Source(1, z -> {
                while (closed.getCount() > 0) Thread.onSpinWait();
                channel.read(ByteBuffer.allocate(1), z);
            });
            final PlaneReader reader = new PlaneReader(source, planes(DEPTH).iterator(), workers);
            waitFor(source.reads, 1);
            reader.close();
            closed.countDown();
            source.thread.join();
            assertEquals(1, channel.read(ByteBuffer.allocate(1), 0));
            assertFalse(workers.stopped());
            assertEquals(1, source.reads.get());
        }
    }

    @Test
    void closingDoesNotWaitForARead() throws Exception {
        final CountDownLatch end = new CountDownLatch(1);
        final Source source = new Source(1, z -> end.await());
        try (WorkerPool workers = new WorkerPool(1, 1, Monitor.NONE)) {
            final PlaneReader reader = new PlaneReader(source, planes(DEPTH).iterator(), workers);
            waitFor(source.reads, 1);
            reader.close();
            assertTrue(source.thread.isAlive());
            end.countDown();
            source.thread.join();
            assertFalse(workers.stopped());
        }
        assertEquals(1, source.reads.get());
    }
}
