package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Sends requests as a browser does for a page that anyone can open: without a login or cookies, with {@code Origin},
 * and following redirects except from https to http. Reveals nothing except the address.
 *
 * <p>Memory: the requested part of the body. Source of the rules: WHATWG Fetch.
 */
public final class AnonymousClient {

    private static final int MOST_REDIRECTS = 10;
    private static final String TAINTED = "null";

    private final String origin;
    private final Transport transport;

    /**
     * @param origin of the page, for example {@code https://viewer.org}; null for a program that is not a browser
     * @param patience how long an answer, and each part of it, may take
     */
    public AnonymousClient(final String origin, final Duration patience) {
        this(origin, patience, Monitor.NONE);
    }

    /** @param monitor notified when a server does not answer */
    public AnonymousClient(final String origin, final Duration patience, final Monitor monitor) {
        this.origin = origin;
        final WebOptions options =
                WebOptions.builder().retry(RetryPolicy.once(patience)).build();
        transport = new Transport(options.shownOn(monitor));
    }

    /**
     * Reads a file.
     *
     * @param most maximum number of bytes to read
     * @throws AnonymousFailure when there is no complete answer
     */
    public AnonymousAnswer get(final URI address, final int most) throws AnonymousFailure {
        return follow(Request.of("GET", address).header("Accept-Encoding", "gzip"), origin, most);
    }

    /** Reads a file without an origin, like a program that is not a browser. */
    public AnonymousAnswer getWithoutOrigin(final URI address) throws AnonymousFailure {
        return follow(Request.of("GET", address), null, 0);
    }

    /** Reads a part of a file. */
    public AnonymousAnswer get(final URI address, final long offset, final int length) throws AnonymousFailure {
        final String range = "bytes=" + offset + "-" + (offset + length - 1);
        return follow(Request.of("GET", address).header("Range", range), origin, length);
    }

    /** Requests the size of a file. */
    public AnonymousAnswer head(final URI address) throws AnonymousFailure {
        return follow(Request.of("HEAD", address).header("Accept-Encoding", "gzip"), origin, 0);
    }

    /** Requests permission to read parts of a file (a CORS preflight), as older browsers do. */
    public AnonymousAnswer askForRange(final URI address) throws AnonymousFailure {
        final Request request = Request.of("OPTIONS", address)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "range");
        return send(request, origin, 0, List.of());
    }

    private AnonymousAnswer follow(final Request first, final String firstOrigin, final int most)
            throws AnonymousFailure {
        final List<AnonymousAnswer> redirects = new ArrayList<>();
        Request request = first;
        String from = firstOrigin;
        while (true) {
            final AnonymousAnswer answer = send(request, from, most, redirects);
            final Optional<URI> next = next(answer);
            if (next.isEmpty() || redirects.size() == MOST_REDIRECTS) return answer;
            if (from != null && !WebAddress.sameOrigin(request.uri(), next.get())) from = TAINTED;
            redirects.add(answer);
            request = request.redirected(next.get());
        }
    }

    private static Optional<URI> next(final AnonymousAnswer answer) {
        if (answer.status() < 301 || answer.status() > 308) return Optional.empty();
        return answer.header("Location").flatMap(location -> WebAddress.redirected(answer.address(), location));
    }

    private AnonymousAnswer send(
            final Request request, final String from, final int most, final List<AnonymousAnswer> redirects)
            throws AnonymousFailure {
        if (from != null) request.header("Origin", from);
        transport.stallNotice().begin(request.uri());
        try {
            return transport.send(
                    request,
                    answer -> new AnonymousAnswer(
                            request.uri(), from, answer.status(), answer.headers(), body(answer, most), redirects));
        } catch (final IOException e) {
            throw AnonymousFailure.of(request.uri(), e);
        } finally {
            transport.stallNotice().end();
        }
    }

    private static byte[] body(final Answer answer, final int most) throws IOException {
        if (most == 0) return new byte[0];
        final String encoding = answer.header("Content-Encoding").orElse("").trim();
        if (!encoding.toLowerCase(Locale.ROOT).equals("gzip"))
            return answer.body().readNBytes(most);
        try (InputStream plain = new GZIPInputStream(answer.body())) {
            return plain.readNBytes(most);
        }
    }
}
