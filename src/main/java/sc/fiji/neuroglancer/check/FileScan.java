package sc.fiji.neuroglancer.check;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import sc.fiji.neuroglancer.annotation.AnnotationLayout;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.precomputed.KeyedReader;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Looks at every file of a dataset in a folder once: of chunks whether their length is right and what encloses them is
 * whole, of shards whether their index is right and all it names is there; lists of annotations are read. Chunks that are
 * not there are counted.
 *
 * <p>Memory: the header of a file, the index of a shard, or a list of annotations of at most 64 MiB, at a time.
 */
final class FileScan {

    static final String ANEW = "export it again with existing=Replace, or copy its files again";

    /** Looks at a file; the message of what it throws is the end of a sentence. */
    @FunctionalInterface
    private interface Look {
        void at(String key, long size) throws IOException;
    }

    private final Store store;
    private final ReadableStore place;
    private final Inspection inspection;
    private final Findings findings;
    private final Monitor monitor;
    private final Map<String, long[]> found = new LinkedHashMap<>();
    private final Map<String, Look> looks = new LinkedHashMap<>();
    private long files;
    private long damaged;
    private String first = "";

    FileScan(
            final Store store,
            final ReadableStore place,
            final Inspection inspection,
            final Findings findings,
            final Monitor monitor) {
        this.store = store;
        this.place = place;
        this.inspection = inspection;
        this.findings = findings;
        this.monitor = monitor;
    }

    /** Number of files that were looked at. */
    long files() {
        return files;
    }

    /**
     * Looks at all.
     *
     * @throws StoreException when the folder cannot be read
     */
    void run() throws StoreException {
        inspection.arrays().forEach((path, array) -> {
            final String prefix = Keys.join(path, "");
            final long[] count = new long[1];
            found.put(path, count);
            looks.put(prefix, (key, size) -> {
                if (!array.isChunk(key.substring(prefix.length()))) return;
                final int chunks = array.look(place, key, size);
                count[0] += chunks;
                monitor.advance(chunks);
            });
        });
        if (inspection.annotations() != null) annotations(inspection.annotations());
        monitor.start("Looking at the files", expected());
        store.walk("", this::look);
        final long more = damaged - 1;
        final String others =
                more < 1 ? "" : ", and " + Amounts.count(more, "other file") + (more == 1 ? " is, too" : " are, too");
        if (damaged > 0) findings.replace(Finding.error(Problem.DAMAGED, first + others, ANEW));
        absent();
    }

    private long expected() {
        return inspection.arrays().values().stream()
                .mapToLong(ForeignArray::chunks)
                .sum();
    }

    private void annotations(final AnnotationLayout layout) {
        index(layout.byId(), (key, size) -> layout.related(read(key)));
        layout.relationships().forEach(relationship -> index(relationship, (key, size) -> layout.list(read(key))));
        layout.levels().forEach(level -> index(level.index(), (key, size) -> layout.list(read(key))));
    }

    private void index(final AnnotationLayout.Index index, final Look list) {
        final KeyedReader reader = new KeyedReader(place, index.folder(), index.sharding());
        looks.put(index.folder() + "/", reader.isSharded() ? (key, size) -> reader.requireWhole(key) : list);
    }

    private byte[] read(final String key) throws IOException {
        return place.read(key).orElseThrow(() -> new IOException("it vanished while it was read"));
    }

    private void look(final String key, final long size) throws StoreException {
        monitor.throwIfCanceled();
        final boolean hidden = key.substring(key.lastIndexOf('/') + 1).startsWith(".");
        if (hidden && !MetadataFiles.isOne(key)) return;
        files++;
        try {
            if (size == 0) throw new IOException("it is empty");
            for (final Map.Entry<String, Look> entry : looks.entrySet())
                if (key.startsWith(entry.getKey())) entry.getValue().at(key, size);
        } catch (final TooLarge e) {
            findings.add(Inspection.tooLarge(key));
        } catch (final StoreException e) {
            if (!FolderPlace.isCutOff(e)) throw e;
            damaged(key + " is cut off");
        } catch (final IOException e) {
            damaged(key + " is damaged (" + Inspection.reason(key, e) + ")");
        }
    }

    private void damaged(final String what) {
        if (damaged++ == 0) first = what;
    }

    private void absent() throws StoreException {
        final Map<String, Boolean> incomplete = new LinkedHashMap<>();
        long absent = 0;
        long all = 0;
        String none = "";
        for (final Map.Entry<String, ForeignArray> level : inspection.arrays().entrySet()) {
            final long there = found.get(level.getKey())[0];
            final long chunks = level.getValue().chunks();
            incomplete.put(level.getKey(), there < chunks);
            absent += Math.max(0, chunks - there);
            all += chunks;
            if (there == 0) none = level.getKey();
        }
        if (absent == 0 || absent == all || damaged > 0) return;
        if (inspection.isOurs()) new LostChunks(place, findings, monitor).run(incomplete);
        if (none.isEmpty()) note(absent, all);
        else
            findings.add(Finding.warning(
                    Problem.EMPTY,
                    "No chunk of level " + none + " is there, though there are of others, so the viewer shows nothing"
                            + " at some zooms",
                    "if the image is not that empty, " + ANEW));
    }

    private void note(final long absent, final long all) {
        if (findings.hasError()) return;
        findings.add(Finding.note(
                Problem.EMPTY,
                absent + " of " + Amounts.count(all, "chunk")
                        + " have no file, so the viewer shows the fill value there",
                "that is right where the image is empty; elsewhere, " + ANEW));
    }
}
