package sc.fiji.neuroglancer.http.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.http.WebClient;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.store.Body;

/**
 * Exchanges an OpenID token, which expires within an hour, for a dCache macaroon, which is limited to one folder and to
 * the permissions that an upload needs, and lasts long enough for it.
 *
 * <p>Source of the protocol: dCache, The Book, chapter on macaroons.
 */
public final class Macaroons {

    private static final String ACTIVITIES = "activity:UPLOAD,LIST,MANAGE,DELETE,DOWNLOAD";
    private static final Duration MOST = Duration.ofDays(7);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_ANSWER = 4 * MOST_CHARACTERS;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Macaroons() {}

    /**
     * Requests a macaroon if the login is an OpenID token. Some dCaches refuse that for some tokens; then the login
     * itself is used.
     *
     * @param folder the folder that the macaroon is limited to
     * @param validity at most 7 days
     * @param caFile PEM file of certificate authorities to trust besides Java's, or null
     * @return the macaroon, or the login
     * @throws IOException when the source of the login fails
     */
    public static RequestSigner exchange(
            final URI folder, final Login login, final Duration validity, final Path caFile) throws IOException {
        final Optional<Authorization> token = login.current(folder).filter(Authorization::isJsonWebToken);
        if (token.isEmpty()) return login;
        final Optional<Authorization> macaroon = request(folder, token.get(), validity, caFile);
        return macaroon.isPresent() ? new Macaroon(folder, macaroon.get(), login) : login;
    }

    /** As {@link #exchange}, but only when the login is needed for the first time. */
    public static RequestSigner onFirstUse(
            final URI folder, final Login login, final Duration validity, final Path caFile) {
        return new Exchanged(folder, login, validity, caFile);
    }

    private static final class Exchanged implements RequestSigner {
        private final URI folder;
        private final Login login;
        private final Duration validity;
        private final Path caFile;
        private RequestSigner exchanged; // guarded by this

        Exchanged(final URI folder, final Login login, final Duration validity, final Path caFile) {
            this.folder = folder;
            this.login = login;
            this.validity = validity;
            this.caFile = caFile;
        }

        private synchronized RequestSigner exchanged() throws IOException {
            if (exchanged == null) exchanged = exchange(folder, login, validity, caFile);
            return exchanged;
        }

        @Override
        public void sign(final Request request) throws IOException {
            exchanged().sign(request);
        }

        @Override
        public boolean refresh(final URI target) throws IOException {
            return exchanged().refresh(target);
        }

        @Override
        public String toString() {
            return login.toString();
        }
    }

    private static Optional<Authorization> request(
            final URI folder, final Authorization token, final Duration validity, final Path caFile)
            throws InterruptedIOException {
        final ObjectNode wish = JSON.createObjectNode();
        wish.putArray("caveats").add(ACTIVITIES).add("path:" + path(folder));
        wish.put("validity", (validity.compareTo(MOST) > 0 ? MOST : validity).toString());
        final byte[] body = wish.toString().getBytes(StandardCharsets.UTF_8);
        final Request request = Request.of("POST", folder)
                .header("Content-Type", "application/macaroon-request")
                .body(Body.of(body, body.length))
                .expect(200);
        final WebOptions web = WebOptions.builder()
                .signer(new Once(token))
                .caFile(caFile)
                .retry(RetryPolicy.once(TIMEOUT))
                .build();
        try (WebClient client = new WebClient(folder, web)) {
            return client.exchange(request, answer -> macaroon(answer.body()));
        } catch (final InterruptedIOException e) {
            throw e;
        } catch (final IOException e) {
            return Optional.empty(); // if the server has a problem, the upload will report it
        }
    }

    /** A login that cannot be renewed. */
    private record Once(Authorization token) implements RequestSigner {

        @Override
        public void sign(final Request request) {
            request.header(Request.AUTHORIZATION, token.header());
        }

        @Override
        public boolean refresh(final URI target) {
            return false;
        }
    }

    private static String path(final URI folder) {
        return folder.getPath().length() > 1 ? folder.getPath().replaceFirst("/+$", "") : "/";
    }

    private static Optional<Authorization> macaroon(final InputStream answer) {
        try {
            final JsonNode macaroon =
                    JSON.readTree(answer.readNBytes(MOST_ANSWER)).path("macaroon");
            final Secret token = Secret.of(macaroon.asText().length() > MOST_CHARACTERS ? "" : macaroon.asText());
            return token.isToken() ? Optional.of(Authorization.bearer(token)) : Optional.empty();
        } catch (final IOException e) {
            return Optional.empty(); // not JSON; its message could contain the token
        }
    }

    /** Uses the macaroon in its folder until the server refuses it, then the login it came from. */
    private static final class Macaroon implements RequestSigner {

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
        public void sign(final Request request) throws IOException {
            final URI target = request.uri();
            final boolean covered = login.isFor(target)
                    && (target.getRawPath() + "/")
                            .startsWith(folder.getRawPath().replaceFirst("/*$", "/"));
            if (covered && !refused) request.header(Request.AUTHORIZATION, macaroon.header());
            else login.sign(request);
        }

        @Override
        public boolean refresh(final URI target) throws IOException {
            if (refused) return login.refresh(target);
            refused = true;
            return login.current(target).isPresent();
        }

        @Override
        public String toString() {
            return "macaroon for " + folder.getHost();
        }
    }
}
