package sc.fiji.neuroglancer.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many readers, big files, clients that vanish or stand still. */
@Timeout(120)
class LocalServerIT {

    private static final int READERS = 200;

    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path folder;

    private byte[] write(final String name, final int length) throws IOException {
        final byte[] bytes = new byte[length];
        new Random(name.hashCode()).nextBytes(bytes);
        Files.write(folder.resolve(name), bytes);
        return bytes;
    }

    @Test
    void aGigabyteAndTwoHundredReadersFitIntoASmallHeap() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
            file.setLength(GIGABYTE);
            file.seek(GIGABYTE - 3);
            file.write(new byte[] {1, 2, 3});
        }
        final byte[] chunk = write("chunk", 100_000);
        try (ServerProcess server = new ServerProcess(folder, 64)) {
            try (RawHttp http = new RawHttp(server.port())) {
                assertEquals(GIGABYTE, http.drain(server.path() + "big"));
                assertEquals(
                        String.valueOf(GIGABYTE),
                        http.ask("HEAD", server.path() + "big").header("Content-Length"));
                final RawHttp.Answer end = http.ask("GET", server.path() + "big", "Range: bytes=1073741821-");
                assertArrayEquals(new byte[] {1, 2, 3}, end.body);
            }
            readInParallel(server.port(), server.path() + "chunk", chunk);
            assertTrue(server.alive());
        }
    }

    /** Every reader has its own connection, and all are open at the same time. */
    private static void readInParallel(final int port, final String path, final byte[] expected) throws Exception {
        final CountDownLatch together = new CountDownLatch(READERS);
        final ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            final List<Future<?>> ends = new ArrayList<>();
            for (int r = 0; r < READERS; r++) {
                ends.add(threads.submit(() -> {
                    try (RawHttp http = new RawHttp(port)) {
                        together.countDown();
                        together.await();
                        for (int i = 0; i < 10; i++) assertArrayEquals(expected, http.ask("GET", path).body);
                    }
                    return null;
                }));
            }
            for (final Future<?> end : ends) end.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void clientsThatVanishCostNothing() throws Exception {
        final byte[] small = write("small", 1000);
        write("large", 20_000_000);
        try (LocalServer server = LocalServer.builder().start()) {
            final String path = URI.create(server.share(folder)).getRawPath();
            for (int i = 0; i < READERS; i++) {
                final RawHttp http = new RawHttp(server.port());
                http.socket().setOption(StandardSocketOptions.SO_LINGER, i % 2 == 0 ? 0 : -1); // reset or end
                http.send(i % 4 < 2 ? http.request("GET", path + "large") : "GET " + path);
                if (i % 8 == 0) assertEquals('H', http.socket().getInputStream().read());
                http.close();
            }
            readInParallel(server.port(), path + "small", small);
            assertThreadsAreFree();
        }
    }

    @Test
    void clientsThatStandStillStarveNobodyAndAreDropped() throws Exception {
        final byte[] small = write("small", 1000);
        write("large", 20_000_000);
        final List<RawHttp> still = new ArrayList<>();
        try (LocalServer server =
                LocalServer.builder().patience(Duration.ofSeconds(3)).start()) {
            final String path = URI.create(server.share(folder)).getRawPath();
            for (int i = 0; i < 100; i++) {
                final RawHttp http = new RawHttp(server.port());
                still.add(http);
                http.send(i % 2 == 0 ? http.request("GET", path + "large") : "GET " + path + "small HT");
            }
            final long start = System.nanoTime();
            try (RawHttp http = new RawHttp(server.port())) {
                assertArrayEquals(small, http.ask("GET", path + "small").body);
            }
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
            // With more of them than threads, others wait until the first are dropped.
            for (int i = 0; i < 100; i++) {
                final RawHttp http = new RawHttp(server.port());
                still.add(http);
                http.send(http.request("GET", path + "large"));
            }
            readInParallel(server.port(), path + "small", small);
            assertThreadsAreFree();
        } finally {
            for (final RawHttp http : still) http.close();
        }
    }

    @Test
    void aSlowReaderThatGoesOnIsNotDropped() throws Exception {
        write("large", 12_000_000);
        try (LocalServer server =
                        LocalServer.builder().patience(Duration.ofMillis(400)).start();
                RawHttp http = new RawHttp(server.port())) {
            final String path = URI.create(server.share(folder)).getRawPath();
            http.socket().setReceiveBufferSize(64 * 1024);
            http.send(http.request("GET", path + "large"));
            final byte[] buffer = new byte[600_000];
            long read = 0;
            for (int i = 0; i < 20; i++) { // takes twice as long as a client may stand still
                Thread.sleep(50);
                read += http.socket().getInputStream().readNBytes(buffer, 0, buffer.length);
            }
            assertEquals(12_000_000, read);
        }
    }

    private static void assertThreadsAreFree() throws InterruptedException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (stuckThreads() > 0) {
            assertTrue(System.nanoTime() < end, () -> stuckThreads() + " threads are stuck");
            Thread.sleep(50);
        }
    }

    private static long stuckThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(e -> e.getKey().getName().startsWith("neuroglancer-serve"))
                .filter(e -> List.of(e.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().startsWith("sun.net.httpserver")))
                .count();
    }
}
