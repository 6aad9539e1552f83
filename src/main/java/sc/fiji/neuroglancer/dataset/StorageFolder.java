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
 * A folder on a storage in which datasets are written without a copy on this computer. What is needed to resume an
 * interrupted export is kept below the user's home. Immutable.
 */
public final class StorageFolder extends Destination {

    /** The stage of a job before it begins to write. */
    public static final String LOOKING = "Looking at the storage";

    private final URI folder;
    private final StorageKind kind;
    private final WebOptions web;
    private final UnaryOperator<URI> publicAddress;
    private final Path state;

    /**
     * A folder on a storage.
     *
     * @param folder its address; it need not exist
     * @param kind of the storage
     * @param web login, retries and limits
     * @param publicAddress converts the address where a dataset is written to the one where others read it
     * @throws InputException when the address cannot be used
     */
    public StorageFolder(
            final URI folder, final StorageKind kind, final WebOptions web, final UnaryOperator<URI> publicAddress) {
        this(folder, kind, web, publicAddress, state());
    }

    /** @param state the folder of the journals of exports and uploads */
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

    /** The folder of the journals of uploads and of exports to storages. */
    public static Path state() {
        return Paths.get(System.getProperty("user.home"), ".neuroglancer-fiji", "uploads");
    }

    /**
     * Turns failures to write to the folder of journals into a message for the user.
     *
     * @param state the folder of the journals of exports and uploads
     * @return the failure, if it has another cause
     * @throws InputException with the message
     */
    public static IOException explained(final IOException e, final Path state) {
        final String file = e instanceof FileSystemException ? ((FileSystemException) e).getFile() : null;
        if (file == null || !Paths.get(file).startsWith(state) && !state.startsWith(file)) return e;
        throw new InputException(
                e,
                "The folder {}, where exports and uploads to storages record their progress, cannot be written to: free"
                        + " some space there, or ask for access.",
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
     * Writes the state of a link into this folder, which is that of a dataset. Readers see the old state or
     * the new one.
     *
     * @throws IOException when the storage does not accept it; the message says what to do
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

    /** @param dataset the folder of the dataset */
    public static void publishState(final RemoteStore dataset, final ViewerState state) throws IOException {
        dataset.publish(ViewerLink.STATE_FILE, state.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Uses another thread, so that the caller can cancel while the server does not answer. */
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
