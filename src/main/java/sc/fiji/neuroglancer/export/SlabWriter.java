package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.ome.Axes;
import sc.fiji.neuroglancer.pyramid.Slab;
import sc.fiji.neuroglancer.pyramid.SlabCascade.SlabSink;
import sc.fiji.neuroglancer.store.WriteBatch;
import sc.fiji.neuroglancer.store.WriteSession;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ArrayWriter;
import sc.fiji.neuroglancer.zarr.ChunkEncoder;

/**
 * Encodes and writes the chunks of slabs on all workers: each takes the next chunk of the slab until none is left, and
 * the last one records the slab in the journal once all its files have arrived. Chunks of one shard are consecutive, so
 * few shards are open.
 *
 * <p>For slow stores there are more workers than encoders; the additional ones wait for the store, each with at most one
 * file in memory.
 */
final class SlabWriter implements SlabSink, AutoCloseable {

    private final Axes axes;
    private final List<ArraySpec> specs;
    private final List<int[]> orders = new ArrayList<>();
    private final WriteSession session;
    private final WorkerPool pool;
    private final int encoding;
    private final int workers;
    private final Journal journal;
    private final Monitor monitor;
    private final ConcurrentLinkedQueue<ChunkEncoder> encoders = new ConcurrentLinkedQueue<>();
    private final Semaphore free;

    /** One slab being written. */
    private static final class SlabWork {
        final Slab slab;
        final int[] order;
        final WriteBatch files;
        final ArrayWriter array;
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger left;

        SlabWork(final Slab slab, final int[] order, final WriteBatch files, final ArraySpec spec) {
            this.slab = slab;
            this.order = order;
            this.files = files;
            array = new ArrayWriter(files, String.valueOf(slab.level()), spec);
            left = new AtomicInteger(order.length);
        }
    }

    /**
     * @param encoding number of encoders, at most the threads of the pool
     */
    SlabWriter(
            final ExportPlan plan,
            final WriteSession session,
            final WorkerPool pool,
            final int encoding,
            final Journal journal,
            final Monitor monitor) {
        axes = plan.axes();
        specs = plan.specs();
        this.session = session;
        this.pool = pool;
        this.encoding = encoding;
        workers = pool.workers();
        free = new Semaphore(encoding);
        this.journal = journal;
        this.monitor = monitor;
        for (final ArraySpec spec : specs) orders.add(order(spec.chunkGrid(), spec.chunksPerShard()));
    }

    /** Makes the encoders on the workers, which loads the codec while the first planes are read. */
    void warmUp() throws IOException {
        for (int i = 0; i < encoding; i++) pool.submit(() -> encoders.add(new ChunkEncoder(specs.get(0))));
    }

    /** The chunks of a slab, {@code cy * columns + cx}, shard after shard. */
    private static int[] order(final long[] grid, final int[] perShard) {
        final int rows = (int) grid[grid.length - 2];
        final int columns = (int) grid[grid.length - 1];
        final int sy = perShard[perShard.length - 2];
        final int sx = perShard[perShard.length - 1];
        final int[] order = new int[rows * columns];
        int n = 0;
        for (int y = 0; y < rows; y += sy) {
            for (int x = 0; x < columns; x += sx) {
                for (int cy = y; cy < Math.min(y + sy, rows); cy++)
                    for (int cx = x; cx < Math.min(x + sx, columns); cx++) order[n++] = cy * columns + cx;
            }
        }
        return order;
    }

    @Override
    public void accept(final Slab slab) throws IOException {
        if (journal.has(slab.level(), slab.time(), slab.channel(), slab.zIndex())) {
            slab.release();
            return;
        }
        final SlabWork work = new SlabWork(slab, orders.get(slab.level()), session.batch(), specs.get(slab.level()));
        for (int i = 0; i < Math.min(workers, work.order.length); i++) pool.submit(() -> run(work));
    }

    private void run(final SlabWork work) throws IOException {
        for (int i = work.next.getAndIncrement();
                i < work.order.length && !pool.stopped();
                i = work.next.getAndIncrement()) {
            write(work, work.order[i]);
            monitor.advance(1);
            if (work.left.decrementAndGet() == 0) finish(work);
        }
    }

    private void write(final SlabWork work, final int chunk) throws IOException {
        final Slab slab = work.slab;
        final int cx = chunk % slab.chunks().x();
        final int cy = chunk / slab.chunks().x();
        final long[] index = axes.chunkIndex(slab.time(), slab.channel(), slab.zIndex(), cy, cx);
        final ByteBuffer encoded;
        free.acquireUninterruptibly(); // holders only compute, or write to a disk
        final ChunkEncoder pooled = encoders.poll();
        final ChunkEncoder encoder = pooled == null ? new ChunkEncoder(work.array.spec()) : pooled;
        try {
            slab.copyChunk(cx, cy, encoder.pixels());
            final ByteBuffer bytes = encoder.encode();
            if (workers == encoding) {
                work.array.write(index, bytes);
                return;
            }
            encoded = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), bytes.limit()));
        } finally {
            encoders.add(encoder);
            free.release();
        }
        work.array.write(index, encoded);
    }

    private void finish(final SlabWork work) throws IOException {
        if (!work.files.hasArrived()) for (final int chunk : work.order) write(work, chunk);
        final Slab slab = work.slab;
        journal.add(
                slab.level(),
                slab.time(),
                slab.channel(),
                slab.zIndex(),
                new Journal.Contents(work.files.files(), work.files.bytes()));
        slab.release();
    }

    /** Releases the encoders; the workers must have ended. */
    @Override
    public void close() {
        for (ChunkEncoder e = encoders.poll(); e != null; e = encoders.poll()) e.close();
    }
}
