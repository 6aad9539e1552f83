package sc.fiji.neuroglancer.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.address.PercentCode;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;

@Timeout(30)
class LocalServerTest {

    private static final byte[] VALUE = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Path data;
    private LocalServer server;
    private RawHttp http;
    private String path;

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        Files.write(data.resolve("value"), VALUE);
        Files.write(folder.resolve("secret"), VALUE);
        server = LocalServer.builder()
                .viewer("tiny-viewer", getClass().getClassLoader())
                .start();
        path = URI.create(server.share(data)).getRawPath();
        http = new RawHttp(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.close();
    }

    private static void assertOpenToAll(final RawHttp.Answer answer) {
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertEquals("true", answer.header("Access-Control-Allow-Private-Network"));
        assertTrue(answer.header("Access-Control-Allow-Headers").contains("Range"));
        assertTrue(answer.header("Access-Control-Expose-Headers").contains("Content-Range"));
    }

    @Test
    void aFileIsSent() throws IOException {
        final RawHttp.Answer answer = http.ask("GET", path + "value");
        assertEquals(200, answer.status);
        assertArrayEquals(VALUE, answer.body);
        assertEquals("application/octet-stream", answer.header("Content-Type"));
        assertEquals("bytes", answer.header("Accept-Ranges"));
        assertEquals("no-cache", answer.header("Cache-Control"));
        assertOpenToAll(answer);
    }

    @Test
    void anEmptyFileIsSent() throws IOException {
        Files.write(data.resolve("empty"), new byte[0]);
        final RawHttp.Answer answer = http.ask("GET", path + "empty");
        assertEquals(200, answer.status);
        assertEquals("0", answer.header("Content-Length"));
        assertEquals(416, http.ask("GET", path + "empty", "Range: bytes=0-0").status);
    }

    @Test
    void headSaysWhatGetWouldSend() throws IOException {
        final RawHttp.Answer answer = http.ask("HEAD", path + "value", "Range: bytes=2-3");
        assertEquals(200, answer.status);
        assertEquals("10", answer.header("Content-Length"));
        assertOpenToAll(answer);
        assertEquals(404, http.ask("HEAD", path + "nothing").status);
        assertTrue(http.open());
        assertArrayEquals(VALUE, http.ask("GET", path + "value").body);
    }

