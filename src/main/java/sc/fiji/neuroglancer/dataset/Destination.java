package sc.fiji.neuroglancer.dataset;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Where datasets are written: a folder on this computer or on a storage ({@link StorageFolder}). Exports to both write
 * the same files. Immutable; nothing is requested or created before an export runs.
 */
public abstract class Destination {

    Destination() {}

    /**
     * A folder on this computer.
     *
     * @param typed as a user gives it; {@code ~/} is the home folder
     * @throws InputException when it is empty, another kind of address, or not a valid name
     */
    public static Destination folder(final String typed) {
        if (typed.isBlank()) throw new InputException("No output folder is given: set {}.", Slot.key("folder"));
        if (Address.isLocal(typed)) return folder(Address.path(typed));
        throw new InputException(
                "Data cannot be written to {}: give a folder on this computer, or the address of a WebDAV folder, which"
                        + " begins with https:// or davs://.",
                typed.trim().replaceFirst("(?s)[?#].*", "").replaceFirst("(?s)//[^/]*@", "//"));
    }

    /** A folder on this computer. */
    public static Destination folder(final Path folder) {
        return new LocalFolder(folder.toAbsolutePath().normalize());
    }

    /** The folder, if it is on this computer. */
    public abstract Optional<Path> folder();

    /**
     * Where others find a dataset of that name: its folder on this computer, or its public address.
     *
     * @param name of the dataset's own folder
     * @throws InputException when its public address is not known
     */
    public abstract String location(String name);

    /** The place of one dataset. */
    public abstract Dataset dataset(String name);

    /** Reads in a folder. */
    @FunctionalInterface
    public interface FolderReader<T> {
        /** @param folder that holds the datasets; it need not exist */
        T at(ReadableStore folder) throws IOException;
    }

    /**
     * Runs short work that only reads.
     *
     * @throws java.util.concurrent.CancellationException as soon as the monitor is canceled
     */
    public abstract <T> T look(Monitor monitor, FolderReader<T> look) throws IOException;

    /** A folder on this computer. */
    private static final class LocalFolder extends Destination {
        private final Path folder;

        LocalFolder(final Path folder) {
            this.folder = folder;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.of(folder);
        }

        @Override
        public String location(final String name) {
            return child(name).toString();
        }

        private Path child(final String name) {
            try {
                return folder.resolve(name);
            } catch (final InvalidPathException e) {
                throw new InputException(
                        e,
                        "The name '{}' cannot be used for a file on this computer ({}): choose another name, with plain"
                                + " letters and digits.",
                        name,
                        e.getReason());
            }
        }

        @Override
        public Dataset dataset(final String name) {
            return new LocalDataset(child(name));
        }

        @Override
        public <T> T look(final Monitor monitor, final FolderReader<T> look) throws IOException {
            return look.at(new DirectoryStore(folder));
        }
    }
}
