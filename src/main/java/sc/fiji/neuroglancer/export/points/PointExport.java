package sc.fiji.neuroglancer.export.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationWriter;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.DatasetKind;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WriteBatch;
import sc.fiji.neuroglancer.store.WriteBehind;
import sc.fiji.neuroglancer.store.WriteSession;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Writes points or shapes as Neuroglancer precomputed annotations. The whole input is read and checked first;
 * {@code info} is written last, when all other files are in place.
 *
 * <p>Heap: see {@link AnnotationWriter}, plus 32 MiB of files being written.
 */
public final class PointExport {

    /** Viewers can easily draw this many points at once. */
    private static final int SHOW_ALL = 100_000;
    /** Number of files written at the same time. */
    private static final int WRITERS = 4;

    private final AnnotationSource source;
    private final WriteSession session;
    private final String folder;
    private final String location;
    private final PointExportOptions options;
    private final Monitor monitor;

    /** @param folder within the session, empty for the session itself */
    private PointExport(
            final AnnotationSource source,
            final WriteSession session,
            final String folder,
            final String location,
            final PointExportOptions options,
            final Monitor monitor) {
        this.source = source;
        this.session = session;
        this.folder = folder;
        this.location = location;
        this.options = options;
        this.monitor = monitor;
    }

    private static PointExport in(
            final Store store, final AnnotationSource source, final PointExportOptions options, final Monitor monitor) {
        return new PointExport(
                source,
                WriteSession.to(store),
                options.name(),
                store.location() + "/" + options.name(),
                options,
                monitor);
    }

    /**
     * Runs the job.
     *
     * @throws InputException when there are no annotations, one cannot be used, or the dataset exists
     * @throws CancellationException when the monitor was canceled; no {@code info} is written then
     */
    public static PointExportResult run(
            final AnnotationSource source, final Store store, final PointExportOptions options, final Monitor monitor)
            throws IOException {
        return in(store, source, options, monitor).run();
    }

    /**
     * Runs the job for collections of several kinds, because a dataset holds only one kind. The first has the name of
     * the options, the others that name and their kind, for instance {@code cells-lines}.
     *
     * <p>After everything is written, Replace also deletes datasets of an earlier export of that name for kinds that no
     * longer occur; Fail rejects them.
     *
     * @throws InputException as {@link #run}; when any of the datasets exists, nothing is written
     */
    public static List<PointExportResult> runAll(
            final List<AnnotationSource> sources,
            final Destination destination,
            final PointExportOptions options,
            final Monitor monitor)
            throws IOException {
        final List<PointExport> jobs = new ArrayList<>();
        final List<Dataset> places = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        for (final AnnotationSource source : sources) {
            final String name = jobs.isEmpty()
                    ? options.name()
                    : FormerKinds.name(options.name(), source.schema().kind());
            names.add(name);
            final Dataset dataset = destination.dataset(name);
            final PointExportOptions named = options.withName(name);
            places.add(dataset);
            jobs.add(new PointExport(source, dataset, "", destination.location(name), named, monitor));
        }
        for (int i = 0; i < jobs.size(); i++) places.get(i).attend(monitor, jobs.get(i)::refuseExisting);
        final FormerKinds former = new FormerKinds(destination, options.name(), names);
        if (options.existing() == IfExists.FAIL) former.refuse(monitor);
        final List<PointExportResult> results = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) results.add(places.get(i).attend(monitor, jobs.get(i)::run));
        if (options.existing() == IfExists.REPLACE) former.remove(monitor);
        return results;
    }

    /**
     * Checks early whether a dataset exists, of any kind of shapes, and may not be replaced; {@link #runAll} does the
     * same.
     *
     * @throws InputException when it exists
     */
    public static void requireAbsent(final Store store, final PointExportOptions options) throws StoreException {
        in(store, null, options, Monitor.NONE).refuseExisting();
        if (options.existing() == IfExists.FAIL) FormerKinds.refuse(store, options.name());
    }

    private PointExportResult run() throws IOException {
        final long start = System.nanoTime();
        refuseExisting();
        monitor.start("Reading points", source.estimate());
        try (AnnotationWriter annotations = AnnotationWriter.read(source, monitor)) {
            if (annotations.count() == 0)
                throw new InputException("There are no points to export. Add some, or choose another source.");
            final boolean showAll = showAll(annotations.count());
            session.begin();
            // also those of a canceled export: a cell that is now empty must not show its former points
            FormerKinds.delete(session, folder, monitor);
            final WriteBatch files = session.batch();
            final WriteBatch last = session.metadata();
            InfoFile.write(last, folder, write(annotations, showAll, files));
            session.finish();
            return new PointExportResult(
                    location,
                    annotations.count(),
                    annotations.outside(),
                    files.files() + last.files(),
                    files.bytes() + last.bytes(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Writes everything except {@code info}, a second time if it did not arrive. */
    private ObjectNode write(final AnnotationWriter annotations, final boolean showAll, final WriteBatch files)
            throws IOException {
        final int writers = Math.max(WRITERS, session.parallel());
        try (WriteBehind out = new WriteBehind(files, writers, monitor)) {
            ObjectNode info = annotations.write(out, folder, showAll, monitor);
            out.drain();
            if (!files.hasArrived()) {
                info = annotations.write(out, folder, showAll, monitor);
                out.drain();
            }
            return info;
        }
    }

    private boolean showAll(final long count) {
        return switch (options.showAll()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> count <= SHOW_ALL;
        };
    }

    /** Where the dataset is, for messages. */
    private String place() {
        return session instanceof Dataset dataset
                ? dataset.shown()
                : options.name() + " in " + session.store().location();
    }

    private Void refuseExisting() throws StoreException {
        final Store store = session.store();
        if (store.read(InfoFile.key(folder)).isEmpty()) return null;
        if (options.existing() == IfExists.FAIL)
            throw new InputException(
                    "{} already exists. Choose another name, or {}.",
                    place(),
                    Slot.set("existing", IfExists.REPLACE.label()));
        if (DatasetKind.ofInfo(InfoFile.read(store, folder)) != DatasetKind.ANNOTATIONS)
            throw new InputException("{} contains something other than points. Choose another name.", place());
        return null;
    }
}
