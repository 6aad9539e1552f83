package sc.fiji.neuroglancer.http.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the expiration time of a token: the claim {@code exp} of a JSON web token (RFC 7519), or the caveat
 * {@code before:} of a dCache macaroon. Signatures are not verified, which is up to the server.
 */
final class TokenExpiry {

    private static final Pattern BEFORE = Pattern.compile("before:(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)");

    private TokenExpiry() {}

    static Optional<Instant> of(final Secret token) {
        final String text = token.reveal();
        try {
            return isJsonWebToken(text) ? ofClaims(text) : ofCaveats(text);
        } catch (final IllegalArgumentException | DateTimeException | IOException e) {
            return Optional.empty(); // another kind of token; the exception's message might contain it
        }
    }

    static boolean isJsonWebToken(final String token) {
        return token.matches("eyJ[\\w-]*\\.[\\w-]+\\.[\\w-]*");
    }

    private static Optional<Instant> ofClaims(final String token) throws IOException {
        final byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        final JsonNode end = new ObjectMapper().readTree(claims).path("exp");
        return end.isNumber() ? Optional.of(Instant.ofEpochSecond(end.asLong())) : Optional.empty();
    }

    private static Optional<Instant> ofCaveats(final String token) {
        final String packets = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        final Matcher before = BEFORE.matcher(packets);
        Instant first = null;
        while (before.find()) {
            final Instant end = Instant.parse(before.group(1));
            if (first == null || end.isBefore(first)) first = end;
        }
        return Optional.ofNullable(first);
    }
}
