package sc.fiji.neuroglancer.store;

import java.util.Optional;
import java.util.OptionalLong;

/** One value of a store as if it were the only one. */
public final class SingleValueStore implements ReadableStore, ListableStore {

    private final ReadableStore store;
    private final String only;

    public SingleValueStore(final ReadableStore store, final String only) {
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
