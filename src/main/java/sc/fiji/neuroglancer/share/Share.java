package sc.fiji.neuroglancer.share;

import static sc.fiji.neuroglancer.message.Slot.set;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/**
 * From an image and points to a link that a colleague can open: exports both, uploads them, checks them as the colleague's
 * browser sees them, and puts the state of the link beside the data.
 *
 * <p>Every step can be interrupted, even killed, and continues when the job runs again with
 * {@link IfExists#RESUME}; the storage then holds the same bytes as after an uninterrupted run.
 *
 * <p>Heap: that of {@link ImageExport}, {@link PointExport}, {@link Upload} and {@link Check}, one after the other.
 */
public final class Share {

    /** What the name of the points adds to that of the image. */
    public static final String POINTS_SUFFIX = "-points";

    private final ShareOptions options;
    private final ShareStorage storage;
    private final String imageName;
    private final Steps steps;
    private final PointsJob points;
    private final ImageExport export;
    /** Names of the datasets at the storage: the image, then points. */
    private final List<String> datasets = new ArrayList<>();

    private final List<CheckResult> checks = new ArrayList<>();
    private final List<Message> notes = new ArrayList<>();
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
        this.options = options;
        storage = options.storage();
        imageName = options.image().folderName();
        final boolean uploads = !options.isStraight() || !points.isEmpty();
        steps = new Steps(monitor, (points.isEmpty() ? 2 : 3) + (uploads ? 1 : 0));
        this.points = new PointsJob(points, options, steps);
        export = new ImageExport(source, options.image(), steps);
    }

    /** What will be made of the image. */
    public ExportEstimate estimate() {
        return export.estimate();
    }

    /**
     * Runs the job; to be called once.
     *
     * @return what a colleague would get, which may be nothing: see {@link ShareResult#ok()}
     * @throws InputException when something else is in the way
     * @throws IOException when a plane cannot be read, or the disk or the storage fails; the message says what to do
     * @throws CancellationException when the monitor was canceled
     */
    public ShareResult run() throws IOException {
        final long start = System.nanoTime();
        lookAtStorage();
        if (!points.isEmpty()) {
            steps.next();
            points.make();
            points.look();
        }
        steps.next();
        final ImageExportResult image = export.run();
        image.warnings().forEach(warning -> notes.add(Message.text(warning)));
        datasets.add(imageName);
        if (!options.isStraight() || !points.isEmpty()) steps.next();
        if (options.isStraight()) sent += image.written();
        else upload(image.dataset(), options.image().existing());
        points.upload(this::upload);
        steps.next();
        final String url = publishLink();
        final double seconds = (System.nanoTime() - start) / 1e9;
        return new ShareResult(
                options, new ShareResult.Output(image, points.placed(), sent, seconds), checks, url, notes);
    }

    /** Finds a wrong address or login, or a name that is taken, before anything is exported. */
    private void lookAtStorage() throws IOException {
        steps.start(StorageFolder.LOOKING, 0);
        try {
            storage.at(imageName, storage.look(), steps, this::requireMayBeWritten);
            points.requireNoFormer();
            export.requireAbsent();
        } catch (final HttpFailure e) {
            throw e.when(HttpFailure.Rerun.STARTS_OVER);
        }
    }

    private void requireMayBeWritten(final RemoteStore place) throws IOException {
        final IfExists existing = options.image().existing();
        if (existing == IfExists.REPLACE || !place.exists()) return;
        if (existing == IfExists.FAIL) throw exists(place);
        final String theirs = Dataset.fingerprint(place);
        if (!theirs.isEmpty() && !theirs.equals(export.fingerprint()))
            throw new InputException(
                    "{} contains another image, or this one before it was changed, or with different content or format."
                            + " Choose another name, or {} to delete it first.",
                    place.location(),
                    set("existing", "Replace"));
    }

    static InputException exists(final RemoteStore place) {
        return new InputException(
                "{} exists already. Choose another name, or {} to continue it, or {} to delete it first.",
                place.location(),
                set("existing", "Resume"),
                set("existing", "Replace"));
    }

    private void upload(final Path dataset, final IfExists existing) throws IOException {
        sent += new Upload(storage.upload(dataset, existing), steps, storage.retry())
                .run()
                .files();
        final String name = dataset.getFileName().toString();
        if (!datasets.contains(name)) datasets.add(name);
    }

    /** Puts the state of the link beside the data, checks all as others see it, and returns the link. */
    private String publishLink() throws IOException {
        final ViewerState[] state = new ViewerState[1];
        steps.start("Writing the link", 0);
        storage.at(imageName, storage.retry(), steps, place -> {
            state[0] = state(place);
            StorageFolder.publishState(place, state[0]);
        });
        final boolean[] shorten = new boolean[1];
        onWorker(() -> {
            for (final String dataset : datasets) checks.add(new Check(asOthers(dataset), steps).run());
            // if others cannot see anything yet, this can be corrected later, and then the short link works
            shorten[0] = !isOk() || isPublic(state[0]);
        });
        if (isOk() && options.isStraight()) new DirectoryStore(options.pointsFolder()).deleteAll("");
        if (shorten[0])
            return ViewerLink.toShortUrl(
                    options.viewer(),
                    WebAddress.of(storage.seen(imageName), ViewerLink.STATE_FILE)
                            .toString());
        notes.add(Message.of(
                "The storage does not let others read {}, so the link is long, and some mail and chat programs cut it.",
                ViewerLink.STATE_FILE));
        return ViewerLink.toUrl(options.viewer(), state[0]);
    }

    private boolean isOk() {
        return checks.stream().allMatch(CheckResult::ok);
    }

    private CheckOptions asOthers(final String dataset) {
        return CheckOptions.of(storage.seen(dataset).toString(), options.viewer());
    }

    private boolean isPublic(final ViewerState state) {
        final byte[] json = state.toString().getBytes(StandardCharsets.UTF_8);
        return Check.isPublic(asOthers(imageName), ViewerLink.STATE_FILE, json, steps);
    }

    /** What the link shows, from the metadata at hand, because others may not be able to read them yet. */
    private ViewerState state(final ReadableStore image) throws IOException {
        final LinkOptions.Builder link = LinkOptions.builder().display(options.display());
        final Map<String, ReadableStore> known = new HashMap<>();
        for (final String dataset : datasets) {
            final URI seen = storage.seen(dataset);
            final Path folder = options.pointsFolder().resolve(dataset);
            known.put(seen.toString(), dataset.equals(imageName) ? image : new DirectoryStore(folder));
            link.dataset(seen.toString());
        }
        return new Link(link.build(), null, known).state();
    }

    /** Runs work that only reads on a worker, so that it can be canceled while a server does not answer. */
    private void onWorker(final WorkerPool.Task task) throws IOException {
        try (WorkerPool pool = new WorkerPool(1, 1, steps)) {
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
