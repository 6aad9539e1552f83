package sc.fiji.neuroglancer.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.ListableStore;
import sc.fiji.neuroglancer.store.StoreException;

/** Walks a store and passes on its files in small groups from one folder each, so that a folder is listed once. */
final class Batches {

    private static final int MAX_FILES = 64;
    private static final long MAX_BYTES = 8 << 20;

    private final BatchTaker sink;
    private final List<String> names = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private String folder = "";
    private long bytes;

    interface BatchTaker {
        void take(Batch batch) throws IOException;
    }

    /** Some files of one folder. */
    record Batch(String folder, List<String> names, List<Long> sizes) {

        Batch {
            names = List.copyOf(names);
            sizes = List.copyOf(sizes);
        }
    }

    private Batches(final BatchTaker sink) {
        this.sink = sink;
    }

    /** @param wanted which keys to pass on */
    static void walk(final ListableStore store, final Predicate<String> wanted, final BatchTaker sink)
            throws IOException {
        final Batches batches = new Batches(sink);
        try {
            store.walk("", (key, size) -> {
                if (wanted.test(key)) batches.add(key, size);
            });
        } catch (final Failed e) {
            throw e.reason;
        }
        batches.flush();
    }

    /** Carries other failures through a visitor, which can only throw store exceptions. */
    private static final class Failed extends StoreException {
        private static final long serialVersionUID = 1L;

        final transient IOException reason;

        Failed(final IOException reason) {
            super(Message.of(reason), "", "", reason);
            this.reason = reason;
        }
    }

    private void add(final String key, final long size) throws StoreException {
        final int slash = key.lastIndexOf('/');
        final String parent = slash < 0 ? "" : key.substring(0, slash);
        try {
            if (!parent.equals(folder) || names.size() == MAX_FILES || bytes > MAX_BYTES) flush();
        } catch (final IOException e) {
            throw new Failed(e);
        }
        folder = parent;
        names.add(key.substring(slash + 1));
        sizes.add(size);
        bytes += size;
    }

    private void flush() throws IOException {
        if (!names.isEmpty()) sink.take(new Batch(folder, names, sizes));
        names.clear();
        sizes.clear();
        bytes = 0;
    }
}
