package sc.fiji.neuroglancer.http.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import sc.fiji.neuroglancer.http.Credentials;

/**
 * Exchanges an OpenID token, which ends within the hour, for a dCache macaroon: good for one folder, for what an upload
 * needs, and for as long as it takes.
 *
 * <p>Source of the protocol: dCache, The Book, chapter on macaroons.
 */
public final class Macaroons {

    private static final String ACTIVITIES = "activity:UPLOAD,LIST,MANAGE,DELETE,DOWNLOAD";
    private static final Duration MOST = Duration.ofDays(7);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Macaroons() {}

    /**
     * Asks for a macaroon, if the login is an OpenID token. Some dCaches give none for some tokens: then the login itself
     * is used on.
     *
     * @param folder that the macaroon is limited to
     * @param validity at most 7 days
     * @return the macaroon, or the login
     * @throws IOException when the source of the login does not answer
     */
    public static Credentials exchange(final URI folder, final Login login, final Duration validity)
            throws IOException {
        final Optional<Authorization> token = login.current(folder).filter(Authorization::isJsonWebToken);
        if (token.isEmpty()) return login;
        final Optional<Authorization> macaroon = request(folder, token.get(), validity);
        return macaroon.isPresent() ? new Macaroon(folder, macaroon.get(), login) : login;
    }

    private static Optional<Authorization> request(final URI folder, final Authorization token, final Duration validity)
            throws InterruptedIOException {
        final ObjectNode wish = JSON.createObjectNode();
        wish.putArray("caveats").add(ACTIVITIES).add("path:" + path(folder));
        wish.put("validity", (validity.compareTo(MOST) > 0 ? MOST : validity).toString());
        final HttpRequest request = HttpRequest.newBuilder(folder)
                .timeout(TIMEOUT)
                .header("Authorization", token.header())
                .header("Content-Type", "application/macaroon-request")
                .POST(HttpRequest.BodyPublishers.ofString(wish.toString()))
                .build();
        try {
            final HttpResponse<String> response = send(request);
            return response.statusCode() == 200 ? macaroon(response.body()) : Optional.empty();
        } catch (final InterruptedIOException e) {
            throw e;
        } catch (final IOException e) {
            return Optional.empty(); // the upload itself will tell what is wrong with the server
        }
    }

    private static String path(final URI folder) {
        return folder.getPath().length() > 1 ? folder.getPath().replaceFirst("/+$", "") : "/";
    }

    private static HttpResponse<String> send(final HttpRequest request) throws IOException {
        final HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT);
        try {
            return client.build().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The login was interrupted: try again.");
        }
    }

    private static Optional<Authorization> macaroon(final String answer) {
        try {
            final JsonNode macaroon = JSON.readTree(answer).path("macaroon");
            final Secret token = Secret.of(macaroon.asText().length() > MOST_CHARACTERS ? "" : macaroon.asText());
            return token.isToken() ? Optional.of(Authorization.bearer(token)) : Optional.empty();
        } catch (final IOException e) {
            return Optional.empty(); // no JSON; its message could repeat the answer
        }
    }

    /** Used below its folder until the server refuses it; from then on, the login it came from. */
    private static final class Macaroon implements Credentials {

        private final URI folder;
        private final Authorization macaroon;
        private final Login login;
        private volatile boolean refused;

        Macaroon(final URI folder, final Authorization macaroon, final Login login) {
            this.folder = folder;
            this.macaroon = macaroon;
            this.login = login;
        }

        @Override
        public Optional<String> authorization(final URI target) throws IOException {
            final boolean covered = login.isFor(target)
                    && (target.getRawPath() + "/")
                            .startsWith(folder.getRawPath().replaceFirst("/*$", "/"));
            return covered && !refused ? Optional.of(macaroon.header()) : login.authorization(target);
        }

        @Override
        public boolean refresh(final URI target) throws IOException {
            if (refused) return login.refresh(target);
            refused = true;
            return login.authorization(target).isPresent();
        }

        @Override
        public String toString() {
            return "macaroon for " + folder.getHost();
        }
    }
}
