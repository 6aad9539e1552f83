package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What a web server answered to a {@link AnonymousClient}. Immutable but for the body's bytes. */
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

    /** The address that answered; after redirects, the last one. */
    public URI address() {
        return address;
    }

    /** The status; a redirect only when it leads nowhere a browser would go. */
    public int status() {
        return status;
    }

    /** The body, with {@code Content-Encoding: gzip} undone; at most what the visitor wanted. */
    public byte[] body() {
        return body;
    }

    /** The redirects that led here, in order. */
    public List<AnonymousAnswer> redirects() {
        return redirects;
    }

    /** The first value of a header, names in any case. */
    public Optional<String> header(final String name) {
        return headers.firstValue(name).map(String::trim);
    }

    /** The length in bytes that the answer claims. */
    public OptionalLong length() {
        final Optional<String> length = header("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return length.isPresent() ? OptionalLong.of(Long.parseLong(length.get())) : OptionalLong.empty();
    }

    /** Whether a page of the visitor's origin may see this answer (CORS); one that sends the header twice may not. */
    public boolean isReadable() {
        final List<String> allowed = headers.allValues("Access-Control-Allow-Origin");
        if (allowed.size() != 1) return false;
        final String value = allowed.get(0).trim();
        return value.equals("*") || value.equals(origin);
    }

    /** Whether a comma list among the headers names a word, or says {@code *}. */
    public boolean lists(final String header, final String word) {
        for (final String value : headers.allValues(header)) {
            for (final String item : value.toLowerCase(Locale.ROOT).split(","))
                if (item.trim().equals("*") || item.trim().equals(word.toLowerCase(Locale.ROOT))) return true;
        }
        return false;
    }

    /** Whether it is a page for people, such as a login page, instead of data. */
    public boolean isPage() {
        return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
