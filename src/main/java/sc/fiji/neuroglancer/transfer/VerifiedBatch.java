package sc.fiji.neuroglancer.transfer;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Adler32;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.Body;
import sc.fiji.neuroglancer.store.Digests;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.StoredEntry;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.store.WriteBatch;

/**
 * Files that are sent to a storage together and then compared with its listings.
 *
 * <p>Heap: about 30 bytes per file, and one listing.
 */
public final class VerifiedBatch extends WriteBatch {

    private static final int TRIES = 3;

    private final RemoteStore store;
    private final Map<String, Listing> sent = new ConcurrentHashMap<>();
    private volatile Map<String, LongSet> missing; // null in the first round

    public VerifiedBatch(final RemoteStore store) {
        super(store);
        this.store = store;
    }

    /** Files that each become visible as soon as they are written, and are then verified on the storage. */
    public static WriteBatch metadata(final RemoteStore store) {
        return new WriteBatch(new WritableStore() {
            @Override
            public void write(final String key, final byte[] bytes, final int length) throws StoreException {
                publish(store, key, Arrays.copyOf(bytes, length));
            }

            @Override
            public void delete(final String key) throws StoreException {
                store.delete(key);
            }
        });
    }

    /**
     * Sends a file; after {@link #hasArrived} returned false, only if the storage does not have it.
     *
     * @throws StoreException when it cannot be sent, or the storage does not keep it after several tries
     */
    @Override
    public void write(final String key, final byte[] value, final int length) throws StoreException {
        if (missing == null) {
            note(key, store.put(key, Body.of(value, length)));
            count(length);
        } else if (isMissing(key)) {
            for (int i = 0; !isThere(key, value, length); i++) {
                if (i == TRIES) throw notKept(store, key);
                store.put(key, Body.of(value, length));
            }
        }
    }

    private void note(final String key, final Digests digests) {
        final Listing folder = sent.computeIfAbsent(folder(key), name -> new Listing());
        synchronized (folder) {
            folder.add(new StoredEntry(name(key), false, digests.length(), digests.adler32()));
        }
    }

    private boolean isMissing(final String key) {
        final LongSet names = missing.get(folder(key));
        return names != null && names.has(Hashes.of(name(key)));
    }

    /** Queries the file itself, as a listing may be outdated or incomplete. */
    private boolean isThere(final String key, final byte[] value, final int length) throws StoreException {
        final StoredEntry entry = store.stat(key);
        return entry.size() == length
                && (entry.adler32() == StoredEntry.UNKNOWN || entry.adler32() == adler32(value, length));
    }

    private static long adler32(final byte[] value, final int length) {
        final Adler32 adler = new Adler32();
        adler.update(value, 0, length);
        return adler.getValue();
    }

    private static String folder(final String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }

    private static String name(final String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /**
     * Lists every folder that files were sent to, once, and compares sizes and, where the server reports them,
     * checksums.
     *
     * @return whether all files are there; if not, all must be written again, which checks each one
     */
    @Override
    public boolean hasArrived() throws StoreException {
        final Map<String, LongSet> found = new ConcurrentHashMap<>();
        for (final Map.Entry<String, Listing> folder : sent.entrySet()) {
            final LongSet names = folder.getValue().differing(Listing.of(store, folder.getKey()));
            if (!names.isEmpty()) found.put(folder.getKey(), names);
        }
        missing = found;
        return found.isEmpty();
    }

    /**
     * Writes metadata atomically and checks that the storage kept it.
     *
     * @throws StoreException when it did not, after several tries
     */
    static void publish(final RemoteStore store, final String key, final byte[] value) throws StoreException {
        for (int i = 0; i < TRIES; i++) {
            store.publish(key, value);
            if (store.size(key).orElse(StoredEntry.UNKNOWN) == value.length) return;
        }
        throw notKept(store, key);
    }

    static StoreException notKept(final RemoteStore store, final String key) {
        return new StoreException(
                Message.of(
                        "The storage does not keep {} as it was sent, even after {} tries. Contact its administrators,"
                                + " then run the same command again.",
                        key,
                        TRIES),
                store.location(),
                key,
                null);
    }
}
