package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A web server's answer to an {@link AnonymousClient}. Immutable except for the bytes of the body. */
public final class AnonymousAnswer {

    private final URI address;
    private final String origin;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final List<AnonymousAnswer> redirects;

    AnonymousAnswer(
            final URI address,
            final String origin,
            final int status,
            final HttpHeaders headers,
            final byte[] body,
            final List<AnonymousAnswer> redirects) {
        this.address = address;
        this.origin = origin;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.redirects = List.copyOf(redirects);
    }

    /** The address that answered, after all redirects. */
    public URI address() {
        return address;
    }

    /** The status; that of a redirect only if a browser would not follow it. */
    public int status() {
        return status;
    }

    /** The body, with {@code Content-Encoding: gzip} undone; no longer than the client asked for. */
    public byte[] body() {
        return body;
    }

    /** The redirects that led here, in order. */
    public List<AnonymousAnswer> redirects() {
        return redirects;
    }

    /** The first value of a header; the case of its name does not matter. */
    public Optional<String> header(final String name) {
        return headers.firstValue(name).map(String::trim);
    }

    /** The length in bytes according to {@code Content-Length}. */
    public OptionalLong length() {
        final Optional<String> length = header("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return length.isPresent() ? OptionalLong.of(Long.parseLong(length.get())) : OptionalLong.empty();
    }

    /** Whether CORS lets a page from the client's origin read this answer; a repeated header does not count. */
    public boolean isReadable() {
        final List<String> allowed = headers.allValues("Access-Control-Allow-Origin");
        if (allowed.size() != 1) return false;
        final String value = allowed.get(0).trim();
        return value.equals("*") || value.equals(origin);
    }

    /** Whether a header with a comma-separated list contains a word or {@code *}. */
    public boolean lists(final String header, final String word) {
        for (final String value : headers.allValues(header)) {
            for (final String item : value.toLowerCase(Locale.ROOT).split(","))
                if (item.trim().equals("*") || item.trim().equals(word.toLowerCase(Locale.ROOT))) return true;
        }
        return false;
    }

    /** Whether it is a web page, such as a login page, and not data. */
    public boolean isPage() {
        return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
