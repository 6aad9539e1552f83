package sc.fiji.neuroglancer.export;

import java.util.concurrent.atomic.LongAdder;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;

/** Counts what is written. */
final class CountingStore implements WritableStore {

    private final WritableStore store;
    private final LongAdder values = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    CountingStore(final WritableStore store) {
        this.store = store;
    }

    @Override
    public void write(final String key, final byte[] value, final int length) throws StoreException {
        store.write(key, value, length);
        values.increment();
        bytes.add(length);
    }

    @Override
    public void delete(final String key) throws StoreException {
        store.delete(key);
    }

    long values() {
        return values.sum();
    }

    long bytes() {
        return bytes.sum();
    }
}
