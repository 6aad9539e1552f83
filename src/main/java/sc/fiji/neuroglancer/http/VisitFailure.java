package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** A web server gave no answer, or only part of one. */
public final class VisitFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** There is no server of that name. */
        UNKNOWN_HOST,
        /** No program answers at that port. */
        REFUSED,
        /** The certificate is not one that browsers trust, or no encryption could be agreed on. */
        TLS,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The connection broke, or the answer is none of HTTP. */
        BROKEN
    }

    private final Kind kind;

    private VisitFailure(final Kind kind, final IOException cause) {
        super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        this.kind = kind;
    }

    static VisitFailure of(final IOException cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) return new VisitFailure(Kind.TLS, cause);
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException)
                return new VisitFailure(Kind.UNKNOWN_HOST, cause);
            if (t instanceof HttpTimeoutException) return new VisitFailure(Kind.TIMEOUT, cause);
        }
        return new VisitFailure(cause instanceof ConnectException ? Kind.REFUSED : Kind.BROKEN, cause);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
