package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.pyramid.MemoryPlan;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WriteBatch;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Exports an image to a multiscale OME-Zarr: makes an {@link ExportPlan}, runs it as one {@link ExportPart}, and
 * completes it by {@link ExportSeal}.
 *
 * <p>Each plane is read once; memory is bounded by {@link MemoryPlan}. The metadata that makes the dataset visible is
 * written last, so an export that was canceled, failed, or was killed never looks complete; it can be resumed
 * ({@link IfExists#RESUME}) and then produces the same bytes.
 */
public final class ImageExport {

    /** The name of this program in the metadata of an image. */
    public static final String PROGRAM = "Neuroglancer for Fiji";

    private final PixelSource source;
    private final ImageExportOptions options;
    private final Monitor monitor;
    private final LongUnaryOperator heap;
    private final ExportPlan draft;
    private final Dataset dataset;
    private String fingerprint; // guarded by this; null until it is asked for

    /**
     * Plans an export; writes nothing.
     *
     * @param source the image, of an unsigned or signed whole type when it holds labels
     * @throws InputException when the options do not fit the image
     */
    public ImageExport(final PixelSource source, final ImageExportOptions options, final Monitor monitor) {
        this(source, options, monitor, MemoryPlan::freeHeap);
    }

    /** @param heap from the number of bytes that would be best to the number that may be used */
    ImageExport(
            final PixelSource source,
            final ImageExportOptions options,
            final Monitor monitor,
            final LongUnaryOperator heap) {
        this.heap = heap;
        this.source = source;
        this.options = options;
        this.monitor = monitor;
        draft = ExportPlan.of(source.metadata(), options);
        dataset = options.destination().dataset(options.folderName());
    }

    /** What will be made. */
    public ExportEstimate estimate() {
        return ExportEstimate.of(draft);
    }

    /** Free space in bytes where the dataset goes, or {@link DirectoryStore#UNKNOWN}. */
    public long freeBytes() {
        return dataset.freeBytes();
    }

    /**
     * Fails early if the dataset exists and must not be replaced or resumed; {@link #run()} does the same.
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
     * @throws InputException if the dataset exists and the options do not allow that
     * @throws IOException when a plane cannot be read or a file cannot be written; the export can be resumed
     * @throws CancellationException when the monitor was canceled
     */
    public ImageExportResult run() throws IOException {
        final long start = System.nanoTime();
        options.location(); // an unknown one must fail now, not afterwards
        return dataset.attend(monitor, () -> explaining(() -> runAttended(start)));
    }

    private ImageExportResult runAttended(final long start) throws IOException {
        dataset.claim();
        if (options.existing() == IfExists.FAIL) dataset.requireAbsent();
        if (options.existing() == IfExists.REPLACE) {
            memory(Journal.Header.NONE); // must not delete a dataset for an export that cannot start
            dataset.replace();
        }
        final Journal.Header interrupted = interrupted();
        if (dataset.isComplete()) return complete(start);
        final MemoryPlan memory = memory(interrupted);
        final ExportPlan plan = draft.with(fingerprint(), memory.chunk());
        try (Journal journal = interrupted.exists() ? Journal.open(dataset.journalFile()) : begin(plan)) {
            return run(start, plan, memory, journal, interrupted.exists());
        }
    }

    private Journal begin(final ExportPlan plan) throws IOException {
        dataset.begin();
        return Journal.create(dataset.journalFile(), new Journal.Header(plan.fingerprint(), plan.chunk()));
    }

    private ImageExportResult run(
            final long start,
            final ExportPlan plan,
            final MemoryPlan memory,
            final Journal journal,
            final boolean resumed)
            throws IOException {
        final ExportPart whole = ExportPart.whole(plan, source.channelsPerRead());
        final ExportSeal seal = new ExportSeal(plan, dataset);
        dataset.deleteLeftovers();
        try {
            // metadata that cannot be written must fail now, not after hours
            new ExportRun(plan, whole, source, dataset, memory, monitor)
                    .run(journal, () -> seal.writeMetadata(new MemoryStore()));
        } catch (final IOException | RuntimeException | Error e) {
            if (!resumed && journal.isEmpty()) discard(e);
            throw e;
        }
        final WriteBatch metadata = seal.seal(whole, journal);
        final ImageExportResult.Totals totals = new ImageExportResult.Totals(
                journal.files() + metadata.files(),
                journal.bytes() + metadata.bytes(),
                journal.added() + metadata.files());
        return result(plan, totals, new ImageExportResult.Course(seconds(start), resumed, false));
    }

    private void discard(final Throwable because) {
        try {
            dataset.discard();
        } catch (final IOException e) {
            because.addSuppressed(e);
        }
    }

    private Journal.Header interrupted() throws IOException {
        if (dataset.isAbsent()) return Journal.Header.NONE;
        dataset.requireOurs("resumed");
        final String mine = fingerprint();
        final Journal.Header interrupted = dataset.interrupted();
        final String theirs = interrupted.exists() ? interrupted.fingerprint() : dataset.fingerprint();
        if (!theirs.equals(mine))
            throw new InputException(
                    "{} was exported from a different image or with different options and cannot be resumed."
                            + " {} to start over, or choose another name.",
                    dataset.shown(),
                    Slot.set("existing", IfExists.REPLACE.label()));
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
        return result(
                draft,
                new ImageExportResult.Totals(files.sum(), bytes.sum(), written),
                new ImageExportResult.Course(seconds(start), true, true));
    }

    /** The pixels are the same, but calibration, colors or contrast may have been changed. Returns the files written. */
    private int renewDescription() throws IOException {
        final MemoryStore now = new MemoryStore();
        new ExportSeal(draft.with(fingerprint(), draft.chunk()), dataset).writeRoot(now);
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

    private MemoryPlan memory(final Journal.Header interrupted) {
        final Size3 chunk = interrupted.exists() ? interrupted.chunk() : draft.chunk();
        final MemoryPlan.Demand demand = demand(draft.with("", chunk), source, options.threads(), interrupted.exists());
        return memory(demand, chunk, options.chunk().isEmpty() && !interrupted.exists(), dataset, heap);
    }

    static MemoryPlan.Demand demand(
            final ExportPlan plan, final PixelSource source, final int threads, final boolean resumed) {
        return new MemoryPlan.Demand(
                plan.pyramid(),
                plan.image().type(),
                ExportPlan.voxelSize(plan.image()),
                new MemoryPlan.Reads(source.channelsPerRead(), source.bytesPerRead()),
                new MemoryPlan.Writes(threads, plan.mostPerShard()),
                resumed);
    }

    static MemoryPlan memory(
            final MemoryPlan.Demand demand,
            final Size3 chunk,
            final boolean mayFlatten,
            final Dataset dataset,
            final LongUnaryOperator heap) {
        final long under = dataset.sendAheadBytes();
        final long most = heap.applyAsLong(MemoryPlan.mostBytes(demand, chunk) + under);
        final MemoryPlan memory = MemoryPlan.choose(demand, chunk, mayFlatten, most - under);
        requireRoom(memory.scratchBytes(), dataset.scratchRoom());
        return memory;
    }

    /** Stops before a scratch file fills the disk. */
    static void requireRoom(final long scratch, final long free) {
        if (scratch <= free) return;
        throw new InputException(
                "The export does not fit in memory and needs {} of temporary disk space, but only {} is free: {}, or"
                        + " choose another folder.",
                Amounts.bytes(scratch),
                Amounts.bytes(free),
                Slot.memory());
    }

    /**
     * Identifies the image and the options that the chunks depend on. Reads all pixels in memory, once.
     */
    public synchronized String fingerprint() {
        if (fingerprint == null)
            fingerprint = draft.fingerprint(
                    source.identity(monitor),
                    options.chunk().map(Size3::toString).orElse("auto"));
        return fingerprint;
    }

    private ImageExportResult result(
            final ExportPlan plan, final ImageExportResult.Totals totals, final ImageExportResult.Course course) {
        return new ImageExportResult(
                options, ExportEstimate.of(plan), totals, course, plan.image().warnings());
    }

    private static double seconds(final long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
