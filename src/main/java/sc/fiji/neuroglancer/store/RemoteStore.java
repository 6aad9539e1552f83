package sc.fiji.neuroglancer.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * A folder on a storage, such as WebDAV or an object store. It confirms what it stores by listing sizes and, where it
 * can, checksums. Safe for several threads.
 */
public interface RemoteStore extends Store, AutoCloseable {

    /** Receives the entries of a folder one by one. */
    interface EntryListener {

        /** Forgets all entries: the listing starts over because an answer was cut off. */
        void restart();

        void add(StoredEntry entry);

        /** Collects entries in a list. */
        static EntryListener into(final List<StoredEntry> entries) {
            return new EntryListener() {
                @Override
                public void restart() {
                    entries.clear();
                }

                @Override
                public void add(final StoredEntry entry) {
                    entries.add(entry);
                }
            };
        }
    }

    /**
     * Sends a file, replacing any earlier one.
     *
     * @return its checksums, which the storage has confirmed if it can
     */
    Digests put(String key, Body body) throws StoreException;

    /** Replaces a small value atomically: readers see the old value or the new one, if the storage can do that. */
    void publish(String key, byte[] value) throws StoreException;

    /** What the storage reports about a file or folder; {@link StoredEntry#NONE} if it does not exist. */
    StoredEntry stat(String key) throws StoreException;

    /** Lists the direct entries of a folder; an empty key is the folder of this store. May miss recent changes. */
    void list(String folder, EntryListener sink) throws StoreException;

    /** Whether the folder of this store exists. */
    boolean exists() throws StoreException;

    /** Deletes the folder of this store and everything in it. */
    void deleteAll() throws StoreException;

    /** Aborts all requests in progress; the store cannot be used afterward. */
    @Override
    void close();

    @Override
    default void write(final String key, final byte[] bytes, final int length) throws StoreException {
        put(key, Body.of(bytes, length));
    }

    @Override
    default OptionalLong size(final String key) throws StoreException {
        final StoredEntry entry = stat(key);
        return entry.isFolder() || entry.size() < 0 ? OptionalLong.empty() : OptionalLong.of(entry.size());
    }

    @Override
    default void walk(final String folder, final Visitor visitor) throws StoreException {
        final Deque<String> open = new ArrayDeque<>();
        open.push(folder.isEmpty() ? folder : Keys.check(folder));
        while (!open.isEmpty()) {
            final String here = open.pop();
            final List<StoredEntry> entries = new ArrayList<>();
            list(here, EntryListener.into(entries));
            for (final StoredEntry entry : entries) {
                final String key = Keys.join(here, entry.name());
                if (entry.isFolder()) open.push(key);
                else visitor.visit(key, Math.max(0, entry.size()));
            }
        }
    }
}
