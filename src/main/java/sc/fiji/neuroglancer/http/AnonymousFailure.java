package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A web server did not answer, or the answer was incomplete. */
public final class AnonymousFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Java's messages when a server closes a connection without an answer or answers with something other than HTTP, as
     * servers do that support only https.
     */
    private static final Pattern NO_HTTP = Pattern.compile(
            "HTTP/1.1 header parser received no bytes|.*parser state \\[STATUS_LINE].*", Pattern.DOTALL);

    /** What went wrong. */
    public enum Problem {
        /** No server has that name. */
        UNKNOWN_HOST,
        /** Nothing listens on that port. */
        REFUSED,
        /** Browsers do not trust the certificate, or the two sides support no common encryption. */
        TLS,
        /** The port is for http, not https, or vice versa. */
        OTHER_SCHEME,
        /** The answer did not arrive in time. */
        TIMEOUT,
        /** The connection was lost, or the answer is not valid HTTP. */
        BROKEN
    }

    private final Problem kind;
    private final URI address;

    private AnonymousFailure(final Problem kind, final URI address, final IOException cause) {
        super(Failures.mistrust(cause), cause);
        this.kind = kind;
        this.address = address;
    }

    /** @param address of the request that failed, possibly after redirects */
    static AnonymousFailure of(final URI address, final IOException cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) return new AnonymousFailure(tls(t), address, cause);
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException)
                return new AnonymousFailure(Problem.UNKNOWN_HOST, address, cause);
            if (t instanceof HttpTimeoutException) return new AnonymousFailure(Problem.TIMEOUT, address, cause);
        }
        if (NO_HTTP.matcher(String.valueOf(cause.getMessage())).matches())
            return new AnonymousFailure(Problem.OTHER_SCHEME, address, cause);
        return new AnonymousFailure(
                cause instanceof ConnectException ? Problem.REFUSED : Problem.BROKEN, address, cause);
    }

    private static Problem tls(final Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("plaintext connection")
                ? Problem.OTHER_SCHEME
                : Problem.TLS;
    }

    /** The address of the request that failed. */
    public URI address() {
        return address;
    }

    /** What went wrong. */
    public Problem kind() {
        return kind;
    }
}
