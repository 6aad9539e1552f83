package sc.fiji.neuroglancer.http;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** A server's answer; valid while its reader runs. */
public final class Answer {

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;

    Answer(final int status, final HttpHeaders headers, final InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The same answer with a different status. */
    Answer as(final int other) {
        return new Answer(other, headers, body);
    }

    public int status() {
        return status;
    }

    /** The first value of a header. */
    public Optional<String> header(final String name) {
        return headers.firstValue(name);
    }

    HttpHeaders headers() {
        return headers;
    }

    public InputStream body() {
        return body;
    }
}
