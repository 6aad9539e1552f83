package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Asks a web server as the browser of a stranger does who has a page of some origin open: without login or cookies, with
 * {@code Origin}, and with redirects followed except from https to http. Nothing is sent but the address.
 *
 * <p>Memory: the body that is wanted. Source of the rules: WHATWG Fetch.
 */
public final class Visitor {

    private static final int MOST_REDIRECTS = 10;
    private static final String TAINTED = "null";

    private final String origin;
    private final Duration patience;
    private final HttpClient client;

    /**
     * @param origin of the page, for instance {@code https://viewer.org}
     * @param patience how long an answer may take
     */
    public Visitor(final String origin, final Duration patience) {
        this.origin = origin;
        this.patience = patience;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Whether this Java lets a program send {@code Origin}; Java 11 does not, and a server's answer to it is not known
     * then.
     */
    public static boolean sendsOrigin() {
        try {
            HttpRequest.newBuilder().header("Origin", TAINTED);
            return true;
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads a file.
     *
     * @param most bytes that are wanted; what follows is not read
     * @throws VisitFailure when there is no whole answer
     */
    public VisitAnswer get(final URI address, final int most) throws VisitFailure {
        return follow(address, request("GET").header("Accept-Encoding", "gzip"), origin, most);
    }

    /** Reads a file as a program does that is no browser: without an origin. */
    public VisitAnswer getWithoutOrigin(final URI address) throws VisitFailure {
        return follow(address, request("GET"), null, 0);
    }

    /** Reads a part of a file. */
    public VisitAnswer get(final URI address, final long offset, final int length) throws VisitFailure {
        final String range = "bytes=" + offset + "-" + (offset + length - 1);
        return follow(address, request("GET").header("Range", range), origin, length);
    }

    /** Asks for the size of a file. */
    public VisitAnswer head(final URI address) throws VisitFailure {
        return follow(address, request("HEAD").header("Accept-Encoding", "gzip"), origin, 0);
    }

    /** Asks whether parts of a file may be read, as older browsers do before they read one. */
    public VisitAnswer askForRange(final URI address) throws VisitFailure {
        final HttpRequest.Builder request = request("OPTIONS")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "range");
        return send(address, request, origin, 0, List.of());
    }

    private HttpRequest.Builder request(final String method) {
        return HttpRequest.newBuilder()
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(patience);
    }

    private VisitAnswer follow(
            final URI address, final HttpRequest.Builder request, final String firstOrigin, final int most)
            throws VisitFailure {
        final List<VisitAnswer> redirects = new ArrayList<>();
        URI at = address;
        String from = firstOrigin;
        while (true) {
            final VisitAnswer answer = send(at, request, from, most, redirects);
            final Optional<URI> next = next(answer);
            if (next.isEmpty() || redirects.size() == MOST_REDIRECTS) return answer;
            if (from != null && !WebAddress.sameOrigin(at, next.get())) from = TAINTED;
            redirects.add(answer);
            at = next.get();
        }
    }

    private static Optional<URI> next(final VisitAnswer answer) {
        if (answer.status() < 301 || answer.status() > 308) return Optional.empty();
        return answer.header("Location").flatMap(location -> next(answer.address(), location));
    }

    /** Where a redirect leads, if a browser goes there. */
    static Optional<URI> next(final URI from, final String location) {
        try {
            final URI next = from.resolve(location);
            final boolean web = "https".equals(next.getScheme())
                    || "http".equals(next.getScheme()) && "http".equals(from.getScheme());
            return web && next.getHost() != null ? Optional.of(next) : Optional.empty();
        } catch (final IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private VisitAnswer send(
            final URI address,
            final HttpRequest.Builder request,
            final String from,
            final int most,
            final List<VisitAnswer> redirects)
            throws VisitFailure {
        if (from != null && sendsOrigin()) request.setHeader("Origin", from);
        try {
            final HttpResponse<InputStream> response =
                    client.send(request.uri(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                final byte[] body = body(in, response, most);
                return new VisitAnswer(address, from, response.statusCode(), response.headers(), body, redirects);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VisitFailure.of(new InterruptedIOException("the check was interrupted"));
        } catch (final IOException e) {
            throw VisitFailure.of(e);
        }
    }

    private static byte[] body(final InputStream in, final HttpResponse<?> response, final int most)
            throws IOException {
        if (most == 0) return new byte[0];
        final String encoding =
                response.headers().firstValue("Content-Encoding").orElse("").trim();
        if (!encoding.toLowerCase(Locale.ROOT).equals("gzip")) return in.readNBytes(most);
        try (InputStream plain = new GZIPInputStream(in)) {
            return plain.readNBytes(most);
        }
    }
}
