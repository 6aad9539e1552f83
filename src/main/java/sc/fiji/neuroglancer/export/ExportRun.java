package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.pyramid.MemoryPlan;
import sc.fiji.neuroglancer.pyramid.PlaneReader;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.pyramid.Reducer;
import sc.fiji.neuroglancer.pyramid.SlabCascade;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.zarr.ArraySpec;

/**
 * The one pass over the planes of a part: reader thread, cascades on the calling thread, chunks on the workers.
 */
final class ExportRun {

    private final ExportPlan plan;
    private final ExportPart part;
    private final PixelSource source;
    private final Dataset dataset;
    private final MemoryPlan memory;
    private final Monitor monitor;
    private final PyramidPlan pyramid;
    private final List<ArraySpec> specs;
    private final List<SlabCascade> cascades = new ArrayList<>();
    private final List<Remainder> volumes = new ArrayList<>();
    private Journal journal;

    /** A range of the part, and the first slab of level 0 that still has to be made. */
    private record Remainder(ExportPart.Range range, int first) {}

    ExportRun(
            final ExportPlan plan,
            final ExportPart part,
            final PixelSource source,
            final Dataset dataset,
            final MemoryPlan memory,
            final Monitor monitor) {
        this.plan = plan;
        this.part = part;
        this.source = source;
        this.dataset = dataset;
        this.memory = memory;
        this.monitor = monitor;
        pyramid = plan.pyramid();
        specs = plan.specs();
    }

    /**
     * Runs.
     *
     * @param stored slabs in it are skipped; new ones are added
     * @param first run by a worker while the first planes are read
     */
    void run(final Journal stored, final WorkerPool.Task first) throws IOException {
        journal = stored;
        final int workers = memory.workers() + dataset.sendAhead(fileBytes());
        final int slabs = 2 * pyramid.levels().size() * source.channelsPerRead();
        try (WorkerPool pool = new WorkerPool(workers, workers * slabs, monitor);
                SlabWriter writer = new SlabWriter(plan, dataset, pool, memory.workers(), journal, monitor)) {
            boolean done = false;
            try {
                pool.submit(first);
                writer.warmUp();
                if (!journal.isEmpty()) compare(pool);
                open(pool, writer);
                feed(pool);
                pool.drain();
                done = true;
            } finally {
                if (!done) dataset.abort();
                pool.close();
                for (final SlabCascade cascade : cascades) cascade.close();
            }
        }
    }

    /** Bytes of a chunk, or of all chunks of a shard, before compression. */
    private long fileBytes() {
        return (long) specs.get(0).chunkBytes() * specs.get(0).shardLength();
    }

    /**
     * Forgets slabs whose files are missing or have another size: files were deleted, or the power failed before the
     * system had written them to disk.
     */
    private void compare(final WorkerPool pool) throws IOException {
        monitor.start("Checking the stored files", 0);
        journal.forEach((level, time, channel, z, contents) -> pool.submit(() -> {
            final LongAdder files = new LongAdder();
            final LongAdder bytes = new LongAdder();
            dataset.store().walk(folder(level, time, channel, z), (key, size) -> {
                if (MetadataFiles.isOne(key)) return; // is written when all slabs are
                files.increment();
                bytes.add(size);
            });
            if (files.sum() != contents.files() || bytes.sum() != contents.bytes())
                journal.remove(level, time, channel, z);
        }));
        pool.drain();
    }

    /** The folder of a slab's files: the last two parts of a chunk's key are y and x. */
    private String folder(final int level, final int time, final int channel, final int z) {
        final String key = specs.get(level).key(plan.axes().chunkIndex(time, channel, z, 0, 0));
        return Keys.join(String.valueOf(level), key).replaceFirst("(/[^/]*){2}$", "");
    }

    private void open(final WorkerPool pool, final SlabWriter writer) throws IOException {
        final Reducer reducer = plan.encoding().labels()
                ? Reducer.mode(plan.image().type())
                : Reducer.mean(plan.image().type());
        for (int i = 0; i < source.channelsPerRead(); i++) {
            final int channel = i;
            cascades.add(new SlabCascade(memory, reducer, pool, writer, level -> dataset.scratchFile(level, channel)));
        }
        for (final ExportPart.Range range : part.ranges()) volumes.add(new Remainder(range, firstSlab(range)));
        final AtomicLong chunks = new AtomicLong();
        final AtomicLong done = new AtomicLong();
        part.forEachSlab(plan, (level, time, channel, z) -> {
            final Size3 grid = pyramid.levels().get(level).size().ceilDiv(plan.chunk());
            final long n = (long) grid.x() * grid.y();
            chunks.addAndGet(n);
            if (journal.has(level, time, channel, z)) done.addAndGet(n);
        });
        monitor.start("Exporting " + plan.image().name(), chunks.get());
        monitor.advance(done.get());
    }

    private void feed(final WorkerPool pool) throws IOException {
        try (PlaneReader reader = new PlaneReader(source, positions(), pool)) {
            for (final Remainder volume : volumes) {
                if (volume.first == volume.range.to()) continue;
                begin(volume);
                for (long n = planes(volume).count(); n > 0; n--) {
                    final Object[] planes = reader.next();
                    for (int i = 0; i < planes.length; i++) cascades.get(i).add(planes[i]);
                }
            }
        }
    }

    private void begin(final Remainder volume) throws IOException {
        for (int i = 0; i < cascades.size(); i++) {
            final int channel = volume.range.channel() + i;
            if (volume.first == 0) cascades.get(i).begin(channel, volume.range.time());
            else
                cascades.get(i)
                        .resume(channel, volume.range.time(), volume.first, new StoredPyramid(plan, dataset.store()));
        }
    }

    /** The first slab of level 0 to feed: everything made from those before it is stored. */
    private int firstSlab(final ExportPart.Range range) {
        final boolean within = cascades.get(0).canResumeWithin();
        final int[] stored = new int[specs.size()];
        for (int l = 0; l < stored.length; l++) stored[l] = slabsStored(l, range);
        for (int first = range.to(); first > range.from(); first--) {
            if ((first == range.to() || within) && isStored(stored, first)) return first;
        }
        return range.from();
    }

    /** The first slab of a level that is not stored. */
    private int slabsStored(final int level, final ExportPart.Range range) {
        final int end = plan.slabs(level, range.to());
        for (int z = plan.slabs(level, range.from()); z < end; z++)
            for (int i = 0; i < range.channels(); i++)
                if (!journal.has(level, range.time(), range.channel() + i, z)) return z;
        return end;
    }

    private boolean isStored(final int[] stored, final int slabs) {
        for (int l = 0; l < stored.length; l++) if (stored[l] < plan.slabs(l, slabs)) return false;
        return true;
    }

    private Iterator<PlaneReader.Position> positions() {
        return volumes.stream()
                .flatMap(v -> planes(v).mapToObj(z -> new PlaneReader.Position(v.range.channel(), z, v.range.time())))
                .iterator();
    }

    private IntStream planes(final Remainder volume) {
        final int depth = plan.chunk().z();
        return IntStream.range(
                volume.first * depth,
                Math.min(volume.range.to() * depth, plan.image().size().z()));
    }
}
