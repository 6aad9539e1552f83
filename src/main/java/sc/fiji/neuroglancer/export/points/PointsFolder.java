package sc.fiji.neuroglancer.export.points;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.dataset.DatasetKind;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.transfer.RemoteDataset;

/**
 * Creates points for an upload to a storage in a temporary folder, then moves them into place. When nothing has changed,
 * the earlier files stay, so that their upload can be resumed.
 *
 * <p>Heap: as {@link PointExport}, plus the names of the files.
 */
public final class PointsFolder {

    private final Path folder;
    private final String name;
    private final IfExists existing;

    /**
     * @param folder that contains the datasets
     * @param name of the first dataset
     */
    public PointsFolder(final Path folder, final String name, final IfExists existing) {
        this.folder = folder;
        this.name = name;
        this.existing = existing;
    }

    /**
     * Creates the datasets, one for each kind of shape, and replaces those of an earlier export.
     *
     * @throws InputException when something else is in their place
     */
    public List<PointExportResult> make(final List<AnnotationSource> sources, final Monitor monitor)
            throws IOException {
        final DirectoryStore aside = new DirectoryStore(folder.resolve("." + name + ".new"));
        aside.deleteAll("");
        final PointExportOptions options = PointExportOptions.DEFAULT.withName(name);
        final List<PointExportResult> made =
                PointExport.runAll(sources, Destination.folder(aside.root()), options, monitor);
        final FormerKinds former = former(Destination.folder(folder), made);
        if (existing == IfExists.FAIL) former.refuse(monitor);
        final List<PointExportResult> placed = new ArrayList<>();
        for (final PointExportResult result : made) placed.add(place(result));
        aside.deleteAll("");
        if (existing != IfExists.FAIL) former.remove(monitor);
        return placed;
    }

    /** The datasets of an earlier export for kinds of shapes that no longer occur. */
    public FormerKinds former(final Destination destination, final List<PointExportResult> made) {
        final List<String> names = new ArrayList<>();
        for (final PointExportResult result : made)
            names.add(Paths.get(result.location()).getFileName().toString());
        return new FormerKinds(destination, name, names);
    }

    private PointExportResult place(final PointExportResult result) throws IOException {
        final DirectoryStore made = new DirectoryStore(Paths.get(result.location()));
        final DirectoryStore place =
                new DirectoryStore(folder.resolve(made.root().getFileName()));
        if (!Files.exists(place.root())) {
            Files.move(made.root(), place.root());
        } else {
            requireMayBeReplaced(place);
            if (isSame(made, place)) return result.at(place.root().toString());
            place.deleteAll("");
            Files.move(made.root(), place.root());
        }
        return result.at(place.root().toString());
    }

    private void requireMayBeReplaced(final DirectoryStore place) throws StoreException {
        if (existing == IfExists.FAIL)
            throw new InputException(
                    "{} already exists. Choose another name, or {}.",
                    place.root(),
                    Slot.set("existing", IfExists.REPLACE.label()));
        if (!isAnnotations(place))
            throw new InputException("{} contains something other than points. Choose another name.", place.root());
    }

    private static boolean isSame(final DirectoryStore made, final DirectoryStore place) throws IOException {
        final Map<String, Long> sizes = sizes(made);
        if (!sizes.equals(sizes(place))) return false;
        for (final String key : sizes.keySet())
            if (Files.mismatch(made.root().resolve(key), place.root().resolve(key)) >= 0) return false;
        return true;
    }

    private static Map<String, Long> sizes(final ListableStore store) throws StoreException {
        final Map<String, Long> sizes = new HashMap<>();
        store.walk("", sizes::put);
        return sizes;
    }

    private static boolean isAnnotations(final ReadableStore dataset) throws StoreException {
        return DatasetKind.ofInfo(InfoFile.read(dataset, "")) == DatasetKind.ANNOTATIONS;
    }

    /**
     * Decides what an upload does with an existing dataset at the storage: it resumes the same points, and replaces
     * others completely.
     *
     * @param there the dataset at the storage
     * @throws InputException when it is something other than points and is not to be replaced
     */
    public static IfExists upload(final Path made, final RemoteStore there, final IfExists existing)
            throws StoreException {
        if (existing != IfExists.RESUME) return existing;
        final DirectoryStore ours = new DirectoryStore(made);
        final byte[] info = there.read(InfoFile.NAME).orElse(null);
        if (info == null ? new RemoteDataset(there).hasMetadata() : !isAnnotations(there))
            throw new InputException(
                    "{} contains something other than points. Choose another name, or {} to delete it.",
                    there.location(),
                    Slot.set("existing", IfExists.REPLACE.label()));
        if (info != null && !Arrays.equals(info, ours.read(InfoFile.NAME).orElse(null))) return IfExists.REPLACE;
        final Map<String, Long> sizes = sizes(ours);
        final boolean[] more = new boolean[1];
        there.walk("", (key, size) -> more[0] |= !sizes.containsKey(key));
        return more[0] ? IfExists.REPLACE : IfExists.RESUME;
    }
}
