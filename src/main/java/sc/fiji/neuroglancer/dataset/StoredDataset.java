package sc.fiji.neuroglancer.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.WriteBatch;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.transfer.CopyJournal;
import sc.fiji.neuroglancer.transfer.RemoteDataset;
import sc.fiji.neuroglancer.transfer.VerifiedBatch;

/**
 * The folder of a dataset on a storage; journal and scratch files are on this computer. They are valid only until an
 * upload to the same place begins: both use the same {@link CopyJournal}.
 */
final class StoredDataset extends Dataset {

    private static final String SOURCE = "an export";
    private static final String JOURNAL = ".slabs";
    private static final String SCRATCH = ".scratch-";
    private static final int MOST_AHEAD = 32;
    private static final long LEAST_BYTES = 16L << 20;
    private static final long MOST_BYTES = 256L << 20;

    private final URI address;
    private final Function<Monitor, RemoteStore> opener;
    private final Path folder;
    private volatile RemoteStore store; // while attended
    private volatile CopyJournal state; // while attended

    /**
     * @param opener opens the storage, and reports on the monitor when it does not answer
     * @param folder of the journals
     */
    StoredDataset(final URI address, final Function<Monitor, RemoteStore> opener, final Path folder) {
        this.address = address;
        this.opener = opener;
        this.folder = folder;
    }

    /** The job has its own thread, so that the caller can cancel while the server does not answer. */
    @Override
    public <T> T attend(final Monitor monitor, final Job<T> job) throws IOException {
        final AtomicReference<T> result = new AtomicReference<>();
        monitor.start(StorageFolder.LOOKING, 0);
        try (CopyJournal journal = CopyJournal.open(folder, address.toString(), SOURCE);
                WorkerPool thread = new WorkerPool(1, 0, monitor);
                RemoteStore opened = opener.apply(monitor)) {
            state = journal;
            store = opened;
            thread.submit(() -> result.set(job.run()));
            thread.drain();
            return result.get();
        } catch (final FileSystemException e) {
            throw explained(e);
        }
    }

    @Override
    public void claim() {
        // attend has locked the journal
    }

    @Override
    public String shown() {
        return WebAddress.shown(address);
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public WriteBatch batch() {
        return new VerifiedBatch(store);
    }

    @Override
    public WriteBatch metadata() {
        return VerifiedBatch.metadata(store);
    }

    @Override
    public Path journalFile() {
        return state.beside(JOURNAL);
    }

    @Override
    Journal.Header journal() throws IOException {
        return state.isUnderWay() ? Journal.header(journalFile()) : Journal.Header.NONE;
    }

    @Override
    boolean isLeftover() {
        return state.isUnderWay();
    }

    @Override
    public long freeBytes() {
        return DirectoryStore.UNKNOWN;
    }

    @Override
    public Path scratchFile(final int level, final int channel) {
        return state.beside(SCRATCH + level + "-" + channel);
    }

    @Override
    public void deleteLeftovers() throws IOException {
        if (isComplete()) Files.deleteIfExists(journalFile());
        final String mine = state.beside(SCRATCH).getFileName() + "*";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, mine)) {
            for (final Path file : files) Files.delete(file);
        }
    }

    @Override
    public boolean isAbsent() throws IOException {
        return new RemoteDataset(store).isEmpty();
    }

    @Override
    public boolean isComplete() throws IOException {
        return MetadataFiles.exists(store, MetadataFiles.ATTRIBUTES);
    }

    @Override
    public void replace() throws IOException {
        if (isAbsent()) return;
        requireOurs("replaced");
        clear();
    }

    /** The root metadata go first. */
    @Override
    public void clear() throws IOException {
        forget();
        new RemoteDataset(store).clear();
    }

    @Override
    public void begin() throws IOException {
        forget();
    }

    /** Discards the records of earlier exports and uploads. */
    private void forget() throws IOException {
        Files.deleteIfExists(state.beside(JOURNAL));
        state.restart();
        state.setBegun();
    }

    @Override
    public int parallel() {
        return MOST_AHEAD / 2;
    }

    @Override
    public void discard() {
        // files that have arrived can stay: the next run continues
    }

    @Override
    public void abort() {
        store.close();
    }

    @Override
    public void finish() throws IOException {
        state.setDone();
    }

    @Override
    public int sendAhead(final long fileBytes) {
        return (int) Math.max(1, Math.min(MOST_AHEAD, sendAheadBytes() / fileBytes));
    }

    @Override
    public long sendAheadBytes() {
        return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 8));
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public IOException explained(final IOException e) {
        return StorageFolder.explained(e, folder);
    }
}
