package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.Fingerprint;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.ome.Axes;
import sc.fiji.neuroglancer.ome.Downsampling;
import sc.fiji.neuroglancer.ome.NgffVersion;
import sc.fiji.neuroglancer.ome.OmeOptions;
import sc.fiji.neuroglancer.ome.OmeWriter;
import sc.fiji.neuroglancer.pyramid.ChunkShape;
import sc.fiji.neuroglancer.pyramid.MemoryPlan;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.store.WriteBatch;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrFormat;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Exports an image to a multiscale OME-Zarr.
 *
 * <p>Each plane is read once; memory is bounded by {@link MemoryPlan}. The metadata that makes the dataset visible is
 * written last, so an export that was canceled, failed or was killed never looks complete; it can go on later
 * ({@link IfExists#RESUME}) and then gives the same bytes.
 */
public final class ImageExport {

    /** How the metadata of an image name this program. */
    public static final String PROGRAM = "Neuroglancer for Fiji";

    /** Chunks in a shard, at most: 32 MiB before compression with usual chunks. */
    private static final int CHUNKS_PER_SHARD = 64;

    private static final int SHARD_COLUMNS = 8;

    /** A shard is put together in one array. */
    private static final long LONGEST_SHARD = 1L << 30;

    /** Chunks in a row of chunks along z, at most: more would not be files that anybody can handle. */
    private static final long MOST_CHUNKS = 1L << 24;

    private final PixelSource source;
    private final ImageMetadata image;
    private final ImageExportOptions options;
    private final Monitor monitor;
    private final LongUnaryOperator heap;
    private final PyramidPlan pyramid;
    private final Size3 wanted;
    private String fingerprint; // guarded by this; null until it is asked for
    private final Axes axes;
    private final Dataset dataset;

    /**
     * Plans an export; writes nothing.
     *
     * @param source the image, of an unsigned or signed whole type when it holds labels
     * @throws InputException when the options do not fit the image
     */
    public ImageExport(final PixelSource source, final ImageExportOptions options, final Monitor monitor) {
        this(source, options, monitor, MemoryPlan::freeHeap);
    }

    /** @param heap says how many bytes may be used, given how many would be best */
    ImageExport(
            final PixelSource source,
            final ImageExportOptions options,
            final Monitor monitor,
            final LongUnaryOperator heap) {
        this.heap = heap;
        this.source = source;
        this.options = options;
        this.monitor = monitor;
        image = source.metadata();
        if (options.labels() && !image.type().isInteger())
            throw new InputException("Labels must be whole numbers, but this image is "
                    + image.type().label() + ": choose content Intensity, or convert it.");
        pyramid = PyramidPlan.of(image.size(), voxelSize(), options.levels());
        final long volumes = (long) image.channels().size() * image.frames();
        wanted = options.chunk().map(this::clip).orElseGet(() -> ChunkShape.auto(pyramid, voxelSize(), volumes));
        requireFewerChunks();
        axes = Axes.of(image);
        dataset = options.destination().dataset(options.folderName());
    }

    /** A flat image has flat chunks. */
    private Size3 clip(final Size3 chunk) {
        return image.size().z() == 1 ? chunk.with(2, 1) : chunk;
    }

    private void requireFewerChunks() {
        final long chunks = chunksOfSlab(wanted);
        if (chunks > MOST_CHUNKS)
            throw new InputException("Chunks of " + wanted + " voxels would be " + chunks + " files for every "
                    + wanted.z() + " planes: give chunk larger sizes, for instance 64,64,64, or auto.");
    }

    private long chunksOfSlab(final Size3 chunk) {
        return image.size().ceilDiv(chunk).with(2, 1).product();
    }

    private double[] voxelSize() {
        return new double[] {image.voxelSize(0), image.voxelSize(1), image.voxelSize(2)};
    }

    /** What will be made. */
    public ExportEstimate estimate() {
        return estimate(wanted);
    }

    /** Bytes that the disk has room for where the dataset goes; empty when that is unknown. */
    public OptionalLong freeBytes() {
        return dataset.freeBytes();
    }

    private ExportEstimate estimate(final Size3 chunk) {
        return new ExportEstimate(image, pyramid, chunk, options);
    }

    /**
     * Stops early when the dataset exists and nothing was said of that; {@link #run()} does the same.
     *
     * @throws InputException when it exists
     */
    public void requireAbsent() throws IOException {
        if (options.existing() != IfExists.FAIL) return;
        dataset.attend(
                monitor,
                () -> explaining(() -> {
                    dataset.requireAbsent();
                    return null;
                }));
    }

    private <T> T explaining(final Dataset.Job<T> job) throws IOException {
        try {
            return job.run();
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            throw dataset.explained(e);
        }
    }

    /**
     * Runs.
     *
     * @throws InputException when what is there does not allow it
     * @throws IOException when a plane cannot be read or a file cannot be written; the export can be resumed
     * @throws CancellationException when the monitor was canceled
     */
    public ImageExportResult run() throws IOException {
        final long start = System.nanoTime();
        options.location(); // one that is not known fails now, not afterwards
        return dataset.attend(monitor, () -> explaining(() -> runAttended(start)));
    }

    private ImageExportResult runAttended(final long start) throws IOException {
        dataset.claim();
        if (options.existing() == IfExists.FAIL) dataset.requireAbsent();
        if (options.existing() == IfExists.REPLACE) {
            plan(Optional.empty()); // what exists is not deleted for an export that cannot start
            dataset.replace();
        }
        final Optional<Journal.Header> interrupted = interrupted();
        if (dataset.isComplete()) return complete(start);
        final MemoryPlan memory = plan(interrupted);
        try (Journal journal = interrupted.isPresent() ? Journal.open(dataset.journalFile()) : begin(memory)) {
            return run(start, memory, journal, interrupted.isPresent());
        }
    }

    private Journal begin(final MemoryPlan memory) throws IOException {
        dataset.begin();
        return Journal.create(dataset.journalFile(), new Journal.Header(fingerprint(), memory.chunk()));
    }

    private ImageExportResult run(
            final long start, final MemoryPlan memory, final Journal journal, final boolean resumed)
            throws IOException {
        final List<ArraySpec> specs = specs(memory.chunk());
        dataset.deleteLeftovers();
        try {
            // metadata that cannot be written shall fail now, not after hours
            new ExportRun(source, pyramid, memory, options, specs, dataset, journal, monitor)
                    .run(() -> writeMetadata(new MemoryStore(), specs));
        } catch (final IOException | RuntimeException | Error e) {
            if (!resumed && journal.isEmpty()) discard(e);
            throw e;
        }
        final WriteBatch metadata = dataset.metadata();
        writeMetadata(metadata, specs);
        dataset.finish();
        journal.delete();
        return result(
                start,
                memory.chunk(),
                resumed,
                false,
                journal.files() + metadata.files(),
                journal.bytes() + metadata.bytes(),
                journal.added() + metadata.files());
    }

    private void discard(final Throwable because) {
        try {
            dataset.discard();
        } catch (final IOException e) {
            because.addSuppressed(e);
        }
    }

    private Optional<Journal.Header> interrupted() throws IOException {
        if (dataset.isAbsent()) return Optional.empty();
        dataset.requireOurs("resumed");
        final String mine = fingerprint();
        final Optional<Journal.Header> interrupted = dataset.interrupted();
        final Optional<String> theirs =
                interrupted.isPresent() ? interrupted.map(h -> h.fingerprint()) : dataset.fingerprint();
        if (!theirs.equals(Optional.of(mine)))
            throw new InputException("What is at " + dataset.shown()
                    + " is of another image or was exported with other options, so it cannot be resumed:"
                    + " set existing to Replace to export anew, or choose another name.");
        return interrupted;
    }

    private ImageExportResult complete(final long start) throws IOException {
        dataset.deleteLeftovers();
        final int written = renewDescription();
        final LongAdder files = new LongAdder();
        final LongAdder bytes = new LongAdder();
        if (!dataset.isRemote())
            dataset.store().walk("", (key, size) -> {
                files.increment();
                bytes.add(size);
            });
        return result(start, wanted, true, true, files.sum(), bytes.sum(), written);
    }

    /** The pixels are the same, but calibration, colours or contrast may have been changed. Returns the files written. */
    private int renewDescription() throws IOException {
        final MemoryStore now = new MemoryStore();
        describe(now);
        int written = 0;
        for (final String key : MetadataFiles.NAMES) {
            final Optional<byte[]> document = now.read(key);
            final Optional<byte[]> former = dataset.store().read(key);
            if (document.isEmpty() || Arrays.equals(document.get(), former.orElse(null))) continue;
            dataset.metadata().write(key, document.get(), document.get().length);
            written++;
        }
        return written;
    }

    private MemoryPlan plan(final Optional<Journal.Header> interrupted) {
        final Size3 chunk = interrupted.map(h -> h.chunk()).orElse(wanted);
        final MemoryPlan.Demand demand = new MemoryPlan.Demand(
                pyramid,
                image.type(),
                voxelSize(),
                source.channelsPerRead(),
                options.threads(),
                source.bytesPerRead(),
                options.shards() ? (int) Math.min(chunksOfSlab(chunk), mostPerShard(chunkBytes(chunk))) : 1,
                interrupted.isPresent());
        final boolean mayFlatten = options.chunk().isEmpty() && interrupted.isEmpty();
        final long under = dataset.sendAheadBytes();
        final long most = heap.applyAsLong(MemoryPlan.mostBytes(demand, chunk) + under);
        final MemoryPlan plan = MemoryPlan.choose(demand, chunk, mayFlatten, most - under);
        requireRoom(plan.scratchBytes(), dataset.scratchRoom());
        return plan;
    }

    /** Stops before a scratch file fills the disk. */
    static void requireRoom(final long scratch, final OptionalLong free) {
        if (free.isEmpty() || scratch <= free.getAsLong()) return;
        throw new InputException("There is so little memory that the export needs a scratch file of "
                + Amounts.bytes(scratch) + ", where only " + Amounts.bytes(free.getAsLong())
                + " are free: raise the memory in Edit > Options > Memory & Threads, or choose another folder.");
    }

    /**
     * Says which image this is and how it is exported, as far as the chunks depend on it. All pixels in memory are read
     * for it, once.
     */
    public synchronized String fingerprint() {
        if (fingerprint == null)
            fingerprint = new Fingerprint()
                    .add(source.identity(monitor))
                    .add(options.labels() ? "labels" : "intensity")
                    .add(options.version().label())
                    .add(options.shards() ? "shards" : "chunks")
                    .add(options.chunk().map(Size3::toString).orElse("auto"))
                    .add(options.codec().name())
                    .add(pyramid.levels().stream()
                            .map(level -> level.factor().toString())
                            .collect(Collectors.joining(", ")))
                    .hex();
        return fingerprint;
    }

    private List<ArraySpec> specs(final Size3 chunk) {
        final List<ArraySpec> specs = new ArrayList<>();
        for (final PyramidPlan.Level level : pyramid.levels()) {
            specs.add(new ArraySpec(
                    format(),
                    axes.names(),
                    axes.shape(level.size(), image.channels().size(), image.frames()),
                    axes.chunkShape(chunk),
                    options.shards()
                            ? axes.chunkShape(chunksPerShard(level.size().ceilDiv(chunk), chunkBytes(chunk)))
                            : null,
                    image.type(),
                    options.codec()));
        }
        return specs;
    }

    private ZarrFormat format() {
        return options.version() == NgffVersion.V04 ? ZarrFormat.V2 : ZarrFormat.V3;
    }

    /** Shards are one row of chunks deep, so that they are whole when a slab is. */
    static Size3 chunksPerShard(final Size3 grid, final long chunkBytes) {
        final int most = mostPerShard(chunkBytes);
        final int columns = Math.min(Math.min(SHARD_COLUMNS, most), grid.x());
        return Size3.of(columns, Math.min(most / columns, grid.y()), 1);
    }

    private static int mostPerShard(final long chunkBytes) {
        return (int) Math.max(1, Math.min(CHUNKS_PER_SHARD, LONGEST_SHARD / chunkBytes));
    }

    private long chunkBytes(final Size3 chunk) {
        return chunk.product() * image.type().bytes();
    }

    private void writeMetadata(final WritableStore store, final List<ArraySpec> specs) throws IOException {
        for (int l = 0; l < specs.size(); l++) ZarrMetadata.writeArray(store, String.valueOf(l), specs.get(l));
        describe(store);
    }

    /** Writes the root metadata: voxel size, unit, origin, channels, colours and display ranges, as they are now. */
    private void describe(final WritableStore store) throws IOException {
        final OmeOptions ome = OmeOptions.of(PROGRAM, version())
                .downsampling(options.labels() ? Downsampling.MODE : Downsampling.MEAN)
                .labels(options.labels())
                .entry("fingerprint", fingerprint());
        final ImageMetadata named =
                image.toBuilder().name(options.name()).channels(namedChannels()).build();
        ZarrMetadata.writeGroup(store, "", format(), OmeWriter.attributes(options.version(), named, pyramid, ome));
    }

    /** The only channel is called as the image is, which now has the dataset's name. */
    private List<Channel> namedChannels() {
        final Channel first = image.channels().get(0);
        if (image.hasChannelAxis() || !first.name().equals(image.name())) return image.channels();
        return List.of(first.named(options.name()));
    }

    private static String version() {
        final String version = ImageExport.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private ImageExportResult result(
            final long start,
            final Size3 chunk,
            final boolean resumed,
            final boolean complete,
            final long files,
            final long bytes,
            final long written) {
        return new ImageExportResult(
                options,
                estimate(chunk),
                files,
                bytes,
                written,
                (System.nanoTime() - start) / 1e9,
                resumed,
                complete,
                image.warnings());
    }
}
