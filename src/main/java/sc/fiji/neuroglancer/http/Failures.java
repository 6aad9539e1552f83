package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.ConnectException;
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
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;

/** Turns refusals and lost answers into failures with a message for the user, and tells which may be retried. */
final class Failures {

    static final int UNAUTHORIZED = 401;

    private static final Set<Integer> RETRIED = Set.of(408, 423, 425, 429, 500, 502, 503, 504, 509);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private Failures() {}

    static HttpFailure ofStatus(final Request request, final int status, final Optional<String> retryAfter) {
        final Message what = Message.of(
                "The server answered {} to {} {}: {}",
                status,
                request.method(),
                WebAddress.shown(request.uri()),
                remedy(status));
        return new HttpFailure(
                new HttpFailure.Refusal(request.uri(), status, isRetried(status), wait(retryAfter)),
                what,
                rerunHelps(status) ? HttpFailure.Rerun.CONTINUES : null,
                null);
    }

    private static boolean rerunHelps(final int status) {
        return status == UNAUTHORIZED || status == 429 || status >= 500 && status != 501;
    }

    /** Whether the same request may succeed later. */
    static boolean isRetried(final int status) {
        return RETRIED.contains(status);
    }

    private static Message remedy(final int status) {
        return switch (status) {
            case UNAUTHORIZED -> Message.text("it refused the login. Get a new token or password.");
            case 403 ->
                Message.text("this login may not do that here. Check the address, and check that the token allows"
                        + " listing, uploading, deleting, and renaming in that folder.");
            case 507 -> Message.text("the storage is full. Free some space or ask for more quota.");
            case 413 ->
                Message.text("the file is too large for the server. Export with smaller chunks or without shards.");
            case 404, 410 -> Message.text("nothing exists there. Check the address.");
            case 409 -> Message.text("something else is in the way. Check the folder, or choose another name.");
            case 405, 501 ->
                Message.text("it does not support this request. Check that the address is a WebDAV address.");
            case 429 -> Message.text("too many requests. Wait a moment.");
            default -> otherRemedy(status);
        };
    }

    private static Message otherRemedy(final int status) {
        if (status / 100 == 3) return Message.text("it redirects in a way that cannot be followed. Check the address.");
        return status >= 500
                ? Message.text("it has a problem. Wait a moment.")
                : Message.text("it does not accept this request. Check the address.");
    }

    static HttpFailure ofLostAnswer(final Request request, final IOException cause) {
        if (cause instanceof HttpFailure known) return known;
        final boolean trust = isTrust(cause);
        final String server = WebAddress.server(request.uri());
        final Message what = trust
                ? Message.of(
                        "The certificate of the storage {} is not trusted ({}). Check the address. If the storage uses"
                                + " its own certificate authority, give the PEM file of that authority as {}.",
                        server,
                        mistrust(cause),
                        Slot.key("CA file"))
                : Message.of(
                        "The storage {} does not answer ({}): {}.",
                        server,
                        reason(cause),
                        Slot.either(
                                "check the connection, and the address in Neuroglancer Settings",
                                "check the connection and the address"));
        return new HttpFailure(
                new HttpFailure.Refusal(request.uri(), 0, !trust, null),
                what,
                trust ? null : HttpFailure.Rerun.CONTINUES,
                cause);
    }

    /** A bad certificate stays bad; an interrupted handshake may succeed later. */
    private static boolean isTrust(final Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof java.security.cert.CertificateException) return true;
            if (t instanceof java.security.cert.CertPathBuilderException) return true;
        }
        return cause instanceof SSLException
                && String.valueOf(cause.getMessage()).contains("PKIX");
    }

    /** The problem with a certificate, as part of a sentence; Java's message for other problems. */
    static String mistrust(final Throwable cause) {
        final String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        for (Throwable t = cause; t != null; t = t.getCause())
            if (t instanceof CertificateExpiredException) return "it has expired";
        if (text.contains("PKIX path")) return "no known authority has signed it";
        if (text.contains("No subject alternative") || text.contains("No name matching"))
            return "it is for a server with a different name";
        return text;
    }

    private static String reason(final Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) return "unknown host";
        }
        if (cause instanceof ConnectException) return "connection refused";
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Parses {@code Retry-After}, seconds or a date; at most 10 minutes, and null for anything else. */
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
