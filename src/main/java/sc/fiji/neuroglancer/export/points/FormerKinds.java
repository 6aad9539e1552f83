package sc.fiji.neuroglancer.export.points;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.DatasetKind;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.WriteSession;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

/**
 * An export of several kinds of shapes creates one dataset per kind: the first has the name of the export, the others
 * that name and their kind, for instance {@code cells-lines}. This class finds and deletes the datasets of an earlier
 * export that a new one does not create, because links to the whole folder would still show them.
 */
public final class FormerKinds {

    /** Points are not among them: they come first, and sharing gives them a name that ends so. */
    private static final Map<GeometryKind, String> OTHERS = new EnumMap<>(Map.of(
            GeometryKind.LINE, "lines",
            GeometryKind.BOX, "boxes",
            GeometryKind.ELLIPSOID, "ellipsoids",
            GeometryKind.POLYLINE, "polylines"));

    private final Destination destination;
    private final String name;
    private final List<String> made;

    /**
     * @param name of the export
     * @param made names of the datasets that the new export creates
     */
    FormerKinds(final Destination destination, final String name, final Collection<String> made) {
        this.destination = destination;
        this.name = name;
        this.made = List.copyOf(made);
    }

    /** The name of the dataset of a kind that is not the first. */
    static String name(final String name, final GeometryKind kind) {
        return name + "-" + OTHERS.getOrDefault(kind, "points");
    }

    /** @throws InputException when such a dataset exists */
    public void refuse(final Monitor monitor) throws IOException {
        for (final String former : find(monitor))
            throw refusal(destination.dataset(former).shown());
    }

    /**
     * Checks for such datasets, regardless of what the new export creates.
     *
     * @throws InputException when one exists
     */
    public static void refuse(final Store folder, final String name) throws StoreException {
        for (final String former : find(folder, name)) throw refusal(former + " in " + folder.location());
    }

    private static InputException refusal(final String former) {
        return new InputException(
                "{} already exists, because an earlier export of that name had other shapes, too. Choose another name,"
                        + " or {}.",
                former,
                Slot.set("existing", IfExists.REPLACE.label()));
    }

    /** Deletes the datasets; files in them that are not part of the format stay. */
    public void remove(final Monitor monitor) throws IOException {
        for (final String former : find(monitor)) {
            final Dataset dataset = destination.dataset(former);
            dataset.attend(monitor, () -> remove(dataset, monitor));
        }
    }

    private static Void remove(final Dataset dataset, final Monitor monitor) throws IOException {
        final boolean[] others = new boolean[1];
        dataset.store().walk("", (key, size) -> others[0] |= !isOurs(key) && !key.equals(InfoFile.NAME));
        if (others[0]) {
            dataset.begin();
            delete(dataset, "", monitor);
        } else {
            dataset.clear();
        }
        dataset.finish();
        return null;
    }

    private List<String> find(final Monitor monitor) throws IOException {
        final List<String> found = destination.look(monitor, folder -> find(folder, name));
        found.removeAll(made);
        return found;
    }

    private static List<String> find(final ReadableStore folder, final String name) throws StoreException {
        final List<String> found = new ArrayList<>();
        for (final GeometryKind kind : OTHERS.keySet()) {
            final JsonNode info = InfoFile.read(folder, name(name, kind));
            final boolean same = info.path("annotation_type").asText().equalsIgnoreCase(kind.label());
            if (same && DatasetKind.ofInfo(info) == DatasetKind.ANNOTATIONS) found.add(name(name, kind));
        }
        return found;
    }

    /** Deletes the files of a dataset of annotations, {@code info} first, including those of a canceled export. */
    static void delete(final WriteSession session, final String folder, final Monitor monitor) throws IOException {
        final Store store = session.store();
        store.delete(InfoFile.key(folder));
        final List<String> keys = new ArrayList<>();
        store.walk(folder, (key, size) -> {
            if (isOurs(folder.isEmpty() ? key : key.substring(folder.length() + 1))) keys.add(key);
        });
        monitor.start("Deleting the former points", keys.size());
        final int parallel = session.parallel();
        try (WorkerPool pool = new WorkerPool(parallel, parallel, monitor)) {
            for (final String key : keys)
                pool.submit(() -> {
                    store.delete(key);
                    monitor.advance(1);
                });
            pool.drain();
        }
    }

    private static boolean isOurs(final String key) {
        return key.matches("(by_id|spatial\\d+|rel_[^/]*)/[^/]+");
    }
}
