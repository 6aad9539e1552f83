package sc.fiji.neuroglancer.http;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a server answered; valid while its reader runs. */
public final class Answer {

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;

    Answer(final int status, final HttpHeaders headers, final InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The same answer as if it had another status. */
    Answer as(final int other) {
        return new Answer(other, headers, body);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The first header of that name. */
    public Optional<String> header(final String name) {
        return headers.firstValue(name);
    }

    HttpHeaders headers() {
        return headers;
    }

    /** What follows the headers. */
    public InputStream body() {
        return body;
    }
}
