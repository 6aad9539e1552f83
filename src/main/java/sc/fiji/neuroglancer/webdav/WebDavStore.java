package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.WebClient;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.Body;
import sc.fiji.neuroglancer.store.Digests;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.StoredEntry;

/**
 * A folder on a WebDAV server (RFC 4918); a key is a file below it, created with the folders it needs. Safe for several
 * threads.
 *
 * <p>Requests are retried as {@link WebClient} describes. A file whose answer was lost is sent again unless size and
 * checksum show that it arrived. Checksums that a server reports (dCache: {@code Digest}, {@code Checksums}) are
 * compared, and a server that knows {@code Content-MD5} rejects damaged files itself.
 */
public final class WebDavStore implements RemoteStore {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int BAD_GATEWAY = 502;
    private static final int DAMAGED_ROUNDS = 4;
    /** Another program may delete a folder before the file is put into it. */
    private static final int FOLDER_ROUNDS = 3;

    private static final Set<Integer> NO_MOVE = Set.of(BAD_REQUEST, FORBIDDEN, NOT_ALLOWED, CONFLICT, 412, 501);
    private static final String PART = ".part";

    private final URI root;
    private final WebClient client;
    private final Folders folders;
    private volatile boolean contentMd5 = true;
    private volatile boolean moves = true;

    /** @param root address of the folder, https unless on this computer; it need not exist */
    public WebDavStore(final URI root, final WebOptions options) {
        this.root = WebAddress.folder(root);
        client = new WebClient(this.root, options);
        folders = new Folders(client);
    }

    /** Address of the folder, with a final slash. */
    public URI root() {
        return root;
    }

    @Override
    public String location() {
        return WebAddress.shown(root);
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final Request request = Request.of("GET", WebAddress.of(root, key)).expect(200, NOT_FOUND);
        return attempt(
                key,
                () -> client.exchange(
                        request,
                        answer -> answer.status() == NOT_FOUND
                                ? Optional.empty()
                                : Optional.of(answer.body().readAllBytes())));
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        if (offset < 0 || length <= 0 || offset > Long.MAX_VALUE - length) return emptyRange(key, offset, length);
        final Request request = Request.of("GET", WebAddress.of(root, key))
                .header("Range", "bytes=" + offset + "-" + (offset + length - 1))
                .expect(200, 206, NOT_FOUND, 416);
        final Optional<byte[]> part = attempt(
                key,
                () -> client.exchange(request, answer -> {
                    if (answer.status() == NOT_FOUND) return Optional.empty();
                    if (answer.status() == 200) skip(answer.body(), offset); // a server without ranges
                    return Optional.of(
                            answer.status() == 416 ? new byte[0] : answer.body().readNBytes(length));
                }));
        if (part.isPresent() && part.get().length != length) throw outside(key, offset, length);
        return part;
    }

    private static void skip(final InputStream in, final long count) throws IOException {
        final byte[] scratch = new byte[8192];
        int n = 0;
        for (long left = count; left > 0 && n >= 0; left -= n) n = in.read(scratch, 0, (int) Math.min(left, 8192));
    }

    private Optional<byte[]> emptyRange(final String key, final long offset, final int length) throws StoreException {
        final OptionalLong size = size(key);
        if (size.isEmpty()) return Optional.empty();
        if (length != 0 || offset < 0 || offset > size.getAsLong()) throw outside(key, offset, length);
        return Optional.of(new byte[0]);
    }

    private StoreException outside(final String key, final long offset, final int length) throws StoreException {
        return new StoreException(
                Message.of(
                        "Could not read {} bytes from byte {} of {}: it has only {} bytes.",
                        length,
                        offset,
                        key,
                        size(key).orElse(0)),
                location(),
                key,
                null);
    }

    @Override
    public Digests put(final String key, final Body body) throws StoreException {
        return attempt(key, () -> {
            final Sending sending = new Sending(key, body);
            sending.run();
            return sending.digests;
        });
    }

    /** One file in transit, with the remedies tried after refusals. */
    private final class Sending {
        private final String key;
        private final URI address;
        private final Body body;
        private final Digests digests;
        private int made;
        private boolean deleted;
        private boolean withMd5;
        private int damaged;

        Sending(final String key, final Body body) throws IOException {
            this.key = key;
            this.body = body;
            address = WebAddress.of(root, key);
            digests = Digests.of(body);
        }

        void run() throws IOException {
            folders.prepare(address.resolve("."));
            while (true) {
                withMd5 = contentMd5;
                try {
                    if (isSent()) return;
                    if (++damaged == DAMAGED_ROUNDS) throw new IOException("the file arrived damaged several times");
                } catch (final HttpFailure e) {
                    if (!isRemedied(e.status())) throw e;
                }
            }
        }

        /** Sends the file; returns whether the checksum that the server reports, if any, is that of the file. */
        private boolean isSent() throws IOException {
            final Request request = Request.of("PUT", address)
                    .header("Want-Digest", "adler32")
                    .body(body)
                    .expect(200, 201, 204);
            if (withMd5) request.header("Content-MD5", digests.md5());
            final long told = client.exchange(
                    request,
                    answer -> Multistatus.adler32(answer.header("Digest").orElse("")),
                    () -> isProven(key, digests) ? Optional.of(digests.adler32()) : Optional.empty());
            return told == StoredEntry.UNKNOWN || told == digests.adler32();
        }

