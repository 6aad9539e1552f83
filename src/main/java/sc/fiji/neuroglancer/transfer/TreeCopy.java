package sc.fiji.neuroglancer.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import sc.fiji.neuroglancer.store.Body;
import sc.fiji.neuroglancer.store.Digests;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.StoredEntry;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

/**
 * Copies a dataset to a storage: chunks first; then, after checking that all have arrived, metadata from the deepest
 * folder up, so that the root metadata, which makes the dataset visible, comes last.
 *
 * <p>Heap: at most 1 MiB per thread for files up to 1 MiB and pieces of larger ones, the listings of 40 folders at
 * about 30 bytes per file, the journal at 12 bytes per file, and all keys of metadata.
 *
 * @param <S> the source, which many threads read
 */
public final class TreeCopy<S extends ReadableStore & ListableStore> {

    /** The most threads that can be useful; the client decides how many requests run at once. */
    public static final int THREADS = 32;

    private static final int SMALL = 1 << 20;
    private static final int TRIES = 3;

    private final S source;
    private final Versions versions;
    private final RemoteStore target;
    private final CopyJournal journal;
    private final WorkerPool pool;
    private final Monitor monitor;
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private Listings listings; // null while the target is known to be empty
    private boolean hidden; // guarded by this: no root metadata is visible

    /** Distinguishes states of a file that have the same size. */
    @FunctionalInterface
    public interface Versions {
        /** For instance the time of the last change; 0 for a missing file. */
        long of(String key);
    }

    /**
     * @param versions tells whether a source file has changed since the journal recorded it
     * @param pool the caller closes it
     */
    public TreeCopy(
            final S source,
            final Versions versions,
            final RemoteStore target,
            final CopyJournal journal,
            final WorkerPool pool,
            final Monitor monitor) {
        this.source = source;
        this.versions = versions;
        this.target = target;
        this.journal = journal;
        this.pool = pool;
        this.monitor = monitor;
    }

    /** Number of files that were sent. */
    public long files() {
        return files.sum();
    }

    /** Their size in bytes. */
    public long bytes() {
        return bytes.sum();
    }

    /** Number of files that were already there. */
    public long skipped() {
        return skipped.sum();
    }

    /**
     * Copies everything.
     *
     * @param fresh whether the target is empty, so that it need not be listed first
     * @param verify whether to list all folders afterward
     * @throws IOException the first failure; files already copied stay, and the next run skips them
     */
    public void run(final boolean fresh, final boolean verify) throws IOException {
        monitor.start("Looking at the files", 0);
        final List<String> metadata = new ArrayList<>();
        final long[] count = new long[1];
        source.walk("", (key, size) -> {
            monitor.throwIfCanceled();
            count[0]++;
            if (MetadataFiles.isOne(key)) metadata.add(key);
        });
        metadata.sort(Comparator.comparingInt(Keys::depth).reversed().thenComparing(Comparator.naturalOrder()));
        listings = fresh ? null : new Listings(target);
        final boolean publishesRoot = metadata.stream().anyMatch(key -> Keys.depth(key) == 0);
        hidden = fresh || !publishesRoot; // root metadata without a replacement stays: a file may go into a dataset
        monitor.start("Uploading", count[0]);
        forChunks(this::send);
        listings = new Listings(target);
        if (verify) verifyChunks(count[0] - metadata.size());
        publish(metadata, verify);
        journal.setDone();
    }

    private void forChunks(final Batches.BatchTaker work) throws IOException {
        Batches.walk(source, key -> !MetadataFiles.isOne(key), batch -> pool.submit(() -> work.take(batch)));
        pool.drain();
    }

    private void send(final Batches.Batch batch) throws IOException {
        final Listing there = listings == null ? new Listing() : listings.of(batch.folder());
        for (int i = 0; i < batch.names().size() && !pool.stopped(); i++) {
            final String name = batch.names().get(i);
            final String key = Keys.join(batch.folder(), name);
            if (isThere(key, name, batch.sizes().get(i), there)) {
                skipped.increment();
            } else {
                hideRoot();
                bytes.add(send(key, batch.sizes().get(i)));
                files.increment();
            }
            monitor.advance(1);
        }
    }

