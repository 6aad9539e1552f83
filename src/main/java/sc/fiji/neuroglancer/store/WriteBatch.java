package sc.fiji.neuroglancer.store;

import java.util.concurrent.atomic.LongAdder;

/** Files that are written together and then verified. Safe for several threads on different files. */
public class WriteBatch implements WritableStore {

    private final WritableStore store;
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /** @param store keeps everything it has accepted */
    public WriteBatch(final WritableStore store) {
        this.store = store;
    }

    @Override
    public void write(final String key, final byte[] value, final int length) throws StoreException {
        store.write(key, value, length);
        count(length);
    }

    @Override
    public void delete(final String key) throws StoreException {
        store.delete(key);
    }

    /**
     * Whether all files are stored as they were written.
     *
     * @return if not, all files must be written again, which checks each one
     */
    public boolean hasArrived() throws StoreException {
        return true;
    }

    /** Counts a file that was written. */
    protected final void count(final int length) {
        files.increment();
        bytes.add(length);
    }

    /** Number of files. */
    public final long files() {
        return files.sum();
    }

    /** Their size. */
    public final long bytes() {
        return bytes.sum();
    }
}
