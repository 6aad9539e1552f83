package sc.fiji.neuroglancer.share;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.export.points.PointsFolder;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.transfer.RemoteDataset;

/** The points of a shared image: made on this computer, then uploaded. */
final class PointsJob {

    private final List<AnnotationSource> sources;
    private final ShareOptions options;
    private final Monitor monitor;
    private List<PointExportResult> made = List.of();
    /** For each dataset, what the upload does with files that are already at the storage. */
    private final List<IfExists> existing = new ArrayList<>();

    PointsJob(final List<AnnotationSource> sources, final ShareOptions options, final Monitor monitor) {
        this.sources = List.copyOf(sources);
        this.options = options;
        this.monitor = monitor;
    }

    private PointsFolder folder() {
        // only an earlier run can have left anything in the hidden folder
        final IfExists local =
                options.isStraight() ? IfExists.RESUME : options.image().existing();
        return new PointsFolder(options.pointsFolder(), options.image().name() + Share.POINTS_SUFFIX, local);
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    private boolean mayReplace() {
        return options.image().existing() != IfExists.FAIL;
    }

    /** Stops if datasets of an earlier run with other kinds of shapes are in the way. */
    void requireNoFormer() throws IOException {
        if (isEmpty() || mayReplace()) return;
        final ShareStorage storage = options.storage();
        folder().former(storage.folder(storage.look()), List.of()).refuse(monitor);
    }

    void make() throws IOException {
        made = folder().make(sources, monitor);
    }

    /** Decides what to do with files in their place at the storage, which must be known before the image is exported. */
    void look() throws IOException {
        for (final PointExportResult result : made) {
            final Path dataset = folder(result);
            monitor.start("Checking the place of the points", 0);
            options.storage().at(name(dataset), options.storage().retry(), monitor, storage -> {
                if (!mayReplace() && !new RemoteDataset(storage).isEmpty()) throw Share.exists(storage);
                existing.add(
                        PointsFolder.upload(dataset, storage, options.image().existing()));
            });
        }
    }

    /** Uploads a dataset. */
    @FunctionalInterface
    interface Uploader {
        void upload(Path dataset, IfExists existing) throws IOException;
    }

    void upload(final Uploader uploader) throws IOException {
        for (int i = 0; i < made.size(); i++) uploader.upload(folder(made.get(i)), existing.get(i));
        if (!made.isEmpty() && mayReplace())
            folder().former(options.storage().folder(), made).remove(monitor);
    }

    /** What was made, with the place where it is now. */
    List<PointExportResult> placed() {
        if (!options.isStraight()) return made;
        return made.stream()
                .map(result -> result.at(options.storage().folder().location(name(folder(result)))))
                .toList();
    }

    private static Path folder(final PointExportResult result) {
        return Paths.get(result.location());
    }

    private static String name(final Path dataset) {
        return dataset.getFileName().toString();
    }
}
