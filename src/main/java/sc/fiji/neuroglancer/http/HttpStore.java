package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/**
 * A folder on a web server, read without a login, as viewers do. Follows redirects, but never from https to http. The
 * statuses 403, 404, and 410 mean that a value is missing, as they do for viewers. Values read as a whole, such as
 * metadata and chunks, may have at most 64 MiB.
 */
public final class HttpStore implements ReadableStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 64 << 20;

    private final URI folder;
    private final AnonymousClient client = new AnonymousClient(null, PATIENCE);

    /** @param folder http or https address of the folder, encoded, with or without a final slash */
    public HttpStore(final URI folder) {
        this.folder = folder.getPath().endsWith("/") ? folder : URI.create(folder + "/");
    }

    private interface Question {
        AnonymousAnswer ask() throws AnonymousFailure;
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final URI address = address(key);
        final AnonymousAnswer answer = ask(key, () -> client.get(address, MOST_BYTES + 1));
        if (isMissing(answer)) return Optional.empty();
        final byte[] value = body(key, answer, 200);
        if (value.length > MOST_BYTES)
            throw new StoreException(
                    Message.of(
                            "{} is larger than {} MiB, so it is not the metadata of a dataset: check the address.",
                            address,
                            MOST_BYTES >> 20),
                    folder.toString(),
                    key,
                    null);
        return Optional.of(value);
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        if (length == 0) return size(key).isPresent() ? Optional.of(new byte[0]) : Optional.empty();
        final URI address = address(key);
        final AnonymousAnswer answer = ask(key, () -> client.get(address, offset, length));
        if (isMissing(answer)) return Optional.empty();
        if (answer.status() == 200)
            throw failed(key, Message.of("the server does not support byte ranges"), null, false);
        final byte[] part = body(key, answer, 206);
        if (part.length != length)
            throw failed(key, Message.of("it sent {} bytes instead of {}", part.length, length), null, false);
        return Optional.of(part);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        final URI address = address(key);
        final AnonymousAnswer answer = ask(key, () -> client.head(address));
        if (isMissing(answer)) return OptionalLong.empty();
        body(key, answer, 200);
        if (answer.header("Content-Encoding").isEmpty()) return answer.length();
        // the header has the compressed size
        return OptionalLong.of(read(key).orElse(new byte[0]).length);
    }

    private AnonymousAnswer ask(final String key, final Question question) throws StoreException {
        try {
            return question.ask();
        } catch (final AnonymousFailure e) {
            throw failed(key, Message.of("the server cannot be reached ({})", e), e, true);
        }
    }

    private URI address(final String key) {
        return WebAddress.of(folder, key);
    }

    private static boolean isMissing(final AnonymousAnswer answer) {
        final int status = answer.status();
        return status == 404 || status == 403 || status == 410;
    }

    private byte[] body(final String key, final AnonymousAnswer answer, final int expected) throws StoreException {
        final int status = answer.status();
        if (status != expected)
            throw failed(key, Message.of("the server answered {}", status), null, status == 429 || status >= 500);
        return answer.body();
    }

    private StoreException failed(
            final String key, final Message reason, final IOException cause, final boolean again) {
        return new StoreException(
                Message.of("Could not read {}: {}. Check the address and the connection.", address(key), reason),
                folder.toString(),
                key,
                cause,
                again,
                null);
    }
}