    @Test
    void optionsAllowsWhatTheViewerDoes() throws IOException {
        final RawHttp.Answer answer = http.ask(
                "OPTIONS",
                path + "value",
                "Origin: https://example.org",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: range",
                "Access-Control-Request-Private-Network: true");
        assertEquals(204, answer.status);
        assertEquals("GET, HEAD, OPTIONS", answer.header("Access-Control-Allow-Methods"));
        assertOpenToAll(answer);
        assertTrue(http.open());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "get"})
    void nothingCanBeChanged(final String method) throws IOException {
        final RawHttp.Answer answer = http.ask(method, path + "value", "Content-Length: 0");
        assertEquals(405, answer.status);
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
        assertOpenToAll(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1", "bytes=0-9, 0, 10", "bytes=9-9, 9, 10", "bytes=3-5, 3, 6", "bytes=4-, 4, 10",
        "bytes=0-, 0, 10", "bytes=-1, 9, 10", "bytes=-10, 0, 10", "bytes=-11, 0, 10", "bytes=8-10, 8, 10",
        "bytes=9-99999999999999999999, 9, 10", "Bytes = 1 - 2, 1, 3", "bytes=-99999999999999999999, 0, 10"
    })
    void oneRangeIsFollowed(final String range, final int from, final int to) throws IOException {
        final RawHttp.Answer answer = http.ask("GET", path + "value", "Range: " + range);
        assertEquals(206, answer.status);
        assertArrayEquals(Arrays.copyOfRange(VALUE, from, to), answer.body);
        assertEquals("bytes " + from + "-" + (to - 1) + "/10", answer.header("Content-Range"));
        assertOpenToAll(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-10", "bytes=11-20", "bytes=-0", "bytes=99999999999999999999-"})
    void aRangeOutsideTheFileIsRefused(final String range) throws IOException {
        final RawHttp.Answer answer = http.ask("GET", path + "value", "Range: " + range);
        assertEquals(416, answer.status);
        assertEquals("bytes */10", answer.header("Content-Range"));
        assertOpenToAll(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=5-2", "bytes=-", "bytes=", "items=0-1", "bytes=a-b", "bytes=--1"})
    void otherRangesMeanTheWholeFile(final String range) throws IOException {
        final RawHttp.Answer answer = http.ask("GET", path + "value", "Range: " + range);
        assertEquals(200, answer.status);
        assertArrayEquals(VALUE, answer.body);
        assertNull(answer.header("Content-Range"));
    }

    @Test
    void aRangeOfAFileThatChangedIsTheWholeFile() throws IOException {
        final String tag = http.ask("HEAD", path + "value").header("ETag");
        assertEquals(206, http.ask("GET", path + "value", "Range: bytes=1-2", "If-Range: " + tag).status);
        assertEquals(200, http.ask("GET", path + "value", "Range: bytes=1-2", "If-Range: \"other\"").status);
    }

    @Test
    void whatTheBrowserHasIsNotSentAgainUntilItIsExportedAgain() throws IOException {
        final String tag = http.ask("GET", path + "value").header("ETag");
        for (final String header : new String[] {tag, "W/" + tag, "\"a\", " + tag, "*"}) {
            final RawHttp.Answer answer = http.ask("GET", path + "value", "If-None-Match: " + header);
            assertEquals(304, answer.status, header);
            assertEquals(tag, answer.header("ETag"));
            assertOpenToAll(answer);
        }
        // A file of the same size and time, as a quick export makes it, takes the place of the first.
        final FileTime time = Files.getLastModifiedTime(data.resolve("value"));
        final Path next = Files.write(folder.resolve("next"), "9876543210".getBytes(StandardCharsets.US_ASCII));
        Files.setLastModifiedTime(next, FileTime.from(time.toInstant().plusNanos(1_000_000)));
        Files.move(next, data.resolve("value"), StandardCopyOption.REPLACE_EXISTING);
        final RawHttp.Answer answer = http.ask("GET", path + "value", "If-None-Match: " + tag);
        assertEquals(200, answer.status);
        assertEquals("9876543210", answer.text());
        assertNotEquals(tag, answer.header("ETag"));
    }

    @Test
    void aDateIsGivenAndTakenOnlyForFilesThatAreNotNew() throws IOException {
        assertNull(http.ask("GET", path + "value").header("Last-Modified"));
        Files.setLastModifiedTime(data.resolve("value"), FileTime.from(Instant.parse("2024-02-29T12:00:00.5Z")));
        final RawHttp.Answer answer = http.ask("GET", path + "value");
        assertEquals("Thu, 29 Feb 2024 12:00:00 GMT", answer.header("Last-Modified"));
        final String since = "If-Modified-Since: ";
        assertEquals(304, http.ask("GET", path + "value", since + "Thu, 29 Feb 2024 12:00:00 GMT").status);
        assertEquals(200, http.ask("GET", path + "value", since + "Thu, 29 Feb 2024 11:59:59 GMT").status);
        assertEquals(200, http.ask("GET", path + "value", since + "yesterday").status);
        assertEquals(
                200,
                http.ask("GET", path + "value", since + "Thu, 29 Feb 2024 12:00:00 GMT", "If-None-Match: \"x\"")
                        .status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "%2e%2e/secret",
                "..%2fsecret",
                "%2e%2e%2fsecret",
                ".%2e/secret",
                "..\\secret",
                "..%5csecret",
                "%2e%2e%5csecret",
                "x/../../secret",
                "x/%2e%2e/%2e%2e/secret",
                "./value",
                "%2e/value",
                "/value",
                "value/",
                "value%00",
                "value%00.png",
                "%00",
                "sub%2fvalue",
                "sub//value",
                "C:/secret",
                "C:%5csecret",
                "%",
                "%2",
                "%zz",
                "%c3",
                "%ff%fe",
                "%c0%ae%c0%ae/secret",
                "..%c0%afsecret",
                "%252e%252e/secret",
                "value%0a",
                "//secret",
                "",
                "sub",
                "sub/",
                "..",
                "../",
                "%2e%2e/",
                "...",
                "value/x",
                "~",
                "value?x/../../secret%00#"
            })
    void noPathLeadsOutOrLists(final String attack) throws IOException {
        Files.createDirectory(data.resolve("sub"));
        Files.write(data.resolve("sub").resolve("value"), VALUE);
        final RawHttp.Answer answer = http.ask("GET", path + attack);
        if (attack.contains("?")) {
            assertArrayEquals(VALUE, answer.body); // a query is no part of the path
            return;
        }
        assertTrue(answer.status == 404 || answer.status == 400, attack + ": " + answer.status);
        assertFalse(answer.text().contains("0123456789"), attack);
        assertFalse(answer.text().contains("value"), attack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data",
                "/data/",
                "/data/x",
                "/data/x/data/value",
                "//data/x",
                "*",
                "mailto:a",
                "http:x",
                "/etc/passwd",
                "/..",
                "/%2e%2e/",
                "/v/../data",
                "/v/inner",
                "/v/inner/",
                "/v//index.html",
                "/v/%2e%2e/x",
                "x"
            })
    void nothingElseIsThere(final String target) throws IOException {
        http.send(http.request("GET", target));
        final int status;
        try {
            status = http.answer(false).status;
        } catch (final IOException closed) { // what the JDK cannot parse it may drop
            assertFalse(target.startsWith("/"), target);
            return;
        }
        assertTrue(status == 404 || status == 400, target + ": " + status);
    }

    @Test
    void aLinkOutOfTheFolderDoesNotExistAndOneInsideDoes() throws IOException {
        try {
            Files.createSymbolicLink(data.resolve("out"), folder.resolve("secret"));
        } catch (final IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system makes no links");
        }
        Files.createSymbolicLink(data.resolve("up"), folder);
        Files.createSymbolicLink(data.resolve("in"), data.resolve("value"));
        Files.createSymbolicLink(data.resolve("loop"), data.resolve("loop"));
        assertEquals(404, http.ask("GET", path + "out").status);
        assertEquals(404, http.ask("GET", path + "up/secret").status);
        assertEquals(404, http.ask("GET", path + "loop").status);
        assertArrayEquals(VALUE, http.ask("GET", path + "in").body);
        final Path root = Files.createSymbolicLink(folder.resolve("linked root"), data);
        final String linked = URI.create(server.share(root)).getRawPath();
        assertTrue(linked.endsWith("/linked%20root/"), linked);
        assertArrayEquals(VALUE, http.ask("GET", linked + "value").body);
    }

    /** The judge is the JDK's own client, which takes the address as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"two words", "Gehäuse größe", "a#b", "100%", "%41", "a+b", "a&b=c;d", "a'b(c)", "[x]", "脳"})
    void namesArriveExactly(final String name) throws IOException, InterruptedException {
        final Path odd = Files.createDirectory(folder.resolve(name));
        Files.write(odd.resolve(name), VALUE);
        final String address = server.share(odd);
        assertTrue(address.matches("[-A-Za-z0-9._~:/%]+/"), address);
        final HttpRequest request = HttpRequest.newBuilder(URI.create(address + PercentCode.PATH.encode(name)))
                .build();
        assertArrayEquals(
                VALUE,
                HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofByteArray())
                        .body());
    }

    @Test
    void rawUtf8OfSimpleClientsIsUnderstood() throws IOException {
        Files.write(data.resolve("Gehäuse"), VALUE);
        final String raw = new String("Gehäuse".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertArrayEquals(VALUE, http.ask("GET", path + raw).body);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "localhost, true",
        "LOCALHOST, true",
        "[::1], true",
        "evil.example, false",
        "127.0.0.1.evil.example, false",
        "10.0.0.1, false"
    })
    void onlyItsOwnNamesAreAnswered(final String host, final boolean allowed) throws IOException {
        http.send("GET " + path + "value HTTP/1.1\r\nHost: " + host + ":" + server.port() + "\r\n\r\n");
        final RawHttp.Answer answer = http.answer(false);
        assertEquals(allowed ? 200 : 403, answer.status);
        assertOpenToAll(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: 127.0.0.1\r\n",
                "Host: localhost:1\r\n",
                "Host: \r\n",
                "Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n"
            })
    void aHostThatIsNoneIsRefused(final String header) throws IOException {
        final String host = header.replace("PORT", String.valueOf(server.port()));
        http.send("GET " + path + "value HTTP/1.1\r\n" + host + "\r\n");
        assertEquals(403, http.answer(false).status);
    }

    @Test
    void aDatasetIsServedUntilItIsNoMore() throws IOException {
        final Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve("value"), new byte[] {1});
        final String address = server.share(other);
        assertEquals(address, server.share(other), "a folder keeps its address");
        assertNotEquals(server.url() + path.substring(1), address);
        final String otherPath = URI.create(address).getRawPath();
        assertArrayEquals(new byte[] {1}, http.ask("GET", otherPath + "value").body);
        assertTrue(server.unshare(address));
        assertFalse(server.unshare(address));
        assertFalse(server.unshare("http://example.org/"));
        assertEquals(404, http.ask("GET", otherPath + "value").status);
        assertEquals(200, http.ask("GET", path + "value").status);
        assertNotEquals(address, server.share(other), "an old link stays dead");
    }

    @Test
    void aStoreIsServed() throws IOException {
        final byte[] big = new byte[300_000];
        Arrays.fill(big, (byte) 7);
        final MemoryStore store = new MemoryStore();
        store.write("a b/.zattrs", "{}".getBytes(StandardCharsets.US_ASCII));
        store.write("big", big);
        final String root = URI.create(server.share("größe", store)).getRawPath();
        final RawHttp.Answer answer = http.ask("GET", root + "a%20b/.zattrs");
        assertEquals("{}", answer.text());
        assertEquals("application/json", answer.header("Content-Type"));
        assertArrayEquals(big, http.ask("GET", root + "big").body);
        assertEquals(1, http.ask("GET", root + "big", "Range: bytes=-1").body.length);
        assertEquals(404, http.ask("GET", root + "a%20b/").status);
        assertEquals(404, http.ask("GET", root).status);
        assertThrows(IllegalArgumentException.class, () -> server.share("a/b", store));
    }

    @ParameterizedTest
    @CsvSource({
        ".zattrs, application/json",
        ".zarray, application/json",
        "zarr.json, application/json",
        "info, application/json",
        "a.js, text/javascript; charset=utf-8",
        "a.css, text/css; charset=utf-8",
        "a.wasm, application/wasm",
        "a.HTML, text/html; charset=utf-8",
        "a.png, image/png",
        "a.svg, image/svg+xml",
        "0, application/octet-stream",
        "a.b.c, application/octet-stream",
        "png, application/octet-stream"
    })
    void theTypeFollowsFromTheName(final String name, final String type) throws IOException {
        Files.write(data.resolve(name), VALUE);
        assertEquals(type, http.ask("HEAD", path + name).header("Content-Type"));
    }

    @Test
    void theViewerIsOnTheSameOrigin() throws IOException {
        assertEquals(server.url() + "v/", server.viewerUrl());
        for (final String start : new String[] {"/", "/v"}) {
            final RawHttp.Answer answer = http.ask("GET", start);
            assertEquals(302, answer.status);
            assertEquals("/v/", answer.header("Location"));
        }
        final RawHttp.Answer page = http.ask("GET", "/v/");
        assertTrue(page.text().contains("tiny viewer"));
        assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
        assertArrayEquals(page.body, http.ask("GET", "/v/index.html").body);
        assertTrue(http.ask("GET", "/v/inner/main.js").text().contains("inner"));
        assertEquals(304, http.ask("GET", "/v/", "If-None-Match: " + page.header("ETag")).status);
        assertEquals(404, http.ask("GET", "/v/nothing.js").status);
    }

    @Test
    void aMissingViewerSaysHowToGetOne() throws IOException {
        try (LocalServer bare = LocalServer.builder()
                        .viewer("no-such-viewer/", getClass().getClassLoader())
                        .start();
                RawHttp client = new RawHttp(bare.port())) {
            assertEquals("", bare.viewerUrl());
            final RawHttp.Answer answer = client.ask("GET", "/");
            assertEquals(404, answer.status);
            assertTrue(answer.text().contains("npm"), answer.text());
        }
    }

    @Test
    void badChoicesAreToldInOneSentence() throws IOException {
        final InputException none = assertThrows(InputException.class, () -> server.share(folder.resolve("nothing")));
        assertTrue(none.getMessage().contains("nothing"));
        assertThrows(InputException.class, () -> server.share(folder.resolve("secret")));
        final InputException taken = assertThrows(
                InputException.class,
                () -> LocalServer.builder().port(server.port()).start());
        assertTrue(taken.getMessage().contains(String.valueOf(server.port())));
        assertThrows(
                InputException.class, () -> LocalServer.builder().port(65536).start());
    }

    @Test
    void itEndsWithTheJvmAndWithClose() throws IOException {
        http.ask("GET", path + "value");
        Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("neuroglancer-serve")
                        || t.getName().startsWith("HTTP-Dispatcher"))
                .forEach(t -> assertTrue(t.isDaemon(), t.getName()));
        server.close();
        assertThrows(IOException.class, () -> new RawHttp(server.port()).ask("GET", path + "value"));
        server.close();
    }

    @Test
    void fijiHasOneServer() throws IOException {
        try {
            final LocalServer one = Serving.start();
            assertEquals(one, Serving.start());
            assertEquals(one, Serving.running());
            assertTrue(Serving.stop());
            assertFalse(Serving.stop());
            assertTrue(Serving.running() == null);
            assertNotEquals(one, Serving.start());
        } finally {
            Serving.stop();
        }
    }
}
