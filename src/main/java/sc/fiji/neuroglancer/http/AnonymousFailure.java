package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A web server gave no answer, or only part of one. */
public final class AnonymousFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * What Java says when a server ends a connection without a word, or with one that is not of HTTP, as one does that
     * speaks https only.
     */
    private static final Pattern NO_HTTP = Pattern.compile(
            "HTTP/1.1 header parser received no bytes|.*parser state \\[STATUS_LINE].*", Pattern.DOTALL);

    /** What went wrong. */
    public enum Problem {
        /** There is no server of that name. */
        UNKNOWN_HOST,
        /** No program answers at that port. */
        REFUSED,
        /** The certificate is not one that browsers trust, or no encryption could be agreed on. */
        TLS,
        /** At that port the server speaks http instead of https, or the other way round. */
        OTHER_SCHEME,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The connection broke, or the answer is none of HTTP. */
        BROKEN
    }

    private final Problem kind;
    private final URI address;

    private AnonymousFailure(final Problem kind, final URI address, final IOException cause) {
        super(Failures.mistrust(cause), cause);
        this.kind = kind;
        this.address = address;
    }

    /** @param address that was asked for, which a redirect may have led to */
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

    /** What was asked for when there was no answer. */
    public URI address() {
        return address;
    }

    /** What went wrong. */
    public Problem kind() {
        return kind;
    }
}
