package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.WebClient;

/**
 * Creates folders as late as possible and only once, however many threads need them: the folder itself first, its
 * parents only if the server reports them missing. Nothing is created until the server has shown, by refusing a file
 * and then creating a folder for it, that it does not create folders by itself.
 */
final class Folders {

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int CREATED = 201;
    /** Forgetting folders beyond this number costs one more request for each. */
    private static final int MAX_KNOWN = 100_000;

    private final WebClient client;
    private final ConcurrentHashMap<URI, FutureTask<Boolean>> known = new ConcurrentHashMap<>();
    private volatile boolean needed;

    Folders(final WebClient client) {
        this.client = client;
    }

    /** Called before a file is put into a folder. */
    void prepare(final URI folder) throws IOException {
        if (needed) make(folder);
    }

    /** Called when a file was refused as if its folder were missing. */
    void missing(final URI folder) throws IOException {
        final FutureTask<Boolean> before = known.get(folder);
        if (before != null && before.isDone()) known.remove(folder, before); // it was deleted
        if (make(folder)) needed = true;
    }

    /** Creates a folder unless it is known to exist; returns whether it was missing. */
    private boolean make(final URI folder) throws IOException {
        if (known.size() > MAX_KNOWN) known.clear();
        final FutureTask<Boolean> mine = new FutureTask<>(() -> create(folder));
        final FutureTask<Boolean> first = known.putIfAbsent(folder, mine);
        if (first == null) mine.run();
        try {
            return (first == null ? mine : first).get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (final ExecutionException e) {
            known.remove(folder, first == null ? mine : first);
            throw e.getCause() instanceof IOException ? (IOException) e.getCause() : new IOException(e.getCause());
        }
    }

    private boolean create(final URI folder) throws IOException {
        final URI parent = folder.resolve("..");
        try {
            return mkcol(folder);
        } catch (final HttpFailure e) {
            if (!isParentMissed(e, folder, parent)) throw e;
        }
        make(parent);
        try {
            return mkcol(folder);
        } catch (final HttpFailure e) {
            if (!isParentMissed(e, folder, parent)) throw e;
        }
        known.remove(parent); // it existed before, so it was deleted
        make(parent);
        return mkcol(folder);
    }

    private static boolean isParentMissed(final HttpFailure e, final URI folder, final URI parent) {
        final boolean isRoot = parent.equals(folder) || parent.getRawPath().contains("..");
        return !isRoot && (e.status() == CONFLICT || e.status() == NOT_FOUND);
    }

    /** 405 and a redirect mean that it exists; some servers answer 200 in place of 201. */
    private boolean mkcol(final URI folder) throws IOException {
        final Request request = Request.of("MKCOL", folder).expect(200, CREATED, 301, 405);
        return client.exchange(request, answer -> answer.status() <= CREATED);
    }
}
