package sc.fiji.neuroglancer.check;

import java.io.EOFException;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/** A dataset in a folder as {@link Check} reads it. */
final class FolderPlace implements ReadableStore {

    private final DirectoryStore store;

    FolderPlace(final DirectoryStore store) {
        this.store = store;
    }

    /** Whether reading failed because a file is shorter than its index says. */
    static boolean isCutOff(final StoreException e) {
        return e.getCause() instanceof EOFException;
    }

    /** @throws TooLarge when the file is */
    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        if (store.size(key).orElse(0) > TooLarge.MOST_BYTES)
            throw new TooLarge(store.location() + "/" + key, store.location(), key);
        return store.read(key);
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        return store.read(key, offset, length);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        return store.size(key);
    }
}
