package sc.fiji.neuroglancer.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

/**
 * Writes to a store with several threads while one thread produces values. A later call throws the first failure.
 *
 * <p>Heap: copies of the values being written, at most {@value #MAX_BYTES} bytes or one value.
 */
public final class WriteBehind implements WritableStore, Closeable {

    private static final long MAX_BYTES = 32 << 20;

    private final WritableStore store;
    private final WorkerPool pool;
    private final AtomicLong underWay = new AtomicLong();

    public WriteBehind(final WritableStore store, final int writers, final Monitor monitor) {
        this.store = store;
        pool = new WorkerPool(writers, writers, monitor);
    }

    @Override
    public void write(final String key, final byte[] value, final int length) throws StoreException {
        try {
            pool.await(() -> underWay.get() == 0 || underWay.get() + length <= MAX_BYTES);
            underWay.addAndGet(length);
            final byte[] copy = Arrays.copyOf(value, length);
            pool.submit(() -> {
                store.write(key, copy, length);
                underWay.addAndGet(-length);
            });
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            throw new StoreException(Message.of("Could not write {}: {}", key, e), "", key, e);
        }
    }

    @Override
    public void delete(final String key) throws StoreException {
        store.delete(key);
    }

    /** Blocks until everything is written. */
    public void drain() throws IOException {
        pool.drain();
    }

    @Override
    public void close() {
        pool.close();
    }
}
