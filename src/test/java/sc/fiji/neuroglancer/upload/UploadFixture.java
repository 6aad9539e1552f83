package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.task.Monitor;

/** A small dataset and what an upload of it needs. */
public final class UploadFixture {

    public static final String SECRET = "sup3r-s3cret-t0ken";

    /** Retries that are short enough for a test. */
    public static final RetryPolicy QUICK = new RetryPolicy(
            6,
            Duration.ofMillis(5),
            Duration.ofMillis(40),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));

    public final Path dataset;
    final Path journals;

    public UploadFixture(final Path temp, final int chunks, final int size) throws IOException {
        dataset = temp.resolve("brain.ome.zarr");
        journals = temp.resolve("journals");
        final Random random = new Random(7);
        for (int i = 0; i < chunks; i++) {
            final byte[] chunk = new byte[size + i];
            random.nextBytes(chunk);
            write(i % 2 + "/" + i / 10 + "/0/" + i % 10, chunk);
        }
        write(".zattrs", "{\"multiscales\": []}".getBytes());
        write(".zgroup", "{\"zarr_format\": 2}".getBytes());
        write("0/.zarray", "{\"shape\": [0]}".getBytes());
        write("1/.zarray", "{\"shape\": [1]}".getBytes());
    }

    void write(final String key, final byte[] bytes) throws IOException {
        final Path file = dataset.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    UploadResult upload(final URI address, final UnaryOperator<UploadOptions.Builder> change) throws IOException {
        return upload(address, change, Monitor.NONE, QUICK);
    }

    UploadResult upload(
            final URI address,
            final UnaryOperator<UploadOptions.Builder> change,
            final Monitor monitor,
            final RetryPolicy policy)
            throws IOException {
        final UploadOptions.Builder builder =
                UploadOptions.builder(dataset, address).journals(journals).signer(new Token());
        return new Upload(change.apply(builder).build(), monitor, policy).run();
    }

    /** As on another computer. */
    void removeJournals() throws IOException {
        for (final String name : journals.toFile().list()) Files.delete(journals.resolve(name));
    }

    Map<String, byte[]> local() throws IOException {
        return files(dataset);
    }

    static Map<String, byte[]> files(final Path folder) throws IOException {
        final Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path file : all.filter(Files::isRegularFile).collect(Collectors.toList()))
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
        return files;
    }

    void assertSame(final Map<String, byte[]> remote) throws IOException {
        final Map<String, byte[]> local = local();
        assertEquals(local.keySet(), remote.keySet());
        for (final Map.Entry<String, byte[]> e : local.entrySet())
            assertArrayEquals(e.getValue(), remote.get(e.getKey()), e.getKey());
    }

    /** A login that counts how often it is renewed. */
    public static final class Token implements RequestSigner {
        public final AtomicInteger refreshes = new AtomicInteger();
        private final int most;

        public Token() {
            this(0);
        }

        /** @param most how often it can be renewed */
        public Token(final int most) {
            this.most = most;
        }

        @Override
        public void sign(final Request request) {
            request.header(Request.AUTHORIZATION, "Bearer " + SECRET + refreshes.get());
        }

        @Override
        public boolean refresh(final URI target) {
            if (refreshes.get() == most) return false;
            refreshes.incrementAndGet();
            return true;
        }
    }
}
