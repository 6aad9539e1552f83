package sc.fiji.neuroglancer.http.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.Signed;

/** A door of dCache that gives macaroons, or does not. */
@Timeout(30)
class MacaroonsTest {

    private static final String TOKEN = LoginTest.jsonWebToken(Instant.now().plusSeconds(600));

    @TempDir
    private Path dir;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer door;
    private volatile int status = 200;
    private volatile String answer = "{\"macaroon\":\"MDAxY2\",\"uri\":{}}";

    @BeforeEach
    void open() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + "\n" + exchange.getRequestURI() + "\n"
                    + exchange.getRequestHeaders().getFirst("Authorization") + "\n"
                    + exchange.getRequestHeaders().getFirst("Content-Type") + "\n" + body);
            final byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
    }

    private URI folder() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort() + "/HIP/lena%20b/");
    }

    private Login login(final String token) {
        return Login.builder(folder())
                .environment(Map.of("NEUROGLANCER_FIJI_TOKEN", token))
                .netrc(dir.resolve("none"))
                .build();
    }

    private RequestSigner exchange(final Duration validity) throws IOException {
        return Macaroons.exchange(folder(), login(TOKEN), validity, null);
    }

    @Test
    void asksForWhatAnUploadNeedsAndNoMore() throws IOException {
        exchange(Duration.ofHours(12));
        final String[] request = requests.get(0).split("\n");
        assertEquals(
                List.of("POST", "/HIP/lena%20b/", "Bearer " + TOKEN, "application/macaroon-request"),
                List.of(request).subList(0, 4));
        final JsonNode wish = new ObjectMapper().readTree(request[4]);
        assertEquals(
                "[\"activity:UPLOAD,LIST,MANAGE,DELETE,DOWNLOAD\",\"path:/HIP/lena b\"]",
                wish.path("caveats").toString());
        assertEquals("PT12H", wish.path("validity").asText());
    }

    @Test
    void asksForSevenDaysAtMost() throws IOException {
        exchange(Duration.ofDays(30));
        assertTrue(requests.get(0).contains("\"PT168H\""), requests.get(0));
    }

    @Test
    void theMacaroonIsUsedBelowItsFolderOnly() throws IOException {
        final RequestSigner signer = exchange(Duration.ofHours(1));
        assertEquals(Optional.of("Bearer MDAxY2"), Signed.authorization(signer, folder().resolve("brain/0/0")));
        assertEquals(Optional.of("Bearer " + TOKEN), Signed.authorization(signer, folder().resolve("../other/")));
        assertEquals(
                Optional.empty(), Signed.authorization(signer, URI.create("https://evil.example.org/HIP/lena%20b/")));
        assertFalse(signer.toString().contains("MDAxY2"));
    }

    @Test
    void aMacaroonThatIsRefusedGivesWayToTheLogin() throws IOException {
        final RequestSigner signer = exchange(Duration.ofHours(1));
        assertTrue(signer.refresh(folder()));
        assertEquals(Optional.of("Bearer " + TOKEN), Signed.authorization(signer, folder()));
        assertFalse(signer.refresh(folder()));
    }

    @ParameterizedTest
    @CsvSource({
        "401, ''",
        "403, denied",
        "500, ''",
        "307, ''",
        "200, no JSON",
        "200, {}",
        "200, '{\"macaroon\":\"a b\"}'"
    })
    void withoutAMacaroonTheLoginIsUsed(final int code, final String body) throws IOException {
        status = code;
        answer = body;
        final Login login = login(TOKEN);
        assertSame(login, Macaroons.exchange(folder(), login, Duration.ofHours(1), null));
        assertEquals(1, requests.size());
    }

    @Test
    void withoutADoorTheLoginIsUsed() throws IOException {
        door.stop(0);
        final Login login = login(TOKEN);
        assertSame(login, Macaroons.exchange(folder(), login, Duration.ofHours(1), null));
    }

    @Test
    void otherTokensAreUsedAsTheyAre() throws IOException {
        final Login login = login("MDAxYmacaroon");
        assertSame(login, Macaroons.exchange(folder(), login, Duration.ofHours(1), null));
        assertEquals(List.of(), requests);
    }
}
