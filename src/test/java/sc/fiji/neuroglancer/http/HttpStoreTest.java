package sc.fiji.neuroglancer.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

@Timeout(60)
class HttpStoreTest {

    private final MemoryStore web = new MemoryStore();
    private LocalServer server;
    private HttpStore store;

    @BeforeEach
    void serve() throws IOException {
        server = LocalServer.builder().start();
        store = new HttpStore(URI.create(server.share("my dätä", web)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void put(final String key, final String text) {
        final byte[] value = bytes(text);
        web.write(key, value, value.length);
    }

    @ParameterizedTest
    @CsvSource({".zattrs", "0/1/2", "a b/ü #%?&.txt", "a:b", "1;2=3"})
    void readsWhatIsThere(final String key) throws StoreException {
        put(key, "value of " + key);
        final byte[] value = bytes("value of " + key);
        assertArrayEquals(value, store.read(key).orElseThrow());
        assertEquals(OptionalLong.of(value.length), store.size(key));
        assertArrayEquals(bytes("alu"), store.read(key, 1, 3).orElseThrow());
        assertArrayEquals(new byte[0], store.read(key, 1, 0).orElseThrow());
    }

    @Test
    void saysWhatIsNotThere() throws StoreException {
        assertEquals(Optional.empty(), store.read("nothing"));
        assertEquals(Optional.empty(), store.read("nothing", 0, 5));
        assertEquals(Optional.empty(), store.read("nothing", 0, 0));
        assertEquals(OptionalLong.empty(), store.size("nothing"));
    }

    @ParameterizedTest
    @CsvSource({"0, 11", "9, 2", "10, 1", "500, 1"})
    void refusesARangeThatLeavesTheValue(final long offset, final int length) {
        put("ten", "0123456789");
        final StoreException e = assertThrows(StoreException.class, () -> store.read("ten", offset, length));
        assertTrue(e.getMessage().contains("/ten: "), e.getMessage());
    }

    @Test
    void takesAnAddressWithoutASlashAtItsEnd() throws StoreException {
        put("a", "x");
        final String address = server.share("other", web);
        final HttpStore other = new HttpStore(URI.create(address.substring(0, address.length() - 1)));
        assertArrayEquals(bytes("x"), other.read("a").orElseThrow());
    }

    @Test
    void refusesKeysThatLeaveTheFolder() {
        assertThrows(IllegalArgumentException.class, () -> store.read("../a"));
        assertThrows(IllegalArgumentException.class, () -> store.read("/a"));
    }

    /** A wrong address may lead to a video. */
    @Test
    void whatIsTooLargeIsNotReadToTheEnd() throws IOException {
        final byte[] part = new byte[1 << 20];
        try (ScriptedServer endless = new ScriptedServer(call -> {
            call.answer(200, part, "Content-Length: 5000000000");
            for (int i = 1; i < 4000; i++) call.write(part);
        })) {
            final HttpStore store = new HttpStore(endless.address());
            final StoreException e = assertThrows(StoreException.class, () -> store.read("info"));
            assertEquals(
                    endless.address() + "info is larger than 64 MiB, so it is not the metadata of a dataset: check the"
                            + " address.",
                    e.getMessage());
        }
    }

    private static StoreException answered(final int status) throws IOException {
        final HttpServer bad = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bad.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, 3);
            exchange.getResponseBody().write(new byte[3]);
            exchange.close();
        });
        bad.start();
        try {
            final HttpStore store = new HttpStore(
                    URI.create("http://127.0.0.1:" + bad.getAddress().getPort() + "/d"));
            return assertThrows(StoreException.class, () -> store.read("k", 0, 2));
        } finally {
            bad.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, the server answered 500, true",
        "429, the server answered 429, true",
        "401, the server answered 401, false",
        "200, does not support byte ranges, false"
    })
    void tellsWhatTheServerAnswered(final int status, final String reason, final boolean again) throws IOException {
        final StoreException e = answered(status);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertEquals(again, e.retryable());
    }

    @Test
    void tellsThatTheServerIsNotThere() {
        server.close();
        final StoreException e = assertThrows(StoreException.class, () -> store.read("a"));
        assertTrue(e.getMessage().contains("the server cannot be reached"), e.getMessage());
        assertTrue(e.retryable());
        assertFalse(e.getMessage().contains("null"), e.getMessage());
    }
}
