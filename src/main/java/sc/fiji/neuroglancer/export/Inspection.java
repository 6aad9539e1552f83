package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.export.Finding.Problem;
import sc.fiji.neuroglancer.ome.Dataset;
import sc.fiji.neuroglancer.ome.NgffVersion;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ArrayReader;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Walks through a dataset: metadata, then chunks of each level. Chunks that were written by this program are decoded.
 *
 * <p>Memory: one chunk, or shard of an annotation, at a time.
 */
final class Inspection {

    private static final String AGAIN = "run the export or upload again, with existing=Resume";

    private static final int SHARD_END = 16;

    private final ReadableStore store;
    private final Findings findings;
    private final Monitor monitor;
    private String what = "";
    private int samples;
    private int found;

    Inspection(final ReadableStore store, final Findings findings, final Monitor monitor) {
        this.store = store;
        this.findings = findings;
        this.monitor = monitor;
    }

    /** What is there; empty when that cannot be known. */
    String what() {
        return what;
    }

    /** Number of chunks that were found. */
    int found() {
        return found;
    }

    /**
     * Looks at all.
     *
     * @return whether there is a dataset
     * @throws StoreException when the place cannot be reached
     */
    boolean run() throws StoreException {
        final Optional<JsonNode> v3 = document("zarr.json");
        final Optional<JsonNode> v2 = v3.isPresent() ? Optional.empty() : document(".zattrs");
        if (v3.isPresent() || v2.isPresent()) image(v3.orElseGet(v2::get), v3.isPresent());
        else {
            final Optional<JsonNode> info = document("info");
            if (info.isEmpty()) return isHalf();
            new PrecomputedInspection(this, info.get()).run();
        }
        if (samples > 0 && found == 0 && !findings.has(Finding.Severity.ERROR))
            findings.add(Finding.warning(
                    Problem.EMPTY,
                    "None of " + samples + " chunks is there, so the viewer shows nothing in their places",
                    "if the data are not empty, upload them again with existing=Resume"));
        return true;
    }

    void describe(final String text) {
        what = text;
    }

    void add(final Finding finding) {
        findings.add(finding);
    }

    private boolean isHalf() throws StoreException {
        final boolean half = store.read("0/.zarray").isPresent()
                || store.read("0/zarr.json").isPresent()
                || store.read(".zgroup").isPresent();
        if (half)
            findings.add(
                    Finding.error(Problem.UNFINISHED, "The dataset has parts, but no metadata that show it", AGAIN));
        return half;
    }

    private Optional<JsonNode> document(final String key) throws StoreException {
        monitor.throwIfCanceled();
        try {
            return Optional.ofNullable(ZarrMetadata.read(store, key));
        } catch (final InputException e) {
            damaged(key, "is not valid JSON");
            return Optional.empty();
        }
    }

    private void damaged(final String key, final String how) {
        findings.add(Finding.error(
                Problem.DAMAGED, key + " " + how, "export or upload the dataset again with existing=Replace"));
    }

    private void image(final JsonNode group, final boolean v3) throws StoreException {
        final OmeMetadata ome;
        try {
            ome = OmeMetadata.read(group);
        } catch (final InputException e) {
            findings.add(Finding.error(
                    Problem.MISSING,
                    "There is Zarr, but no OME-Zarr image (" + e.getMessage() + ")",
                    "give the folder of the image itself, or export it again"));
            return;
        }
        what = "OME-Zarr " + ome.version().label() + ", " + ome.datasets().size() + " levels";
        if (ome.version() == NgffVersion.V05)
            findings.add(Finding.note(
                    Problem.VERSION,
                    "OME-Zarr 0.5 is not read by viewers built before 2025",
                    "export as OME-Zarr 0.4 if the viewer shows nothing"));
        monitor.start("Checking", ome.datasets().size());
        for (final Dataset level : ome.datasets()) {
            level(level.path(), v3);
            monitor.advance(1);
        }
    }

    private void level(final String path, final boolean v3) throws StoreException {
        final Optional<JsonNode> array = document(Keys.join(path, v3 ? "zarr.json" : ".zarray"));
        if (array.isEmpty()) {
            findings.add(Finding.error(Problem.UNFINISHED, "The metadata of level " + path + " cannot be read", AGAIN));
            return;
        }
        try {
            final ArraySpec spec = ZarrMetadata.readArray(store, path);
            final Watched watched = new Watched(store);
            final ArrayReader reader = new ArrayReader(watched, path, spec);
            sample(reader, watched, path, new long[spec.shape().length]);
            sample(reader, watched, path, middle(spec));
        } catch (final InputException e) {
            final ForeignArray foreign = new ForeignArray(array.get(), v3);
            for (final String key : foreign.samples()) {
                if (foreign.isSharded()) shard(Keys.join(path, key));
                else file(Keys.join(path, key));
            }
        }
    }

    /** Samples a file that is read as a whole. */
    void file(final String key) throws StoreException {
        monitor.throwIfCanceled();
        samples++;
        if (store.read(key).isPresent()) found++;
    }

    /** Samples a file that is read in parts. */
    void shard(final String key) throws StoreException {
        monitor.throwIfCanceled();
        samples++;
        final OptionalLong size = store.size(key);
        if (size.isEmpty()) return;
        found++;
        final int length = (int) Math.min(size.getAsLong(), SHARD_END);
        if (length == 0) damaged(key, "is empty");
        else store.read(key, size.getAsLong() - length, length);
    }

    private static long[] middle(final ArraySpec spec) {
        final long[] index = spec.shape();
        for (int d = 0; d < index.length; d++) index[d] = (index[d] - 1) / 2 / spec.chunk()[d];
        return index;
    }

    private void sample(final ArrayReader reader, final Watched watched, final String path, final long[] index)
            throws StoreException {
        monitor.throwIfCanceled();
        samples++;
        final int before = watched.found();
        try {
            reader.read(index);
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            damaged(Keys.join(path, reader.spec().key(index)), "is damaged (" + e.getMessage() + ")");
        }
        if (watched.found() > before) found++;
    }
}
