package sc.fiji.neuroglancer.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.transfer.CopyJournal;
import sc.fiji.neuroglancer.transfer.TreeCopy;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.upload.UploadOptions;
import sc.fiji.neuroglancer.webdav.DavServer;
import sc.fiji.neuroglancer.webdav.WebDavStore;

/** The process that is timed: uploads a folder, or as many generated files as are asked for. */
final class UploadProcess {

    static final int PER_FOLDER = 40;

    static final int GENERATED_SIZE = 4;

    private UploadProcess() {}

    /**
     * Takes the address, the folder of journals, and the folder to upload, or the number of files to generate and whether
     * none is there.
     */
    public static void main(final String... args) throws IOException {
        final URI address = URI.create(args[0]);
        final Path journals = Paths.get(args[1]);
        if (args[2].matches("\\d+"))
            generated(address, journals, Integer.parseInt(args[2]), Boolean.parseBoolean(args[3]));
        else uploaded(address, journals, Paths.get(args[2]));
        System.exit(0);
    }

    private static void uploaded(final URI address, final Path journals, final Path folder) throws IOException {
        final UploadOptions options = UploadOptions.builder(folder, address)
                .signer(new Login())
                .journals(journals)
                .build();
        System.out.println(new Upload(options, Monitor.NONE).run());
    }

    /** The most that is in use after a collection; a look every second. */
    private static void generated(final URI address, final Path journals, final int count, final boolean fresh)
            throws IOException {
        final long[] most = new long[1];
        final Thread sampler = new Thread(() -> sample(most));
        sampler.setDaemon(true);
        sampler.start();
        try (CopyJournal journal = CopyJournal.open(journals, "nowhere", "generated");
                WorkerPool pool = new WorkerPool(TreeCopy.THREADS, TreeCopy.THREADS, Monitor.NONE);
                WebDavStore store =
                        new WebDavStore(address, WebOptions.builder().build())) {
            final TreeCopy<Generated> copy =
                    new TreeCopy<>(new Generated(count), key -> 0, store, journal, pool, Monitor.NONE);
            copy.run(fresh, !fresh);
            System.out.printf("%d files sent, %d skipped", copy.files(), copy.skipped());
        }
        synchronized (most) {
            System.out.printf(Locale.ROOT, "; at most %.0f MiB of heap in use%n", most[0] / 1048576.0);
        }
    }

    private static void sample(final long[] most) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                System.gc();
                final Runtime now = Runtime.getRuntime();
                synchronized (most) {
                    most[0] = Math.max(most[0], now.totalMemory() - now.freeMemory());
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Login implements RequestSigner {
        private final Optional<String> header = Optional.of("Basic "
                + Base64.getEncoder()
                        .encodeToString((DavServer.USER + ":" + DavServer.PASSWORD).getBytes(StandardCharsets.UTF_8)));

        @Override
        public void sign(final Request request) {
            header.ifPresent(value -> request.header(Request.AUTHORIZATION, value));
        }

        @Override
        public boolean refresh(final URI target) {
            return false;
        }
    }

    /** Small files, made when they are asked for. */
    private static final class Generated implements ReadableStore, ListableStore {
        private final int count;

        Generated(final int count) {
            this.count = count;
        }

        @Override
        public Optional<byte[]> read(final String key) {
            return Optional.of(new byte[GENERATED_SIZE]);
        }

        @Override
        public Optional<byte[]> read(final String key, final long offset, final int length) {
            return Optional.of(new byte[length]);
        }

        @Override
        public OptionalLong size(final String key) {
            return OptionalLong.of(GENERATED_SIZE);
        }

        @Override
        public void walk(final String folder, final Visitor visitor) throws StoreException {
            for (int i = 0; i < count; i++) visitor.visit(UploadBenchmark.key(i), GENERATED_SIZE);
        }
    }
}
