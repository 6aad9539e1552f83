package sc.fiji.neuroglancer.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import sc.fiji.neuroglancer.store.RemoteStore;

/** The listings of the folders in use, each requested once; the {@value #MOST} most recently used are kept. */
final class Listings {

    /** More than the number of threads, so that none loses the listing that it is using. */
    private static final int MOST = 40;

    private final RemoteStore store;
    private final Map<String, FutureTask<Listing>> recent = new LinkedHashMap<>(2 * MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, FutureTask<Listing>> eldest) {
            return size() > MOST;
        }
    };

    Listings(final RemoteStore store) {
        this.store = store;
    }

    Listing of(final String folder) throws IOException {
        final FutureTask<Listing> mine = new FutureTask<>(() -> Listing.of(store, folder));
        final FutureTask<Listing> first;
        synchronized (recent) {
            first = recent.putIfAbsent(folder, mine);
            if (first != null) recent.get(folder); // marks it as recently used
        }
        if (first == null) mine.run();
        try {
            return (first == null ? mine : first).get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof IOException) throw (IOException) e.getCause();
            throw new IOException(e.getCause());
        }
    }
}
