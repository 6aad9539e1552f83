package sc.fiji.neuroglancer.dataset;

import java.util.concurrent.atomic.LongAdder;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;

/** Files that are written together, and whether they are all there then. Safe for several threads. */
public interface Shipment extends WritableStore {

    /**
     * Whether all that was written is stored.
     *
     * @return if not, everything is to be written once more, which makes sure of each file
     */
    boolean hasArrived() throws StoreException;

    /** Number of files. */
    long files();

    /** Their size. */
    long bytes();

    /** To a store that keeps what it took. */
    static Shipment to(final WritableStore store) {
        final LongAdder files = new LongAdder();
        final LongAdder bytes = new LongAdder();
        return new Shipment() {
            @Override
            public void write(final String key, final byte[] value, final int length) throws StoreException {
                store.write(key, value, length);
                files.increment();
                bytes.add(length);
            }

            @Override
            public void delete(final String key) throws StoreException {
                store.delete(key);
            }

            @Override
            public boolean hasArrived() {
                return true;
            }

            @Override
            public long files() {
                return files.sum();
            }

            @Override
            public long bytes() {
                return bytes.sum();
            }
        };
    }
}
