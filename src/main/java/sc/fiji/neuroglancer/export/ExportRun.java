package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.ome.Axes;
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

/** The one pass over the planes: reader thread, cascades on the calling thread, chunks on the workers. */
final class ExportRun {

    private final PixelSource source;
    private final ImageMetadata image;
    private final PyramidPlan pyramid;
    private final MemoryPlan memory;
    private final ImageExportOptions options;
    private final List<ArraySpec> specs;
    private final Dataset dataset;
    private final Journal journal;
    private final Monitor monitor;
    private final List<SlabCascade> cascades = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();

    /** The planes of one time point and of the channels that are read together, from the first that is not done. */
    private static final class Volume {
        final int time;
        final int channel;
        final int slabsDone;

        Volume(final int time, final int channel, final int slabsDone) {
            this.time = time;
            this.channel = channel;
            this.slabsDone = slabsDone;
        }
    }

    ExportRun(
            final PixelSource source,
            final PyramidPlan pyramid,
            final MemoryPlan memory,
            final ImageExportOptions options,
            final List<ArraySpec> specs,
            final Dataset dataset,
            final Journal journal,
            final Monitor monitor) {
        this.source = source;
        this.image = source.metadata();
        this.pyramid = pyramid;
        this.memory = memory;
        this.options = options;
        this.specs = specs;
        this.dataset = dataset;
        this.journal = journal;
        this.monitor = monitor;
    }

    /** @param first done by a worker while the first planes are read */
    void run(final WorkerPool.Task first) throws IOException {
        final int encoding = options.threads();
        final int workers = encoding + dataset.sendAhead(fileBytes());
        final int slabs = 2 * pyramid.levels().size() * source.channelsPerRead();
        try (WorkerPool pool = new WorkerPool(workers, workers * slabs, monitor);
                SlabWriter writer =
                        new SlabWriter(Axes.of(image), specs, dataset, pool, encoding, workers, journal, monitor)) {
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

    /** Of a chunk, or of all the chunks of a shard, before compression. */
    private long fileBytes() {
        return (long) specs.get(0).chunkBytes() * specs.get(0).shardLength();
    }

    /**
     * Forgets slabs whose files are not all there, or have another size: somebody deleted some, or the power went
     * before the system had written what it took.
     */
    private void compare(final WorkerPool pool) throws IOException {
        monitor.start("Looking at what is there", 0);
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
        final String key = specs.get(level).key(Axes.of(image).chunkIndex(time, channel, z, 0, 0));
        return Keys.join(String.valueOf(level), key).replaceFirst("(/[^/]*){2}$", "");
    }

    private void open(final WorkerPool pool, final SlabWriter writer) throws IOException {
        for (int i = 0; i < source.channelsPerRead(); i++) {
            final int channel = i;
            cascades.add(new SlabCascade(
                    pyramid,
                    image.type(),
                    memory,
                    options.labels() ? Reducer.mode(image.type()) : Reducer.mean(image.type()),
                    pool,
                    writer,
                    level -> dataset.scratchFile(level, channel)));
        }
        for (int t = 0; t < image.frames(); t++) {
            for (int c = 0; c < image.channels().size(); c += source.channelsPerRead())
                volumes.add(new Volume(t, c, slabsDone(t, c)));
        }
        monitor.start("Exporting " + options.name(), chunks());
        monitor.advance(chunksDone());
    }

    private void feed(final WorkerPool pool) throws IOException {
        try (PlaneReader reader = new PlaneReader(source, positions(), pool)) {
            for (final Volume volume : volumes) {
                final int first = volume.slabsDone * memory.chunk().z();
                if (first >= image.size().z()) continue;
                begin(volume);
                for (int z = first; z < image.size().z(); z++) {
                    final Object[] planes = reader.next();
                    for (int i = 0; i < planes.length; i++) cascades.get(i).add(planes[i]);
                }
            }
        }
    }

    private void begin(final Volume volume) throws IOException {
        for (int i = 0; i < cascades.size(); i++) {
            final int channel = volume.channel + i;
            if (volume.slabsDone == 0) cascades.get(i).begin(channel, volume.time);
            else
                cascades.get(i)
                        .resume(
                                channel,
                                volume.time,
                                volume.slabsDone,
                                new StoredPyramid(Axes.of(image), specs, pyramid, memory.chunk(), dataset.store()));
        }
    }

    /** How many slabs of level 0 need not be fed again, as they and all that followed from them are stored. */
    private int slabsDone(final int time, final int channel) {
        final int slabs = slabs(0);
        final boolean within = cascades.get(0).canResumeWithin();
        final int[] stored = new int[pyramid.levels().size()];
        for (int l = 0; l < stored.length; l++) stored[l] = slabsStored(l, time, channel);
        for (int done = slabs; done > 0; done--) {
            if ((done == slabs || within) && isStored(stored, done, done == slabs)) return done;
        }
        return 0;
    }

    /** Number of slabs of a level that are stored, up to the first that is not. */
    private int slabsStored(final int level, final int time, final int channel) {
        final int slabs = slabs(level);
        for (int z = 0; z < slabs; z++)
            for (int i = 0; i < source.channelsPerRead(); i++) if (!journal.has(level, time, channel + i, z)) return z;
        return slabs;
    }

    private int slabs(final int level) {
        return pyramid.levels().get(level).size().ceilDiv(memory.chunk()).z();
    }

    private boolean isStored(final int[] stored, final int slabs, final boolean all) {
        final int depth = memory.chunk().z();
        for (int l = 0; l < stored.length; l++) {
            final int needed = all ? slabs(l) : cascades.get(0).planesKnown(l, slabs * depth) / depth;
            if (stored[l] < needed) return false;
        }
        return true;
    }

    private Iterator<PlaneReader.Position> positions() {
        return volumes.stream()
                .flatMap(v -> IntStream.range(
                                v.slabsDone * memory.chunk().z(), image.size().z())
                        .mapToObj(z -> new PlaneReader.Position(v.channel, z, v.time)))
                .iterator();
    }

    private long chunks() {
        return perChunk((level, time, channel, z) -> true);
    }

    private long chunksDone() {
        return perChunk(journal::has);
    }

    @FunctionalInterface
    private interface Counts {
        boolean slab(int level, int time, int channel, int z);
    }

    private long perChunk(final Counts counts) {
        long n = 0;
        for (int l = 0; l < specs.size(); l++) {
            final Size3 grid = pyramid.levels().get(l).size().ceilDiv(memory.chunk());
            for (int t = 0; t < image.frames(); t++)
                for (int c = 0; c < image.channels().size(); c++)
                    for (int z = 0; z < grid.z(); z++) if (counts.slab(l, t, c, z)) n += (long) grid.x() * grid.y();
        }
        return n;
    }
}
