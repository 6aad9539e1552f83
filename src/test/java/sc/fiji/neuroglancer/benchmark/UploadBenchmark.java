package sc.fiji.neuroglancer.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.export.Upload;
import sc.fiji.neuroglancer.export.UploadOptions;
import sc.fiji.neuroglancer.export.UploadResult;
import sc.fiji.neuroglancer.http.Credentials;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.webdav.CopyJournal;
import sc.fiji.neuroglancer.webdav.DavServer;
import sc.fiji.neuroglancer.webdav.ScriptedServer;
import sc.fiji.neuroglancer.webdav.TreeCopy;
import sc.fiji.neuroglancer.webdav.WebDavStore;

/**
 * Prints how fast this upload and rclone send the same files to the same apache on this machine, one after the other,
 * and what heap a copy of many generated files needs. Arguments: small files (20000), large files (400), generated files
 * (1000000).
 */
public final class UploadBenchmark {

    private static final int SMALL = 32 << 10;
    private static final int LARGE = 4 << 20;
    private static final int PER_FOLDER = 40;

    private final Path folder;
    private final DavServer server;

    private UploadBenchmark(final Path folder) throws IOException {
        this.folder = folder;
        folder.toFile().setExecutable(true, false);
        server = new DavServer(DavServer.Kind.APACHE, folder.resolve("server"));
    }

    public static void main(final String[] args) throws IOException, InterruptedException {
        final int[] counts = {20_000, 400, 1_000_000};
        for (int i = 0; i < args.length; i++) counts[i] = Integer.parseInt(args[i]);
        final Path folder = Files.createTempDirectory("upload-benchmark");
        final UploadBenchmark benchmark = new UploadBenchmark(folder);
        try {
            benchmark.compare("small", counts[0], SMALL);
            benchmark.compare("large", counts[1], LARGE);
            benchmark.heap(counts[2]);
        } finally {
            benchmark.server.close();
            delete(folder);
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path p : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) Files.delete(p);
        }
    }

    private void compare(final String name, final int count, final int size) throws IOException, InterruptedException {
        if (count == 0) return;
        final Path data = folder.resolve(name);
        final Random random = new Random(1);
        final byte[] bytes = new byte[size];
        for (int i = 0; i < count; i++) {
            final Path file = data.resolve("0/" + i / 1000 + "/" + i / PER_FOLDER % 25 + "/" + i % PER_FOLDER);
            Files.createDirectories(file.getParent());
            random.nextBytes(bytes);
            Files.write(file, bytes);
        }
        for (final boolean verify : new boolean[] {false, true}) ours(data, count, size, verify);
        if (DavServer.Kind.RCLONE.isInstalled()) rclone(data, count, size);
        delete(data);
    }

    private static Credentials login() {
        final byte[] pair = (DavServer.USER + ":" + DavServer.PASSWORD).getBytes(StandardCharsets.UTF_8);
        final Optional<String> header =
                Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        return new Credentials() {
            @Override
            public Optional<String> authorization(final URI target) {
                return header;
            }

            @Override
            public boolean refresh(final URI target) {
                return false;
            }
        };
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private void ours(final Path data, final int count, final int size, final boolean verify) throws IOException {
        final double cpu = cpuSeconds();
        final UploadOptions options = UploadOptions.builder(
                        data, server.address().resolve("ours-" + verify + "/"))
                .credentials(login())
                .verify(verify)
                .journals(folder.resolve("journals"))
                .build();
        final UploadResult result = new Upload(options, Monitor.NONE).run();
        print(verify ? "this, verified" : "this", count, size, result.seconds(), cpuSeconds() - cpu);
        delete(server.files().resolve("ours-" + verify));
    }

    private static void print(
            final String name, final int count, final int size, final double seconds, final double cpu) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %6d x %4d KiB %8.0f files/s %8.1f MB/s %7.2f ms CPU/file%n",
                name,
                count,
                size >> 10,
                count / seconds,
                (double) count * size / 1e6 / seconds,
                1000 * cpu / count);
    }

    private void rclone(final Path data, final int count, final int size) throws IOException, InterruptedException {
        final Path config = Files.writeString(
                folder.resolve("rclone.conf"), "[x]\ntype = webdav\nvendor = other\nurl = " + server.address() + "\n");
        run(
                "rclone",
                "--config",
                config.toString(),
                "config",
                "update",
                "x",
                "user",
                DavServer.USER,
                "pass",
                DavServer.PASSWORD,
                "--obscure");
        final long start = System.nanoTime();
        run(
                "rclone",
                "--config",
                config.toString(),
                "copy",
                data.toString(),
                "x:rclone",
                "--transfers",
                "16",
                "--checkers",
                "16",
                "-q");
        final double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-16s %6d x %4d KiB %8.0f files/s %8.1f MB/s%n",
                "rclone",
                count,
                size >> 10,
                count / seconds,
                (double) count * size / 1e6 / seconds);
        delete(server.files().resolve("rclone"));
    }

    private void run(final String... command) throws IOException, InterruptedException {
        final File log = folder.resolve("rclone.log").toFile();
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (process.waitFor() != 0) throw new IOException(Files.readString(log.toPath()));
    }

    /** The most that is in use after a collection while a generated dataset is copied to a server that keeps nothing. */
    private void heap(final int count) throws IOException, InterruptedException {
        if (count == 0) return;
        final AtomicLong most = new AtomicLong();
        final Thread sampler = new Thread(() -> sample(most));
        sampler.setDaemon(true);
        final double cpu = cpuSeconds();
        final long start = System.nanoTime();
        try (ScriptedServer nowhere = new ScriptedServer(call -> {
                    call.body();
                    call.answer(call.method.equals("PROPFIND") ? 404 : 201);
                });
                CopyJournal journal = CopyJournal.open(folder.resolve("journals"), "nowhere", "generated");
                WorkerPool pool = new WorkerPool(TreeCopy.THREADS, TreeCopy.THREADS, Monitor.NONE);
                WebDavStore store =
                        new WebDavStore(nowhere.address(), WebOptions.builder().build())) {
            nowhere.keepNoCalls();
            sampler.start();
            new TreeCopy<>(new Generated(count), key -> 0, store, journal, pool, Monitor.NONE).run(true, false);
        }
        sampler.interrupt();
        sampler.join();
        final double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d generated files: at most %.0f MiB of heap in use, server in the same process included, %.0f files/s, %.2f ms CPU/file%n",
                count,
                most.get() / 1048576.0,
                count / seconds,
                1000 * (cpuSeconds() - cpu) / count);
    }

    private static void sample(final AtomicLong most) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(1000);
                System.gc();
                most.accumulateAndGet(
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory(),
                        Math::max);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Files of four bytes, made when they are asked for. */
    private static final class Generated implements ReadableStore, ListableStore {
        private final int count;

        Generated(final int count) {
            this.count = count;
        }

        @Override
        public Optional<byte[]> read(final String key) {
            return Optional.of(new byte[4]);
        }

        @Override
        public Optional<byte[]> read(final String key, final long offset, final int length) {
            return Optional.of(new byte[length]);
        }

        @Override
        public OptionalLong size(final String key) {
            return OptionalLong.of(4);
        }

        @Override
        public void walk(final String folder, final Visitor visitor) throws StoreException {
            for (int i = 0; i < count; i++)
                visitor.visit("0/" + i / 1000 + "/" + i / PER_FOLDER % 25 + "/" + i % PER_FOLDER, 4);
        }
    }
}
