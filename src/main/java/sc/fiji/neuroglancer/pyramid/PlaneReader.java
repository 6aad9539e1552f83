package sc.fiji.neuroglancer.pyramid;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.WorkerPool;

/**
 * Reads planes on a thread of its own, at most {@value MemoryPlan#READ_AHEAD} ahead. The feeding thread calls
 * {@link #next()}; it gets the arrays of the plane, which stay unchanged until it has called {@code next()} three
 * more times.
 */
public final class PlaneReader implements Closeable {

    /** The plane to read. */
    public static final class Position {
        final int channel;
        final int z;
        final int time;

        /** From 0; the first of the channels that are read together. */
        public Position(final int channel, final int z, final int time) {
            this.channel = channel;
            this.z = z;
            this.time = time;
        }
    }

    /** The plane being reduced, the one before it, those read ahead, the one being read. */
    private static final int BUFFERS = MemoryPlan.READ_AHEAD + 3;

    private final PixelSource source;
    private final Iterator<Position> positions;
    private final WorkerPool workers;
    private final Deque<Object[]> ready = new ArrayDeque<>();
    private final Object[][] buffers = new Object[BUFFERS][];
    private int read;
    private volatile boolean closed;

    /**
     * Starts reading.
     *
     * @param workers stopped when a plane cannot be read; wakes the feeding thread when one is ready
     */
    public PlaneReader(final PixelSource source, final Iterator<Position> positions, final WorkerPool workers) {
        this.source = source;
        this.positions = positions;
        this.workers = workers;
        final Thread thread = new Thread(this::readAll, "neuroglancer-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try {
            while (!closed && positions.hasNext()) {
                final Object[] planes = buffer();
                final Position p = positions.next();
                source.read(p.channel, p.z, p.time, planes);
                put(planes);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final Throwable e) { // anything a stack throws, even an Error, must reach the feeding thread
            if (!closed) workers.fail(e);
        }
    }

    private Object[] buffer() {
        final int index = read++ % BUFFERS;
        if (buffers[index] == null) {
            final int length =
                    source.metadata().size().x() * source.metadata().size().y();
            buffers[index] = new Object[source.channelsPerRead()];
            for (int i = 0; i < buffers[index].length; i++)
                buffers[index][i] = source.metadata().type().newArray(length);
        }
        return buffers[index];
    }

    private void put(final Object[] planes) throws InterruptedException {
        synchronized (ready) {
            ready.add(planes);
        }
        workers.signal();
        synchronized (ready) {
            while (ready.size() >= MemoryPlan.READ_AHEAD && !closed) ready.wait();
        }
    }

    /**
     * Returns the next plane, one array per channel; waits for it.
     *
     * @throws IOException when it cannot be read, or a worker failed
     */
    public Object[] next() throws IOException {
        final Object[][] planes = new Object[1][];
        workers.await(() -> {
            synchronized (ready) {
                planes[0] = ready.poll();
                ready.notifyAll();
            }
            return planes[0] != null;
        });
        return planes[0];
    }

    /**
     * Stops reading. A read in progress ends by itself; it is neither awaited nor interrupted, since that would close
     * the file channels of an image that the user keeps open.
     */
    @Override
    public void close() {
        closed = true;
        synchronized (ready) {
            ready.notifyAll();
        }
    }
}
