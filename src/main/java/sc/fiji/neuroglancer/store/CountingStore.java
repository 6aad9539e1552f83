package sc.fiji.neuroglancer.store;

import java.util.Optional;
import java.util.OptionalLong;

/** Counts the values that were there. For one thread. */
public final class CountingStore implements ReadableStore {

    private final ReadableStore store;
    private int found;

    public CountingStore(final ReadableStore store) {
        this.store = store;
    }

    public int found() {
        return found;
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final Optional<byte[]> value = store.read(key);
        if (value.isPresent()) found++;
        return value;
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        return store.read(key, offset, length);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        final OptionalLong size = store.size(key);
        if (size.isPresent()) found++;
        return size;
    }
}
