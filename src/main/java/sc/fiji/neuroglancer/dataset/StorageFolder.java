package sc.fiji.neuroglancer.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/**
 * A folder of a storage that datasets are made in without a copy on this computer. What an interrupted export
 * needs to go on is kept below the user's home. Immutable.
 */
public final class StorageFolder extends Destination {

    /** The stage of a job that has not begun to write. */
    public static final String LOOKING = "Looking at the storage";

    private final URI folder;
    private final StorageKind kind;
    private final WebOptions web;
    private final UnaryOperator<URI> publicAddress;
    private final Path state;

    /**
     * A folder of a storage.
     *
     * @param folder its address; it need not exist
     * @param kind of the storage
     * @param web login and manners
     * @param publicAddress makes the address where others read a dataset of that where it is written
     * @throws InputException when the address cannot be used
     */
    public StorageFolder(
            final URI folder, final StorageKind kind, final WebOptions web, final UnaryOperator<URI> publicAddress) {
        this(folder, kind, web, publicAddress, state());
    }

    /** @param state folder for what is to be remembered of exports and uploads */
    public StorageFolder(
            final URI folder,
            final StorageKind kind,
            final WebOptions web,
            final UnaryOperator<URI> publicAddress,
            final Path state) {
        this.folder = WebAddress.folder(folder);
        this.kind = kind;
        this.web = web;
        this.publicAddress = publicAddress;
        this.state = state;
    }

    /** What is remembered of uploads, and of exports to storages. */
    public static Path state() {
        return Paths.get(System.getProperty("user.home"), ".neuroglancer-fiji", "uploads");
    }

    /**
     * What could not be written to the folder of notes has no sentence for the user yet.
     *
     * @param state folder for what is to be remembered of exports and uploads
     * @return the failure, if it is another
     * @throws InputException with the sentence
     */
    public static IOException explained(final IOException e, final Path state) {
        final String file = e instanceof FileSystemException ? ((FileSystemException) e).getFile() : null;
        if (file == null || !Paths.get(file).startsWith(state) && !state.startsWith(file)) return e;
        throw new InputException(
                e,
                "The folder {}, where exports and uploads to storages keep their notes, cannot be written to: free some"
                        + " space there, or ask for access.",
                state);
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    /** The address of a dataset, with a final slash. */
    public URI address(final String name) {
        return WebAddress.ofFolder(folder, name);
    }

    /** The address where others read a dataset, without a final slash. */
    @Override
    public String location(final String name) {
        return publicAddress.apply(address(name)).toString().replaceFirst("/+$", "");
    }

    @Override
    public Dataset dataset(final String name) {
        return new StoredDataset(address(name), at -> kind.open(address(name), web.shownOn(at)), state);
    }

    /**
     * Puts the state of a link into this folder, which then is the dataset's; readers see the former one or this one.
     *
     * @throws IOException when the storage does not take it; the message says what to do
     */
    public void publishState(final ViewerState state, final Monitor monitor) throws IOException {
        try (WorkerPool thread = new WorkerPool(1, 0, monitor);
                RemoteStore store = kind.open(folder, web.shownOn(monitor))) {
            thread.submit(() -> publishState(store, state));
            thread.drain();
        } catch (final HttpFailure e) {
            throw e.when(HttpFailure.Rerun.STARTS_OVER);
        }
    }

    /** @param dataset its folder */
    public static void publishState(final RemoteStore dataset, final ViewerState state) throws IOException {
        dataset.publish(ViewerLink.STATE_FILE, state.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** On a thread of its own, so that the caller can stop it while a server is waited for. */
    @Override
    public <T> T look(final Monitor monitor, final FolderReader<T> look) throws IOException {
        final AtomicReference<T> seen = new AtomicReference<>();
        monitor.start(LOOKING, 0);
        try (WorkerPool thread = new WorkerPool(1, 0, monitor);
                RemoteStore store = kind.open(folder, web.shownOn(monitor))) {
            thread.submit(() -> seen.set(look.at(store)));
            thread.drain();
            return seen.get();
        }
    }
}