    /** Whether the server lists a file with its size, and the journal or its checksum confirms its content. */
    private boolean isThere(final String key, final String name, final long size, final Listing there)
            throws IOException {
        if (there.size(name) != size) return false;
        final long version = versions.of(key);
        if (journal.has(Hashes.of(key, size, version))) return true;
        if (there.adler32(name) == StoredEntry.UNKNOWN) return false;
        if (Digests.of(body(key, size)).adler32() != there.adler32(name)) return false;
        journal.add(Hashes.of(key, size, version));
        return true;
    }

    /** Hides the dataset from viewers before its first file changes. */
    private synchronized void hideRoot() throws IOException {
        if (hidden) return;
        for (final String name : MetadataFiles.NAMES) target.delete(name);
        hidden = true;
    }

    /** Sends a file in its current state and returns its size. */
    private long send(final String key, final long listed) throws IOException {
        long size = listed;
        for (int i = 0; i < TRIES; i++) {
            final long version = versions.of(key);
            target.put(key, body(key, size));
            final long now = sizeOf(key);
            if (now == size && versions.of(key) == version) {
                journal.add(Hashes.of(key, size, version));
                return size;
            }
            size = now;
        }
        throw new InputException(
                "{} changed while it was being uploaded. Wait until it is complete, then upload again.", key);
    }

    private long sizeOf(final String key) throws IOException {
        return source.size(key).orElseThrow(() -> gone(key));
    }

    private static InputException gone(final String key) {
        return new InputException("{} was deleted during the upload. Restore it, then upload again.", key);
    }

    private Body body(final String key, final long size) throws StoreException {
        if (size > SMALL) return new StoreBody(source, key, size);
        final byte[] value = source.read(key).orElseThrow(() -> gone(key));
        return Body.of(value, value.length);
    }

    private void verifyChunks(final long chunks) throws IOException {
        monitor.start("Verifying", chunks);
        forChunks(batch -> {
            final Listing there = listings.of(batch.folder());
            for (int i = 0; i < batch.names().size() && !pool.stopped(); i++) {
                final String name = batch.names().get(i);
                verify(Keys.join(batch.folder(), name), batch.sizes().get(i), there.size(name), there.adler32(name));
                monitor.advance(1);
            }
        });
    }

    /** Queries a file that the listing does not confirm, and sends it again if necessary. */
    private void verify(final String key, final long size, final long listed, final long checksum) throws IOException {
        if (listed == size && isIntact(key, size, checksum)) return;
        for (int i = 0; i < TRIES; i++) {
            final StoredEntry entry = target.stat(key);
            if (entry.size() == size && isIntact(key, size, entry.adler32())) return;
            if (Keys.depth(key) > 0 || !MetadataFiles.isOne(key)) hideRoot();
            send(key, size);
        }
        throw VerifiedBatch.notKept(target, key);
    }

    private boolean isIntact(final String key, final long size, final long checksum) throws IOException {
        return checksum == StoredEntry.UNKNOWN || Digests.of(body(key, size)).adler32() == checksum;
    }

    private void publish(final List<String> metadata, final boolean verify) throws IOException {
        monitor.start("Writing the metadata", metadata.size());
        for (int i = 0; i < metadata.size(); ) {
            final int depth = Keys.depth(metadata.get(i));
            for (; i < metadata.size() && Keys.depth(metadata.get(i)) == depth; i++) {
                final String key = metadata.get(i);
                pool.submit(() -> publish(key, verify));
            }
            pool.drain(); // metadata of outer folders must not be visible earlier
        }
    }

    private void publish(final String key, final boolean verify) throws IOException {
        final byte[] value = source.read(key).orElseThrow(() -> gone(key));
        final long state = Hashes.of(key, value.length, versions.of(key));
        if (journal.has(state) && target.stat(key).size() == value.length) {
            skipped.increment();
        } else {
            if (Keys.depth(key) > 0) hideRoot();
            target.publish(key, value);
            if (verify) verify(key, value.length, StoredEntry.UNKNOWN, StoredEntry.UNKNOWN);
            journal.add(state);
            files.increment();
            bytes.add(value.length);
        }
        monitor.advance(1);
    }
}
