package sc.fiji.neuroglancer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.neuroglancer.check.FaultyWeb.status;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.check.Finding.Severity;
import sc.fiji.neuroglancer.task.Monitor;

/** Good datasets behind bad web servers. */
@Timeout(60)
class CheckServerTest extends CheckFixture {

    @Test
    void theServerSeesAStranger() throws IOException {
        checkWeb("sharded.ome.zarr/");
        checkWeb("points");
        assertFalse(web.requests().isEmpty());
        for (final String request : web.requests()) {
            assertTrue(request.endsWith(" nullnull"), "no login, no cookies: " + request);
            assertTrue(request.contains(" [" + ORIGIN + "] "), request);
        }
        assertTrue(web.requests().stream().anyMatch(r -> r.startsWith("HEAD /sharded.ome.zarr/0/c/")));
        assertTrue(web.requests().stream().anyMatch(r -> r.contains(" [bytes=")));
    }

    @ParameterizedTest
    @CsvSource({", CORS", "https://other.example.org, CORS", "'*, *', CORS", "http://viewer.example.org, CORS"})
    void pagesOfTheViewerMustBeAllowed(final String allowed, final Problem problem) throws IOException {
        web.allow(allowed);
        final CheckResult result = checkWeb("v04.ome.zarr");
        assertErrors(result, problem);
        assertTrue(
                result.summary().toString().contains("Access-Control-Allow-Origin: " + ORIGIN),
                result.summary().toString());
    }

    @Test
    void theViewersOwnOriginIsEnough() throws IOException {
        web.allow(ORIGIN);
        assertClean(checkWeb("sharded.ome.zarr"));
    }

    @Test
    void chunksMustBeAllowedToo() throws IOException {
        web.fault(exchange -> {
            if (path(exchange).contains("/1/0/")) exchange.getResponseHeaders().remove("Access-Control-Allow-Origin");
            return false;
        });
        assertErrors(checkWeb("v04.ome.zarr"), Problem.CORS);
    }

    @Test
    void aServerThatRefusesOnlyPagesIsNotPrivate() throws IOException {
        web.fault(exchange -> exchange.getRequestHeaders().containsKey("Origin") && status(exchange, 403, "no"));
        assertErrors(checkWeb("v04.ome.zarr"), Problem.CORS);
    }

    @ParameterizedTest
    @CsvSource({"401, LOGIN", "403, FORBIDDEN", "500, SERVER", "503, SERVER", "302, REDIRECT"})
    void whatIsNotPublicIsSaid(final int status, final Problem problem) throws IOException {
        web.fault(exchange -> status(exchange, status, ""));
        final CheckResult result = checkWeb("v04.ome.zarr");
        assertErrors(result, problem);
        assertTrue(
                result.findings().get(0).message().toString().contains(web.url() + "v04.ome.zarr/"),
                result.summary().toString());
    }

    @Test
    void aLoginPageIsNoData() throws IOException {
        web.fault(exchange -> {
            if (!path(exchange).equals("/login")) {
                exchange.getResponseHeaders().set("Location", "/login");
                return status(exchange, 302, "");
            }
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            return status(exchange, 200, "<html>Please log in</html>");
        });
        assertErrors(checkWeb("v04.ome.zarr"), Problem.LOGIN);
    }

    @Test
    void aLoginPageIsWhyThereIsNoCors() throws IOException {
        web.fault(exchange -> {
            exchange.getResponseHeaders().remove("Access-Control-Allow-Origin");
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            return status(exchange, 200, "<html>Please log in</html>");
        });
        assertErrors(checkWeb("v04.ome.zarr"), Problem.LOGIN, Problem.CORS);
    }

