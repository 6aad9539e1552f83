package sc.fiji.neuroglancer.export;

import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/** One value of a store as if it were the only one. */
final class SingleFile implements ReadableStore, ListableStore {

    private final ReadableStore store;
    private final String only;

    SingleFile(final ReadableStore store, final String only) {
        this.store = store;
        this.only = only;
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        return only.equals(key) ? store.read(key) : Optional.empty();
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        return only.equals(key) ? store.read(key, offset, length) : Optional.empty();
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        return only.equals(key) ? store.size(key) : OptionalLong.empty();
    }

    @Override
    public void walk(final String folder, final Visitor visitor) throws StoreException {
        final OptionalLong size = folder.isEmpty() ? store.size(only) : OptionalLong.empty();
        if (size.isPresent()) visitor.visit(only, size.getAsLong());
    }
}