        private boolean isRemedied(final int status) throws IOException {
            switch (status) {
                case NOT_IMPLEMENTED:
                    contentMd5 = false; // some servers refuse headers that they do not know
                    return withMd5;
                case BAD_REQUEST: // the answer of dCache to a file that does not match its checksum
                    return withMd5 && ++damaged < DAMAGED_ROUNDS;
                case NOT_FOUND:
                    return makesFolder();
                case CONFLICT:
                    return made == 0 && makesFolder() || deletes() || makesFolder();
                default:
                    return false;
            }
        }

        private boolean makesFolder() throws IOException {
            if (made == FOLDER_ROUNDS) return false;
            made++;
            folders.missing(address.resolve("."));
            return true;
        }

        /** Some dCache servers do not overwrite. */
        private boolean deletes() throws IOException {
            if (deleted || size(key).isEmpty()) return false;
            deleted = true;
            delete(key);
            return true;
        }
    }

    private boolean isProven(final String key, final Digests digests) throws StoreException {
        return digests.provenBy(stat(key));
    }

    /** Uses a temporary name and MOVE, or PUT where the server does not support MOVE. */
    @Override
    public void publish(final String key, final byte[] bytes) throws StoreException {
        final Body body = Body.of(bytes, bytes.length);
        final String part = key + PART;
        while (moves) {
            put(part, body);
            try {
                if (move(part, key)) return;
            } catch (final HttpFailure e) {
                // a lost answer: the first MOVE was done, so the second finds nothing to move
                if (e.status() == NOT_FOUND && Arrays.equals(bytes, read(key).orElse(null))) return;
                if (!NO_MOVE.contains(e.status()) && e.status() != NOT_FOUND) throw e;
            }
            moves = false;
            delete(part);
        }
        put(key, body);
    }

    /** Returns false for a server that does not recognize its own address, which a gateway has changed. */
    private boolean move(final String from, final String to) throws StoreException {
        final Request request = Request.of("MOVE", WebAddress.of(root, from))
                .header("Destination", WebAddress.of(root, to).toString())
                .header("Overwrite", "T")
                .expect(201, 204, BAD_GATEWAY);
        return attempt(to, () -> client.exchange(request, answer -> answer.status() != BAD_GATEWAY));
    }

    @Override
    public void delete(final String key) throws StoreException {
        final StoredEntry entry = stat(key);
        if (!entry.exists() || entry.isFolder()) return; // DELETE would remove the whole folder
        deleteFile(key);
    }

    private void deleteFile(final String key) throws StoreException {
        final Request request = Request.of("DELETE", WebAddress.of(root, key)).expect(200, 202, 204, NOT_FOUND, 410);
        attempt(key, () -> client.exchange(request, answer -> null));
    }

    /** Deletes file by file if the server does not delete whole folders. */
    @Override
    public void deleteAll() throws StoreException {
        if (!exists()) return;
        try {
            final Request request = Request.of("DELETE", root).expect(200, 202, 204, 207, NOT_FOUND, 410);
            attempt("", () -> client.exchange(request, answer -> null));
            if (!exists()) return;
        } catch (final HttpFailure e) {
            if (!Set.of(FORBIDDEN, NOT_ALLOWED, CONFLICT, 424, NOT_IMPLEMENTED).contains(e.status())) throw e;
        }
        walk("", (key, size) -> deleteFile(key));
    }

    @Override
    public boolean exists() throws StoreException {
        final List<StoredEntry> found = new ArrayList<>();
        propfind("", root, "0", EntryListener.into(found));
        return found.stream().anyMatch(StoredEntry::isFolder);
    }

    @Override
    public StoredEntry stat(final String key) throws StoreException {
        final List<StoredEntry> found = new ArrayList<>();
        propfind(key, WebAddress.of(root, key), "0", EntryListener.into(found));
        return found.isEmpty() ? StoredEntry.NONE : found.get(found.size() - 1);
    }

    @Override
    public void list(final String folder, final EntryListener sink) throws StoreException {
        propfind(folder, WebAddress.ofFolder(root, folder), "1", sink);
    }

    /** @param depth 0 for the resource itself, 1 for its direct entries */
    private void propfind(final String key, final URI address, final String depth, final EntryListener sink)
            throws StoreException {
        attempt(
                key,
                () -> client.exchange(propfindRequest(address, depth), answer -> {
                    sink.restart(); // an answer that was cut off is read again from the start
                    if (answer.status() == 207)
                        Multistatus.read(answer.body(), address, (entry, isSelf) -> {
                            if (depth.equals("0") || !isSelf) sink.add(entry);
                        });
                    return null;
                }));
    }

    private static Request propfindRequest(final URI address, final String depth) {
        final byte[] body = Multistatus.REQUEST.getBytes(StandardCharsets.UTF_8);
        return Request.of("PROPFIND", address)
                .header("Depth", depth)
                .header("Content-Type", "application/xml; charset=utf-8")
                .body(Body.of(body, body.length))
                .expect(207, NOT_FOUND, 410);
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    /** Turns other failures into store exceptions. */
    private <T> T attempt(final String key, final Action<T> action) throws StoreException {
        try {
            return action.run();
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            throw new StoreException(
                    Message.of("The request for {}{} failed: {}", location(), key, e), location(), key, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
