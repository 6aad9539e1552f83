package sc.fiji.neuroglancer.check;

import static sc.fiji.neuroglancer.message.Slot.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.annotation.AnnotationLayout;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.ome.NgffVersion;
import sc.fiji.neuroglancer.ome.OmeAxis;
import sc.fiji.neuroglancer.ome.OmeLevel;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ArrayReader;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Inspects a dataset: metadata, then chunks of each level. Chunks that this program wrote, and annotations of any program,
 * are decoded.
 *
 * <p>Memory: one chunk, or one list of annotations and its index.
 */
final class Inspection {

    private static final Message RESUME =
            Message.of("run the export or upload again with {}", given("existing", "Resume"));
    private static final Message REPLACE =
            Message.of("export or upload the dataset again with {}", given("existing", "Replace"));

    /** Folders of the coarsest cell that {@code annotation.LevelWriter} writes, by the number of dimensions. */
    private static final List<String> COARSEST_CELLS = List.of("spatial0/0_0_0", "spatial0/0_0", "spatial0/0_0_0_0");

    private static final int SHARD_PART = 16;

    private final ReadableStore store;
    private final Findings findings;
    private final Monitor monitor;
    private final List<Finding> missing = new ArrayList<>();
    private final Map<String, ForeignArray> arrays = new LinkedHashMap<>();
    private AnnotationLayout annotations;
    private boolean ours;
    private String what = "";
    private int samples;
    private int found;

    Inspection(final ReadableStore store, final Findings findings, final Monitor monitor) {
        this.store = store;
        this.findings = findings;
        this.monitor = monitor;
    }

    /** Reads something from a file, which may be damaged. */
    @FunctionalInterface
    interface SampleReader {
        /** @return whether it exists */
        boolean read() throws IOException;
    }

    /** A description of the dataset; empty if its kind is not known. */
    String what() {
        return what;
    }

    /** The arrays whose metadata were read, by their paths, fine to coarse. */
    Map<String, ForeignArray> arrays() {
        return arrays;
    }

    /** Whether the dataset was found and its files are known. */
    boolean isThere() {
        return !arrays.isEmpty() || !what.isEmpty();
    }

    /** How annotations are stored; null if there are no annotations. */
    AnnotationLayout annotations() {
        return annotations;
    }

    void annotations(final AnnotationLayout layout) {
        annotations = layout;
    }

    /** Whether the metadata say that this program made the image. */
    boolean isOurs() {
        return ours;
    }

    /** Number of chunks of all levels, stored or not; 0 if that is not known. */
    long chunks() {
        return arrays.values().stream().mapToLong(ForeignArray::chunks).sum();
    }

    /** Number of chunks that were found. */
    int found() {
        return found;
    }

    /**
     * Inspects the dataset.
     *
     * @return whether there is a dataset
     * @throws StoreException when the place cannot be reached
     */
    boolean run() throws StoreException {
        final JsonNode v3 = document(MetadataFiles.ZARR_JSON);
        final JsonNode v2 = document(MetadataFiles.ZATTRS);
        if (v3 != null || v2 != null) {
            if (v3 != null && v2 != null)
                unsupported(Message.of("The folder contains both .zattrs and zarr.json"), Message.of("delete one"));
            image(v3 == null ? v2 : v3, v3 != null);
        } else {
            final JsonNode info = document(MetadataFiles.INFO);
            if (info == null) return isHalf();
            new PrecomputedInspection(this, store, info, monitor).run();
        }
        if (samples > 0 && found == 0 && missing.isEmpty() && !findings.hasError())
            findings.add(Finding.warning(
                    Problem.EMPTY,
                    Message.of(
                            "None of {} chunks exists, so the viewer shows nothing there: if the data are not empty,"
                                    + " upload them again with {}.",
                            samples,
                            given("existing", "Resume"))));
        return true;
    }

    void describe(final String text) {
        what = text;
    }

    void add(final Finding finding) {
        findings.add(finding);
    }

    /** Notes that something required is missing; what keeps it from being read may still be found. */
    void addMissing(final Finding finding) {
        missing.add(finding);
    }

    /** Adds what is missing, unless a known error explains it. */
    void addMissing() {
        if (!findings.hasError()) missing.forEach(findings::add);
    }

    private boolean isHalf() throws StoreException {
        boolean half = store.read("0/.zarray").isPresent()
                || store.read("0/zarr.json").isPresent()
                || store.read(MetadataFiles.ZGROUP).isPresent();
        final boolean refused = findings.hasError();
        for (final String cell : COARSEST_CELLS)
            half = half || !refused && store.read(cell).isPresent();
        if (half)
            findings.add(Finding.error(
                    Problem.UNFINISHED,
                    Message.of("The dataset has parts but no metadata that make it visible: {}.", RESUME)));
        return half;
    }

    /** A metadata file; null if it is missing or damaged. */
    private JsonNode document(final String key) throws StoreException {
        monitor.throwIfCanceled();
        try {
            return ZarrMetadata.read(store, key);
        } catch (final InputException e) {
            damaged(Message.of("{} is not valid JSON", key));
            return null;
        }
    }

    void damaged(final Message what) {
        findings.add(Finding.error(Problem.DAMAGED, Message.of("{}: {}.", what, REPLACE)));
    }

    private void unsupported(final Message what, final Message remedy) {
        findings.add(
                Finding.error(Problem.UNSUPPORTED, Message.of("{}, which viewers do not read: {}.", what, remedy)));
    }

