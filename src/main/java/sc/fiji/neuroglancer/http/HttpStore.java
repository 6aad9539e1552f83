package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/**
 * A folder on a web server, read without a login as a viewer does. Redirects are followed, but never from https to http.
 * What a viewer takes for missing (404, 403, 410) is missing here.
 */
public final class HttpStore implements ReadableStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI folder;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param folder http or https address of the folder, encoded, with or without a final slash */
    public HttpStore(final URI folder) {
        this.folder = folder.getPath().endsWith("/") ? folder : URI.create(folder + "/");
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final HttpResponse<byte[]> response = send(key, HttpRequest.newBuilder().GET());
        return isMissing(response) ? Optional.empty() : Optional.of(body(key, response, 200));
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        if (length == 0) return size(key).isPresent() ? Optional.of(new byte[0]) : Optional.empty();
        final String range = "bytes=" + offset + "-" + (offset + length - 1);
        final HttpResponse<byte[]> response =
                send(key, HttpRequest.newBuilder().GET().header("Range", range));
        if (isMissing(response)) return Optional.empty();
        if (response.statusCode() == 200)
            throw failed(key, "the server does not send parts of files (byte ranges)", null, false);
        final byte[] part = body(key, response, 206);
        if (part.length != length)
            throw failed(key, "it sent " + part.length + " bytes instead of " + length, null, false);
        return Optional.of(part);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        final HttpResponse<byte[]> response =
                send(key, HttpRequest.newBuilder().method("HEAD", HttpRequest.BodyPublishers.noBody()));
        if (isMissing(response)) return OptionalLong.empty();
        body(key, response, 200);
        return response.headers().firstValueAsLong("Content-Length");
    }

    private HttpResponse<byte[]> send(final String key, final HttpRequest.Builder request) throws StoreException {
        try {
            return client.send(
                    request.uri(address(key)).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(key, "reading was interrupted", new InterruptedIOException(), true);
        } catch (final IOException e) {
            throw failed(key, "the server cannot be reached (" + reason(e) + ")", e, true);
        }
    }

    private static String reason(final IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The address of a value: its key percent-encoded behind the folder's. */
    private URI address(final String key) {
        try {
            return folder.resolve(new URI(null, null, "./" + Keys.check(key), null).toASCIIString());
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException("not a key: " + key, e);
        }
    }

    private static boolean isMissing(final HttpResponse<?> response) {
        final int status = response.statusCode();
        return status == 404 || status == 403 || status == 410;
    }

    private byte[] body(final String key, final HttpResponse<byte[]> response, final int expected)
            throws StoreException {
        final int status = response.statusCode();
        if (status != expected)
            throw failed(key, "the server answered " + status, null, status == 429 || status >= 500);
        return response.body();
    }

    private StoreException failed(final String key, final String reason, final IOException cause, final boolean again) {
        return new StoreException(
                "Could not read " + address(key) + ": " + reason + ". Check the address and the connection.",
                folder.toString(),
                key,
                cause,
                again,
                null);
    }
}
