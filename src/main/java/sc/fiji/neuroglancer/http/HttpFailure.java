package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.time.Duration;
import sc.fiji.neuroglancer.store.StoreException;

/** A server refused a request, or did not answer. The message is for the user and holds no secrets. */
public final class HttpFailure extends StoreException {

    private static final long serialVersionUID = 1L;

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

    /** The status of the answer, or 0 when there was none. */
    public int status() {
        return status;
    }

    /** The address that was asked for, without user and query. */
    public String address() {
        return store();
    }
}
