package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import sc.fiji.neuroglancer.address.WebAddress;

/** What went wrong, in words for the user, and whether asking again may help. */
final class Failures {

    static final int UNAUTHORIZED = 401;

    private static final Set<Integer> RETRIED = Set.of(408, 423, 425, 429, 500, 502, 503, 504, 509);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final String AGAIN = HttpFailure.AGAIN;

    private Failures() {}

    static HttpFailure ofStatus(final Request request, final int status, final Optional<String> retryAfter) {
        final String message = "The server answered " + status + " to " + request.method() + " "
                + WebAddress.shown(request.uri()) + ": " + remedy(status);
        return new HttpFailure(message, request.uri(), status, isRetried(status), wait(retryAfter), null);
    }

    /** Whether the same request may succeed later. */
    static boolean isRetried(final int status) {
        return RETRIED.contains(status);
    }

    private static String remedy(final int status) {
        switch (status) {
            case UNAUTHORIZED:
                return "it refused the login. Get a new token or password" + AGAIN;
            case 403:
                return "this login may not do that here. Check the address, and that the token allows to list, upload,"
                        + " delete and rename below it,";
            case 507:
                return "the storage is full. Free some space or ask for more quota" + AGAIN;
            case 413:
                return "the file is too large for it. Export with smaller chunks or without shards.";
            case 404:
            case 410:
                return "there is nothing. Check the address.";
            case 409:
                return "something else is in the way. Look at the folder, or choose another name.";
            case 405:
            case 501:
                return "it does not offer this. Check that the address is one for WebDAV.";
            case 429:
                return "too many requests. Wait a little" + AGAIN;
            default:
                if (status / 100 == 3) return "it redirects in a way that cannot be followed. Check the address.";
                return status >= 500
                        ? "it has trouble. Wait a little" + AGAIN
                        : "it does not accept this request. Check the address.";
        }
    }

    static HttpFailure ofLostAnswer(final Request request, final IOException cause) {
        if (cause instanceof HttpFailure) return (HttpFailure) cause;
        final boolean trust = isTrust(cause);
        final String server = server(request.uri());
        final String message = trust
                ? "The certificate of the storage " + server + " is not trusted (" + mistrust(cause)
                        + "). Check the address; for a storage with its own authority give the authority's PEM file as"
                        + " cafile."
                : "The storage " + server + " does not answer (" + reason(cause) + "): check the address in"
                        + " Neuroglancer Settings..., and the connection" + AGAIN;
        return new HttpFailure(message, request.uri(), 0, !trust, null, cause);
    }

    private static String server(final URI address) {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** A certificate stays what it is; a handshake that broke off may work later. */
    private static boolean isTrust(final Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof java.security.cert.CertificateException) return true;
            if (t instanceof java.security.cert.CertPathBuilderException) return true;
        }
        return cause instanceof SSLException
                && String.valueOf(cause.getMessage()).contains("PKIX");
    }

    /** What is wrong with a certificate, as a part of a sentence; else what Java says. */
    static String mistrust(final Throwable cause) {
        final String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        for (Throwable t = cause; t != null; t = t.getCause())
            if (t instanceof CertificateExpiredException) return "it has expired";
        if (text.contains("PKIX path")) return "no authority that is known has signed it";
        if (text.contains("No subject alternative") || text.contains("No name matching"))
            return "it is for another server's name";
        return text;
    }

    private static String reason(final Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) return "unknown host";
        }
        if (cause instanceof ConnectException) return "connection refused";
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Seconds or a date, at most 10 minutes; null for anything else. */
    static Duration wait(final Optional<String> retryAfter) {
        if (retryAfter.isEmpty()) return null;
        final String text = retryAfter.get().trim();
        if (text.matches("\\d{1,9}")) return atMost(Duration.ofSeconds(Long.parseLong(text)));
        try {
            final Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            final Duration wait = Duration.between(Instant.now(), date);
            return wait.isNegative() ? Duration.ZERO : atMost(wait);
        } catch (final DateTimeParseException e) {
            return null;
        }
    }

    private static Duration atMost(final Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
