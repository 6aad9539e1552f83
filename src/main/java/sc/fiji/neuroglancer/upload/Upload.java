package sc.fiji.neuroglancer.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.SingleValueStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.transfer.CopyJournal;
import sc.fiji.neuroglancer.transfer.RemoteDataset;
import sc.fiji.neuroglancer.transfer.TreeCopy;

/**
 * Uploads a dataset to a storage. Viewers never see part of it: its root metadata is deleted before the first file
 * changes and written after the last one has arrived. Running an interrupted or killed upload again continues it.
 *
 * <p>Heap: see {@link TreeCopy}; about 64 MiB, and 12 MB per million files that an earlier run has sent.
 */
public final class Upload {

    private final UploadOptions options;
    private final Monitor monitor;
    private final RetryPolicy retry;
    private final boolean isFolder;

    /** @param monitor counts files */
    public Upload(final UploadOptions options, final Monitor monitor) {
        this(options, monitor, RetryPolicy.STANDARD);
    }

    /** @param retry when and how often rejected requests are retried */
    public Upload(final UploadOptions options, final Monitor monitor, final RetryPolicy retry) {
        this.options = options;
        this.monitor = monitor;
        this.retry = retry;
        isFolder = Files.isDirectory(options.dataset());
    }

    /**
     * Runs the upload.
     *
     * @throws InputException when the target holds something else, or the dataset changes during the upload
     * @throws IOException when the storage keeps failing; the message says what to do
     * @throws CancellationException when the monitor was canceled
     */
    public UploadResult run() throws IOException {
        final long start = System.nanoTime();
        final Path dataset = options.dataset();
        final String source = dataset.toString();
        final URI target = options.target();
        try (CopyJournal journal = CopyJournal.open(options.journals(), target.toString(), source)) {
            final DirectoryStore store = new DirectoryStore(isFolder ? dataset : dataset.getParent());
            final TreeCopy<?> copy = isFolder
                    ? copy(store, store, journal)
                    : copy(new SingleValueStore(store, dataset.getFileName().toString()), store, journal);
            final double seconds = (System.nanoTime() - start) / 1e9;
            return new UploadResult(target, copy.files(), copy.bytes(), copy.skipped(), seconds);
        } catch (final FileSystemException e) {
            throw StorageFolder.explained(e, options.journals());
        }
    }

    private <S extends ReadableStore & ListableStore> TreeCopy<S> copy(
            final S source, final DirectoryStore disk, final CopyJournal journal) throws IOException {
        final WebOptions web = WebOptions.builder()
                .signer(options.signer())
                .caFile(options.caFile().orElse(null))
                .parallel(options.parallel())
                .requestsPerSecond(options.requestsPerSecond())
                .retry(retry)
                .build()
                .shownOn(monitor);
        try (WorkerPool pool = new WorkerPool(TreeCopy.THREADS, TreeCopy.THREADS, monitor);
                RemoteStore storage = options.kind().open(isFolder ? options.target() : options.address(), web)) {
            final TreeCopy<S> copy = new TreeCopy<>(
                    source, key -> lastModified(disk.root().resolve(key)), storage, journal, pool, monitor);
            copy.run(prepare(source, storage, journal, pool), options.verify());
            return copy;
        }
    }

    private static long lastModified(final Path file) {
        return file.toFile().lastModified();
    }

    /** Handles an existing target as the user chose; returns whether the target is now missing. */
    private boolean prepare(
            final ReadableStore source, final RemoteStore storage, final CopyJournal journal, final WorkerPool pool)
            throws IOException {
        monitor.start(StorageFolder.LOOKING, 0);
        final boolean[] missing = new boolean[1];
        pool.submit(
                () -> { // on a worker, so that the user can cancel while the server does not answer
                    missing[0] = isFolder
                            ? prepareFolder(source, new RemoteDataset(storage), journal)
                            : prepareFile(storage);
                });
        try {
            pool.drain();
        } catch (final HttpFailure e) {
            throw journal.hasBegun() ? e : e.when(HttpFailure.Rerun.STARTS_OVER);
        }
        return missing[0];
    }

    private boolean prepareFile(final RemoteStore storage) throws IOException {
        final String name = options.dataset().getFileName().toString();
        final boolean missing = storage.size(name).isEmpty();
        if (!missing && options.existing() == IfExists.FAIL) throw exists();
        return missing;
    }

    private boolean prepareFolder(final ReadableStore source, final RemoteDataset target, final CopyJournal journal)
            throws IOException {
        if (target.isMissing()) {
            journal.restart();
            return true;
        }
        if (options.existing() == IfExists.FAIL && !target.isEmpty()) throw exists();
        if (options.existing() == IfExists.REPLACE && !journal.isCleared()) return replace(target, journal);
        if (!journal.hasBegun() && target.holdsOther(source))
            throw new InputException(
                    "There is another dataset at {}. Choose another name or {}, or {} to delete it.",
                    shown(),
                    Slot.key("address"),
                    Slot.set("existing", IfExists.REPLACE.label()));
        return false;
    }

    private boolean replace(final RemoteDataset target, final CopyJournal journal) throws IOException {
        if (!journal.hasBegun() && !target.isEmpty() && !target.hasMetadata())
            throw new InputException(
                    "The folder {} contains something that is not a dataset, so it was not replaced. Choose another"
                            + " {}, or delete it yourself.",
                    shown(),
                    Slot.key("address"));
        journal.restart();
        journal.setBegun();
        target.clear();
        journal.setCleared();
        return target.isMissing();
    }

    private InputException exists() {
        return new InputException(
                "{} already exists. Choose another {}, or {} to delete it first, or {} to continue an interrupted"
                        + " upload.",
                shown(),
                Slot.key("address"),
                Slot.set("existing", IfExists.REPLACE.label()),
                Slot.set("existing", IfExists.RESUME.label()));
    }

    private String shown() {
        return options.target().toString();
    }
}