    @Test
    void aRedirectToAServerThatIsNotThereNamesIt() throws IOException {
        web.fault(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://login.invalid/sso");
            return status(exchange, 302, "");
        });
        final CheckResult result = checkWeb("v04.ome.zarr");
        assertErrors(result, Problem.UNREACHABLE);
        assertTrue(
                result.summary()
                        .toString()
                        .contains(". " + web.host() + " redirects browsers to login.invalid, as for a login"),
                result.summary().toString());
    }

    @Test
    void aRedirectInACircleIsNoMatterOfCors() throws IOException {
        web.fault(exchange -> {
            exchange.getResponseHeaders().remove("Access-Control-Allow-Origin");
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().toString());
            return status(exchange, 302, "");
        });
        assertErrors(checkWeb("v04.ome.zarr"), Problem.REDIRECT);
    }

    @Test
    void theOtherSchemeIsSaid() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            final Thread plain = new Thread(() -> answerPlainly(server));
            plain.start();
            final String host = "127.0.0.1:" + server.getLocalPort();
            final CheckResult result = check("https://" + host + "/v04.ome.zarr");
            assertErrors(result, Problem.UNREACHABLE);
            assertTrue(
                    result.summary().toString().contains(host + " does not speak https: check the port"),
                    result.summary().toString());
            server.close();
            plain.join();
        }
    }

    private static void answerPlainly(final ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (final IOException e) {
                continue; // the client or the test has ended
            }
        }
    }

    @Test
    void aFolderOfChunksThatIsForbiddenIsAnError() throws IOException {
        web.fault(exchange -> path(exchange).matches(".*/\\d+/\\d+/\\d+/.*") && status(exchange, 403, ""));
        assertErrors(checkWeb("v04.ome.zarr"), Problem.FORBIDDEN);
    }

    @Test
    void someForbiddenChunksAreAWarning() throws IOException {
        web.fault(exchange -> path(exchange).contains("ome.zarr/0/0/") && status(exchange, 403, ""));
        final CheckResult result = checkWeb("v04.ome.zarr");
        assertErrors(result);
        assertEquals(List.of(Problem.FORBIDDEN), problems(result, Severity.WARNING));
    }

    @Test
    void aServerThatForbidsWhatIsNotThereIsFine() throws IOException {
        web.fault(exchange ->
                !Files.exists(data.resolve(path(exchange).substring(1))) && status(exchange, 403, "AccessDenied"));
        assertClean(checkWeb("v04.ome.zarr"));
        assertClean(checkWeb("points"));
    }

    @Test
    void metadataOfALevelThatAreForbiddenAreSaid() throws IOException {
        web.fault(exchange -> path(exchange).endsWith("/1/.zarray") && status(exchange, 403, ""));
        assertErrors(checkWeb("v04.ome.zarr"), Problem.UNFINISHED, Problem.FORBIDDEN);
    }

    @Test
    void theWrongPortIsNamed() throws IOException {
        final Findings findings = new Findings();
        new Refusals(ORIGIN, findings).refused(URI.create("https://hifis-storage.desy.de:2880/x"), 401, false);
        assertEquals(
                List.of(Problem.PORT),
                findings.all().stream().map(Finding::problem).collect(Collectors.toList()));
        assertTrue(findings.all().get(0).message().toString().contains("2443"));
    }

    @Test
    void shardsNeedHead() throws IOException {
        web.fault(exchange -> exchange.getRequestMethod().equals("HEAD") && status(exchange, 405, ""));
        assertErrors(checkWeb("sharded.ome.zarr"), Problem.HEAD);
        assertClean(checkWeb("v04.ome.zarr"));
    }

    @Test
    void aServerWithoutHeadMayShowTheRange() throws IOException {
        web.fault(exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Content-Length, Content-Range");
            return exchange.getRequestMethod().equals("HEAD") && status(exchange, 501, "");
        });
        assertClean(checkWeb("sharded.ome.zarr"));
    }

    @Test
    void shardsNeedRanges() throws IOException {
        web.fault(exchange -> exchange.getRequestHeaders().containsKey("Range") && status(exchange, 200, "all of it"));
        assertErrors(checkWeb("sharded.ome.zarr"), Problem.RANGE);
        assertClean(checkWeb("v05.ome.zarr"));
    }

    @ParameterizedTest
    @CsvSource({"405, Range", "403, *", "204, Content-Type", "200,"})
    void olderBrowsersNeedAPreflight(final int code, final String headers) throws IOException {
        web.fault(exchange -> {
            if (headers != null) exchange.getResponseHeaders().set("Access-Control-Allow-Headers", headers);
            return exchange.getRequestMethod().equals("OPTIONS") && status(exchange, code, "");
        });
        final CheckResult result = checkWeb("sharded.ome.zarr");
        assertErrors(result);
        assertEquals(List.of(Problem.RANGE), problems(result, Severity.WARNING));
    }

    @Test
    void shardsMustNotBeCompressed() throws IOException {
        web.fault(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            return false;
        });
        final List<Problem> errors = problems(check(web.url() + "sharded.ome.zarr"), Severity.ERROR);
        assertFalse(errors.isEmpty());
    }

    @Test
    void compressedHeadTellsNoSize() throws IOException {
        web.fault(exchange -> {
            if (exchange.getRequestMethod().equals("HEAD"))
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            return false;
        });
        assertErrors(checkWeb("sharded.ome.zarr"), Problem.HEAD);
    }

    @Test
    void compressionOnTheWayIsFineForWholeFiles() throws IOException {
        web.fault(exchange -> {
            final Path file = data.resolve(path(exchange).substring(1));
            if (!Files.isRegularFile(file)) return false;
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(Files.readAllBytes(file));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
            exchange.close();
            return true;
        });
        assertClean(checkWeb("v04.ome.zarr"));
    }

    @Test
    void redirectsToAnotherHostAreFollowedAsATaintedOrigin() throws IOException {
        try (FaultyWeb door = new FaultyWeb(data)) {
            door.fault(exchange -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://localhost:" + web.host().replaceFirst(".*:", "") + exchange.getRequestURI());
                return status(exchange, 307, "");
            });
            final CheckResult result = check(door.url() + "v04.ome.zarr");
            assertErrors(result);
            assertEquals(List.of(Problem.REDIRECT), problems(result, Severity.WARNING));
            assertTrue(web.requests().stream().allMatch(r -> r.contains(" [null] ")), web.requests()::toString);
            web.allow(ORIGIN);
            assertErrors(check(door.url() + "v04.ome.zarr"), Problem.CORS);
        }
    }

    @Test
    void endlessRedirectsEnd() throws IOException {
        web.fault(exchange -> {
            exchange.getResponseHeaders().set("Location", path(exchange));
            return status(exchange, 301, "");
        });
        assertErrors(checkWeb("v04.ome.zarr"), Problem.REDIRECT);
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws IOException {
        final String address = web.url() + "v04.ome.zarr";
        web.close();
        assertErrors(check(address), Problem.UNREACHABLE);
        assertErrors(check("https://no-such-host.invalid/x"), Problem.UNREACHABLE);
    }

    @Test
    void aServerThatHangsIsSaid() throws IOException {
        web.fault(exchange -> {
            try {
                Thread.sleep(20_000);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        final CheckOptions options = new CheckOptions(web.url() + "v04.ome.zarr", "", Duration.ofMillis(300));
        assertErrors(new Check(options, Monitor.NONE).run(), Problem.UNREACHABLE);
    }

    @Test
    void aCertificateOfOnesOwnIsNotTrusted(@TempDir final Path keys) throws Exception {
        final Path store = keys.resolve("keys.p12");
        final Process keytool = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertEquals(0, keytool.waitFor());
        final KeyStore loaded = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(loaded, "changeit".toCharArray());
        final SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        final HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        try (FaultyWeb secure = new FaultyWeb(data, server)) {
            final String port = secure.host().replaceFirst(".*:", "");
            final CheckResult result = check("https://localhost:" + port + "/v04.ome.zarr");
            assertErrors(result, Problem.TLS);
            assertTrue(
                    result.summary().toString().contains(" trust (no known authority has signed it): "),
                    result.summary().toString());
            final CheckResult plain = check("http://localhost:" + port + "/v04.ome.zarr");
            assertErrors(plain, Problem.UNREACHABLE);
            assertTrue(
                    plain.summary().toString().contains("localhost:" + port + " does not speak http: "),
                    plain.summary().toString());
        }
    }
}
