package sc.fiji.neuroglancer.share;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.check.Check;
import sc.fiji.neuroglancer.check.CheckOptions;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.export.ExportEstimate;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.export.points.PointsFolder;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.transfer.RemoteDataset;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/**
 * From an image and points to a link that a colleague can open: exports both, uploads them, looks at them from the
 * colleague's side, and puts the state of the link beside the data.
 *
 * <p>Every step can be interrupted, even killed, and is continued by running the job again with
 * {@link IfExists#RESUME}; the storage then holds the same bytes as if nothing had happened.
 *
 * <p>Heap: that of {@link ImageExport}, {@link PointExport}, {@link Upload} and {@link Check}, one after the other.
 */
public final class Share {

    /** What is behind the name of the image in that of its points. */
    public static final String POINTS_SUFFIX = "-points";

    /** An address with a mistake in it shall not be asked for five minutes. */
    private static final RetryPolicy LOOK = new RetryPolicy(
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final List<AnnotationSource> points;
    private final ShareOptions options;
    private final Monitor monitor;
    private final RetryPolicy retry;
    private final RetryPolicy look;
    private final Steps steps;
    private final ImageExport export;
    private final List<String> datasets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long sent;

    /**
     * Plans the job; writes nothing.
     *
     * @param source the image
     * @param points a collection for each kind of shape, with the image's dimensions; none for the image alone
     * @throws InputException when the options do not fit the image
     */
    public Share(
            final PixelSource source,
            final List<AnnotationSource> points,
            final ShareOptions options,
            final Monitor monitor) {
        // from the look on, the server is known to be there
        this(source, points, options, monitor, RetryPolicy.STANDARD.acquainted(), LOOK);
    }

    Share(
            final PixelSource source,
            final List<AnnotationSource> points,
            final ShareOptions options,
            final Monitor monitor,
            final RetryPolicy retry,
            final RetryPolicy look) {
        this.points = List.copyOf(points);
        this.options = options;
        this.monitor = monitor;
        this.retry = retry;
        this.look = look;
        final boolean uploads = options.folder().isPresent() || !points.isEmpty();
        steps = new Steps(monitor, (points.isEmpty() ? 2 : 3) + (uploads ? 1 : 0));
        export = new ImageExport(source, options.image(retry), steps);
    }

    /** What will be made of the image. */
    public ExportEstimate estimate() {
        return export.estimate();
    }

    /**
     * Runs the job; to be called once.
     *
     * @return what a colleague would get of it, which may be nothing: see {@link ShareResult#ok()}
     * @throws InputException when what is there does not allow it
     * @throws IOException when a plane cannot be read, or the disk or the storage fails; the message says what to do
     * @throws CancellationException when the monitor was canceled
     */
    public ShareResult run() throws IOException {
        final long start = System.nanoTime();
        try {
            lookAtStorage();
            export.requireAbsent();
        } catch (final HttpFailure e) {
            throw e.when(HttpFailure.Rerun.STARTS_OVER);
        }
        final List<PointExportResult> made = makePoints();
        final List<IfExists> there = lookAtPoints(made);
        steps.next();
        final ImageExportResult image = export.run();
        notes.addAll(image.warnings());
        datasets.add(options.imageName());
        if (options.folder().isPresent() || !made.isEmpty()) steps.next();
        if (options.folder().isPresent()) upload(image.dataset(), options.existing());
        else sent += image.written();
        uploadPoints(made, there);
        steps.next();
        final ViewerState state = publishState();
        final List<CheckResult> checks = new ArrayList<>();
        for (final String dataset : datasets) checks.add(check(options.seen(dataset)));
        final boolean ok = checks.stream().allMatch(CheckResult::ok);
        if (ok && options.folder().isEmpty()) new DirectoryStore(options.pointsFolder()).deleteAll("");
        final String url = link(state, ok);
        return new ShareResult(
                options, image, placed(made), sent, checks, url, notes, (System.nanoTime() - start) / 1e9);
    }

    /** Where the points are now. */
    private List<PointExportResult> placed(final List<PointExportResult> made) {
        if (options.folder().isPresent()) return made;
        final List<PointExportResult> placed = new ArrayList<>();
        for (int i = 0; i < made.size(); i++)
            placed.add(made.get(i).at(options.storage(retry).location(datasets.get(i + 1))));
        return placed;
    }

    /** A wrong address or login, or a name that is taken, shall be known now and not when all is exported. */
    private void lookAtStorage() throws IOException {
        monitor.start(StorageFolder.LOOKING, 0);
        atStorage(options.imageName(), look, storage -> {
            if (!storage.exists() || options.existing() == IfExists.REPLACE) return;
            if (options.existing() == IfExists.FAIL) throw exists(storage);
            final String theirs = Dataset.fingerprint(storage);
            if (!theirs.isEmpty() && !theirs.equals(export.fingerprint()))
                throw new InputException("Another image is at " + storage.location() + ", or this one before it was"
                        + " changed, or with another content or format. Choose another name, or set existing to"
                        + " Replace to delete what is there.");
        });
        if (!points.isEmpty() && options.existing() == IfExists.FAIL)
            pointsFolder().former(options.storage(look), List.of()).refuse(monitor);
    }

    private List<PointExportResult> makePoints() throws IOException {
        if (points.isEmpty()) return List.of();
        steps.next();
        return pointsFolder().make(points, steps);
    }

    private PointsFolder pointsFolder() {
        final boolean hidden = options.folder().isEmpty(); // only an earlier run can have left something there
        final IfExists existing = hidden ? IfExists.RESUME : options.existing();
        return new PointsFolder(options.pointsFolder(), options.name() + POINTS_SUFFIX, existing);
    }

    private void uploadPoints(final List<PointExportResult> made, final List<IfExists> there) throws IOException {
        for (int i = 0; i < made.size(); i++) upload(folder(made.get(i)), there.get(i));
        if (made.isEmpty() || options.existing() == IfExists.FAIL) return;
        pointsFolder().former(options.storage(retry), made).remove(steps);
    }

    /** What is to become of what is in the place of the points: to be known before the image is exported, too. */
    private List<IfExists> lookAtPoints(final List<PointExportResult> made) throws IOException {
        final List<IfExists> there = new ArrayList<>();
        for (final PointExportResult result : made) {
            final Path dataset = folder(result);
            steps.start("Looking at the place of the points", 0);
            atStorage(dataset.getFileName().toString(), storage -> {
                if (options.existing() == IfExists.FAIL && !new RemoteDataset(storage).isEmpty()) throw exists(storage);
                there.add(PointsFolder.upload(dataset, storage, options.existing()));
            });
        }
        return there;
    }

    private static Path folder(final PointExportResult made) {
        return Paths.get(made.location());
    }

    private static InputException exists(final RemoteStore storage) {
        return new InputException(storage.location() + " exists already. Choose another name, or set existing to"
                + " Resume to continue it, or to Replace to delete it first.");
    }

    private void upload(final Path dataset, final IfExists existing) throws IOException {
        sent += new Upload(options.upload(dataset, existing), steps, retry)
                .run()
                .files();
        final String name = dataset.getFileName().toString();
        if (!datasets.contains(name)) datasets.add(name);
    }

    /** Work at the storage. */
    @FunctionalInterface
    private interface Work {
        /** @param storage the folder of a dataset there */
        void run(RemoteStore storage) throws IOException;
    }

    /** On a worker, so that a server that does not answer can be canceled. */
    private void atStorage(final String dataset, final Work work) throws IOException {
        atStorage(dataset, retry, work);
    }

    private void atStorage(final String dataset, final RetryPolicy patience, final Work work) throws IOException {
        try (WorkerPool pool = new WorkerPool(1, 1, monitor);
                RemoteStore storage = options.open(dataset, patience, monitor)) {
            pool.submit(() -> work.run(storage));
            pool.drain();
        }
    }

    /** Puts what the link shows beside the data. */
    private ViewerState publishState() throws IOException {
        final ViewerState[] state = new ViewerState[1];
        steps.start("Writing the link", 0);
        atStorage(options.imageName(), storage -> {
            state[0] = state(storage);
            StorageFolder.publishState(storage, state[0]);
        });
        return state[0];
    }

    private static byte[] bytes(final ViewerState state) {
        return state.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What the link shows, from the metadata themselves, which others may not be able to read yet. */
    private ViewerState state(final ReadableStore image) throws IOException {
        final LinkOptions.Builder link =
                LinkOptions.builder().display(options.display().orElse(null));
        final Map<String, ReadableStore> known = new HashMap<>();
        for (final String dataset : datasets) {
            final boolean isImage = dataset.equals(options.imageName());
            final Path points = options.pointsFolder().resolve(dataset);
            known.put(options.seen(dataset).toString(), isImage ? image : new DirectoryStore(points));
            link.dataset(options.seen(dataset).toString());
        }
        return new Link(link.build(), null, known).state();
    }

    private CheckResult check(final URI seen) throws IOException {
        final CheckOptions check = CheckOptions.of(seen.toString(), options.viewer());
        final CheckResult[] result = new CheckResult[1];
        onWorker(() -> result[0] = new Check(check, steps).run());
        return result[0];
    }

    /** The short link, unless only the state cannot be read: what keeps others from all else will be mended. */
    private String link(final ViewerState state, final boolean ok) throws IOException {
        final URI image = options.seen(options.imageName());
        final boolean[] shorten = {!ok};
        if (ok) onWorker(() -> shorten[0] = isPublic(image, bytes(state)));
        if (shorten[0])
            return ViewerLink.toShortUrl(
                    options.viewer(),
                    WebAddress.of(image, ViewerLink.STATE_FILE).toString());
        notes.add("The storage does not let others read " + ViewerLink.STATE_FILE
                + ", so the link is a long one, which some" + " mail and chat programs cut.");
        return ViewerLink.toUrl(options.viewer(), state);
    }

    private boolean isPublic(final URI image, final byte[] json) {
        final CheckOptions check = CheckOptions.of(image.toString(), options.viewer());
        return Check.isPublic(check, ViewerLink.STATE_FILE, json, steps);
    }

    /** So that a server that does not answer can be canceled; for work that only reads. */
    private void onWorker(final WorkerPool.Task task) throws IOException {
        try (WorkerPool pool = new WorkerPool(1, 1, monitor)) {
            try {
                pool.submit(task);
                pool.drain();
            } catch (final CancellationException e) {
                pool.interrupt();
                throw e;
            }
        }
    }
}
