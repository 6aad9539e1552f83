package sc.fiji.neuroglancer.http.login;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import sc.fiji.neuroglancer.task.InputException;

/** A login: a bearer token, or a user and a password. {@code toString()} hides the secret. Immutable. */
public final class Authorization {

    private final String user;
    private final Secret secret;

    private Authorization(final String user, final Secret secret) {
        this.user = user;
        this.secret = secret;
    }

    /**
     * A token, such as an OIDC access token, a macaroon, or a SciToken.
     *
     * @throws InputException if it is not a valid token; the message does not contain it
     */
    public static Authorization bearer(final Secret token) {
        if (!token.isToken())
            throw new InputException(
                    "The token contains spaces or other characters that tokens cannot contain: copy it again.");
        return new Authorization(null, token);
    }

    /**
     * A user and a password.
     *
     * @throws InputException if the user name contains a colon
     */
    public static Authorization basic(final String user, final Secret password) {
        if (user.indexOf(':') >= 0)
            throw new InputException(
                    "A user name that contains a colon cannot be used to log in: use a token instead.");
        return new Authorization(user, password);
    }

    /** The value of the {@code Authorization} header. */
    String header() {
        if (user == null) return "Bearer " + secret.reveal();
        final byte[] pair = (user + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** When the token expires, if the token contains that. */
    Optional<Instant> expires() {
        return user == null ? TokenExpiry.of(secret) : Optional.empty();
    }

    /** Whether it is a JSON web token, as OpenID providers issue. */
    boolean isJsonWebToken() {
        return user == null && TokenExpiry.isJsonWebToken(secret.reveal());
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Authorization
                && Objects.equals(user, ((Authorization) other).user)
                && secret.equals(((Authorization) other).secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, secret);
    }

    @Override
    public String toString() {
        return user == null ? "a token" : "a user and a password";
    }
}