    private void image(final JsonNode group, final boolean v3) throws StoreException {
        final OmeMetadata ome;
        try {
            ome = OmeMetadata.read(group);
        } catch (final InputException e) {
            findings.add(Finding.error(
                    Problem.MISSING,
                    Message.of(
                            "This is Zarr but not an OME-Zarr image ({}): give the folder of the image itself, or export"
                                    + " it again.",
                            e)));
            return;
        }
        ours = ome.metadata("method").equals(ImageExport.PROGRAM);
        what = "OME-Zarr " + ome.version().label() + ", "
                + Amounts.count(ome.datasets().size(), "level");
        if (ome.version() == NgffVersion.V05)
            findings.add(Finding.note(
                    Problem.VERSION,
                    Message.of(
                            "Viewers built before 2025 cannot read OME-Zarr 0.5: export as OME-Zarr 0.4 if the viewer"
                                    + " shows nothing.")));
        for (final OmeAxis axis : ome.axes()) {
            if (!axis.unit().exists() && !axis.unitText().isEmpty())
                unsupported(
                        Message.of("Axis {} has the unit '{}'", axis.name(), axis.unitText()),
                        Message.of("correct it in the image's metadata, or export the image again"));
        }
        monitor.start("Checking", ome.datasets().size());
        for (final OmeLevel level : ome.datasets()) {
            level(level.path(), v3);
            monitor.advance(1);
        }
    }

    private void level(final String path, final boolean v3) throws StoreException {
        final JsonNode array = document(Keys.join(path, v3 ? MetadataFiles.ZARR_JSON : MetadataFiles.ZARRAY));
        if (array == null) {
            findings.add(Finding.error(
                    Problem.UNFINISHED, Message.of("The metadata of level {} cannot be read: {}.", path, RESUME)));
            return;
        }
        final ForeignArray foreign = new ForeignArray(array, v3);
        arrays.put(path, foreign);
        final String reason = foreign.unsupported();
        if (!reason.isEmpty())
            unsupported(
                    Message.of("Level {} has {}", path, reason),
                    Message.of("export the image again, for instance with this program"));
        if (!decoded(path)) {
            for (final String key : foreign.samples()) {
                if (foreign.isSharded()) shard(Keys.join(path, key));
                else file(Keys.join(path, key));
            }
        }
    }

    /** Decodes chunks of an array that this program wrote; returns false, having done nothing, for others. */
    private boolean decoded(final String path) throws StoreException {
        final ArraySpec spec;
        try {
            spec = ZarrMetadata.readArray(store, path);
        } catch (final InputException e) {
            return false;
        }
        if (spec.chunkBytes() > TooLarge.MOST_BYTES) return false;
        final ArrayReader reader = new ArrayReader(store, path, spec);
        for (final long[] index : List.of(new long[spec.shape().length], middle(spec))) {
            sample(Keys.join(path, spec.key(index)), () -> reader.readIfFileExists(index) != null);
        }
        return true;
    }

    /** Samples a file that is read as a whole. */
    void file(final String key) throws StoreException {
        sample(key, () -> store.read(key).isPresent());
    }

    /** Samples a file of many values whose index is at its end, so that its size must be known. */
    private void shard(final String key) throws StoreException {
        sample(key, () -> {
            final OptionalLong size = store.size(key);
            if (size.isEmpty()) return false;
            if (size.getAsLong() < SHARD_PART) throw new IOException("it has " + size.getAsLong() + " bytes");
            return store.read(key, size.getAsLong() - SHARD_PART, SHARD_PART).isPresent();
        });
    }

    /** Samples a file of many values whose index is at its beginning. */
    void shardBeginning(final String key) throws StoreException {
        sample(key, () -> store.read(key, 0, SHARD_PART).isPresent());
    }

    private static long[] middle(final ArraySpec spec) {
        final long[] index = spec.shape();
        for (int d = 0; d < index.length; d++) index[d] = (index[d] - 1) / 2 / spec.chunk()[d];
        return index;
    }

    /**
     * Takes a sample; if it is damaged, that is a finding.
     *
     * @return whether it exists
     * @throws StoreException when it cannot be read
     */
    boolean sample(final String key, final SampleReader sample) throws StoreException {
        monitor.throwIfCanceled();
        samples++;
        boolean there = true;
        try {
            there = sample.read();
        } catch (final TooLarge e) {
            findings.add(tooLarge(key));
        } catch (final StoreException e) {
            if (!FolderPlace.isCutOff(e)) throw e;
            damaged(Message.of("{} is cut off", key));
        } catch (final IOException e) {
            damaged(Message.of("{} is damaged ({})", key, reason(key, e)));
        }
        if (there) found++;
        return there;
    }

    /** Why a file is damaged, as part of a sentence about it. */
    static String reason(final String key, final IOException e) {
        final String message = String.valueOf(e.getMessage()).replaceFirst("[.]$", "");
        final String before = key + " is damaged: ";
        return message.startsWith(before) ? message.substring(before.length()) : message;
    }

    /** Reports a file that is too large to be read. */
    static Finding tooLarge(final String key) {
        return Finding.note(
                Problem.UNCHECKED,
                Message.of(
                        "{} has more than {} MiB and was not examined: open the dataset in the viewer to see it.",
                        key,
                        TooLarge.MOST_BYTES >> 20));
    }
}
