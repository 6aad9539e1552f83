package sc.fiji.neuroglancer.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** The folder of a dataset on this computer; journal and scratch files are in it. */
public final class LocalDataset extends Dataset {

    private static final String JOURNAL = ".neuroglancer-export";
    private static final String SCRATCH = ".neuroglancer-scratch-";

    private final Path folder;
    private final DirectoryStore store;
    private FolderClaim claim; // while attended

    public LocalDataset(final Path folder) {
        this.folder = folder;
        store = new DirectoryStore(folder);
    }

    @Override
    public <T> T attend(final Monitor monitor, final Job<T> job) throws IOException {
        try {
            return job.run();
        } finally {
            if (claim != null) claim.close();
            claim = null;
        }
    }

    @Override
    public void claim() {
        if (claim == null) claim = new FolderClaim(folder);
        claim.lock();
    }

    @Override
    public String shown() {
        return folder.toString();
    }

    @Override
    public DirectoryStore store() {
        return store;
    }

    @Override
    public Path journalFile() {
        return folder.resolve(JOURNAL);
    }

    @Override
    Journal.Header journal() throws IOException {
        return Journal.header(journalFile());
    }

    @Override
    boolean isLeftover() {
        return Files.exists(journalFile());
    }

    @Override
    public long freeBytes() {
        return store.freeBytes();
    }

    /** On the disk that the dataset goes to. */
    @Override
    public Path scratchFile(final int level, final int channel) {
        return folder.resolve(SCRATCH + level + "-" + channel);
    }

    @Override
    public void deleteLeftovers() throws IOException {
        if (isComplete()) Files.deleteIfExists(journalFile());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SCRATCH + "*")) {
            for (final Path file : files) Files.delete(file);
        }
    }

    @Override
    public boolean isAbsent() throws IOException {
        if (!Files.exists(folder)) return true;
        if (!Files.isDirectory(folder))
            throw new InputException("{} is a file: choose another name, or move it away.", folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.anyMatch(entry -> !entry.equals(journalFile()))) return false;
        }
        return !Journal.header(journalFile()).exists();
    }

    @Override
    public boolean isComplete() {
        return MetadataFiles.ATTRIBUTES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    @Override
    public void replace() throws IOException {
        doomed().deleteAll("");
        if (isAbsent()) return;
        requireOurs("replaced");
        clear();
    }

    /** A rename removes the folder from view at once; then it is deleted. */
    @Override
    public void clear() throws IOException {
        doomed().deleteAll("");
        Files.move(folder, doomed().root());
        doomed().deleteAll("");
    }

    private DirectoryStore doomed() {
        return new DirectoryStore(folder.resolveSibling("." + folder.getFileName() + ".deleted"));
    }

    @Override
    public void begin() {
        try {
            Files.createDirectories(folder.getParent()); // the lock file is in it
        } catch (final IOException e) {
            // the first write will report why it fails
        }
        claim();
    }

    @Override
    public int parallel() {
        return 1;
    }

    @Override
    public void discard() throws StoreException {
        store.deleteAll("");
    }

    @Override
    public void abort() {
        // no writes are in transit
    }

    @Override
    public void finish() {
        // the metadata shows that it is complete
    }

    /** Writing to a disk is fast. */
    @Override
    public int sendAhead(final long fileBytes) {
        return 0;
    }

    @Override
    public long sendAheadBytes() {
        return 0;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public IOException explained(final IOException e) {
        if (store.isFull(e)) return store.failure("write", "", e);
        if (!(e instanceof FileSystemException)) return e;
        throw new InputException(e, "The folder {} cannot be written to: choose another folder.", folder.getParent());
    }
}
