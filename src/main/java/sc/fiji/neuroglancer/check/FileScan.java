package sc.fiji.neuroglancer.check;

import static sc.fiji.neuroglancer.message.Slot.given;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import sc.fiji.neuroglancer.annotation.AnnotationLayout;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.precomputed.KeyedReader;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Examines every file of a dataset in a folder once: chunks must have the right length and be complete as far as can be
 * seen without decoding, shards must have a valid index and all the chunks it names; lists of annotations are read.
 * Missing chunks are counted.
 *
 * <p>Memory: the header of one file, the index of one shard, or one list of annotations of at most 64 MiB.
 */
final class FileScan {

    static final Message REPAIR =
            Message.of("export it again with {}, or copy its files again", given("existing", "Replace"));

    /** Examines a file; the message of what it throws completes a sentence. */
    @FunctionalInterface
    private interface Examiner {
        void at(String key, long size) throws IOException;
    }

    private final Store store;
    private final ReadableStore place;
    private final Inspection inspection;
    private final Findings findings;
    private final Monitor monitor;
    private final Map<String, long[]> found = new LinkedHashMap<>();
    private final Map<String, Examiner> looks = new LinkedHashMap<>();
    private long files;
    private long damaged;
    private Message first;

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

    /** Number of files that were examined. */
    long files() {
        return files;
    }

    /**
     * Examines all files.
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
        monitor.start("Checking the files", expected());
        store.walk("", this::look);
        if (damaged > 0) findings.replace(Finding.error(Problem.DAMAGED, damage()));
        absent();
    }

    private Message damage() {
        final long others = damaged - 1;
        if (others == 0) return Message.of("{}: {}.", first, REPAIR);
        final String count = Amounts.count(others, "other file") + (others == 1 ? " is" : " are");
        return Message.of("{}, and {} damaged, too: {}.", first, count, REPAIR);
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

    private void index(final AnnotationLayout.Index index, final Examiner list) {
        final KeyedReader reader = new KeyedReader(place, index.folder(), index.sharding());
        looks.put(index.folder() + "/", reader.isSharded() ? (key, size) -> reader.requireWhole(key) : list);
    }

    private byte[] read(final String key) throws IOException {
        return place.read(key).orElseThrow(() -> new IOException("it was deleted while it was read"));
    }

    private void look(final String key, final long size) throws StoreException {
        monitor.throwIfCanceled();
        final boolean hidden = key.substring(key.lastIndexOf('/') + 1).startsWith(".");
        if (hidden && !MetadataFiles.isOne(key)) return;
        files++;
        try {
            if (size == 0) throw new IOException("it is empty");
            for (final Map.Entry<String, Examiner> entry : looks.entrySet())
                if (key.startsWith(entry.getKey())) entry.getValue().at(key, size);
        } catch (final TooLarge e) {
            findings.add(Inspection.tooLarge(key));
        } catch (final StoreException e) {
            if (!FolderPlace.isCutOff(e)) throw e;
            damaged(Message.of("{} is cut off", key));
        } catch (final IOException e) {
            damaged(Message.of("{} is damaged ({})", key, Inspection.reason(key, e)));
        }
    }

    private void damaged(final Message what) {
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
                    Message.of(
                            "Level {} has no chunks, unlike other levels, so the viewer shows nothing at some zoom"
                                    + " levels: if the image is not that empty, {}.",
                            none,
                            REPAIR)));
    }

    private void note(final long absent, final long all) {
        if (findings.hasError()) return;
        findings.add(Finding.note(
                Problem.EMPTY,
                Message.of(
                        "{} of {} have no file, so the viewer shows the fill value there: this is correct where the"
                                + " image is empty; elsewhere, {}.",
                        absent,
                        Amounts.count(all, "chunk"),
                        REPAIR)));
    }
}
