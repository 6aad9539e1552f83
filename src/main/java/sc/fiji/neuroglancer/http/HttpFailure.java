package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.time.Duration;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.store.StoreException;

/** A server refused a request, or did not answer. The message is for the user and holds no secrets. */
public final class HttpFailure extends StoreException {

    private static final long serialVersionUID = 1L;

    /** How a message ends after which the user need only run the job again. */
    static final String AGAIN = ". Run the same command again: it continues where it stopped.";

    private final int status;

    HttpFailure(
            final String message,
            final URI address,
            final int status,
            final boolean retryable,
            final Duration retryAfter,
            final Throwable cause) {
        super(message, WebAddress.shown(address), "", cause, retryable, retryAfter);
        this.status = status;
    }

    /** The same, for a job that has not begun, so that there is nothing to continue. */
    public HttpFailure atStart() {
        return ending(".");
    }

    /** The same, for a job that continues only when the user says so. */
    public HttpFailure toResume() {
        return ending(". Run the same command again with existing set to Resume: it continues where it stopped.");
    }

    private HttpFailure ending(final String end) {
        if (!getMessage().endsWith(AGAIN)) return this;
        final String start = getMessage().substring(0, getMessage().length() - AGAIN.length());
        return new HttpFailure(
                start + end,
                URI.create(store()),
                status,
                retryable(),
                retryAfter().orElse(null),
                this);
    }

    /** The status of the answer, or 0 when there was none. */
    public int status() {
        return status;
    }

    /** The address that was asked for, without user and query. */
    public String address() {
        return store();
    }
}
