package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.ome.Axes;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.pyramid.Slab;
import sc.fiji.neuroglancer.pyramid.SlabSink;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ArrayWriter;
import sc.fiji.neuroglancer.zarr.ChunkEncoder;

/**
 * Encodes and writes the chunks of slabs on all workers: each takes the next chunk of the slab until none is left, and
 * the last one notes the slab in the journal. Chunks of one shard follow each other, so that few shards are open.
 */
final class SlabWriter implements SlabSink, AutoCloseable {

    private final Axes axes;
    private final List<ArrayWriter> arrays = new ArrayList<>();
    private final List<int[]> orders = new ArrayList<>();
    private final WorkerPool pool;
    private final int workers;
    private final Journal journal;
    private final Monitor monitor;
    private final ConcurrentLinkedQueue<ChunkEncoder> encoders = new ConcurrentLinkedQueue<>();

    SlabWriter(
            final Axes axes,
            final List<ArraySpec> specs,
            final PyramidPlan pyramid,
            final Size3 chunk,
            final WritableStore store,
            final WorkerPool pool,
            final int workers,
            final Journal journal,
            final Monitor monitor) {
        this.axes = axes;
        this.pool = pool;
        this.workers = workers;
        this.journal = journal;
        this.monitor = monitor;
        for (int l = 0; l < specs.size(); l++) {
            arrays.add(new ArrayWriter(store, String.valueOf(l), specs.get(l)));
            final Size3 grid = pyramid.levels().get(l).size().ceilDiv(chunk);
            orders.add(order(grid, specs.get(l).chunksPerShard().orElse(new int[] {1, 1})));
        }
    }

    /** Makes the encoders on the workers, which loads the codec while the first planes are read. */
    void warmUp() throws IOException {
        for (int i = 0; i < workers; i++)
            pool.submit(() -> encoders.add(new ChunkEncoder(arrays.get(0).spec())));
    }

    /** The chunks of a slab, {@code cy * columns + cx}, shard after shard. */
    private static int[] order(final Size3 grid, final int[] perShard) {
        final int sy = perShard[perShard.length - 2];
        final int sx = perShard[perShard.length - 1];
        final int[] order = new int[grid.x() * grid.y()];
        int n = 0;
        for (int y = 0; y < grid.y(); y += sy) {
            for (int x = 0; x < grid.x(); x += sx) {
                for (int cy = y; cy < Math.min(y + sy, grid.y()); cy++)
                    for (int cx = x; cx < Math.min(x + sx, grid.x()); cx++) order[n++] = cy * grid.x() + cx;
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
        final int[] order = orders.get(slab.level());
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger left = new AtomicInteger(order.length);
        for (int i = 0; i < Math.min(workers, order.length); i++) pool.submit(() -> work(slab, order, next, left));
    }

    private void work(final Slab slab, final int[] order, final AtomicInteger next, final AtomicInteger left)
            throws IOException {
        final ArrayWriter array = arrays.get(slab.level());
        final ChunkEncoder pooled = encoders.poll();
        final ChunkEncoder encoder = pooled == null ? new ChunkEncoder(array.spec()) : pooled;
        try {
            for (int i = next.getAndIncrement(); i < order.length && !pool.stopped(); i = next.getAndIncrement()) {
                write(slab, array, encoder, order[i]);
                if (left.decrementAndGet() == 0) finish(slab);
            }
        } finally {
            encoders.add(encoder);
        }
    }

    private void write(final Slab slab, final ArrayWriter array, final ChunkEncoder encoder, final int chunk)
            throws IOException {
        final int columns = slab.chunks().x();
        final int cx = chunk % columns;
        final int cy = chunk / columns;
        slab.copyChunk(cx, cy, encoder.pixels());
        array.write(axes.chunkIndex(slab.time(), slab.channel(), slab.zIndex(), cy, cx), encoder.encode());
        monitor.advance(1);
    }

    private void finish(final Slab slab) throws IOException {
        journal.add(slab.level(), slab.time(), slab.channel(), slab.zIndex());
        slab.release();
    }

    /** Frees what encoders hold; the workers must have ended. */
    @Override
    public void close() {
        for (ChunkEncoder e = encoders.poll(); e != null; e = encoders.poll()) e.close();
    }
}
