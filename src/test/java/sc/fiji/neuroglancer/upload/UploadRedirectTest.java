package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Servers that redirect uploads, such as a dCache door to its pools. */
class UploadRedirectTest extends ScriptedUpload {

    private ScriptedServer pool;

    @BeforeEach
    void startPool() throws IOException {
        pool = new ScriptedServer(dav::answerAsPool);
        dav.dCache = true;
        dav.pool = pool.address();
    }

    @AfterEach
    void stopPool() throws IOException {
        pool.close();
    }

    private void redirectChunks(final int times) {
        server.on("PUT", CHUNK, times, dav::redirectToPool);
    }

    @Test
    void uploadsDoNotAskToBeRedirected() throws IOException {
        upload();
        assertUploaded();
        assertEquals(0, pool.calls().size(), "only with Expect a door redirects");
    }

    @Test
    void redirectsToAPoolKeepBodyAndLoseTheLogin() throws IOException {
        redirectChunks(10_000);
        upload();
        assertEquals(CHUNKS, pool.count("PUT"));
        assertUploaded();
    }

    /** After a lost connection to a pool, the entry stays: too short, or of full size with other content. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatABrokenPoolLeavesIsNotBelieved(final boolean fullSize) throws IOException {
        redirectChunks(10_000);
        pool.on("PUT", CHUNK, 5, call -> {
            final int length = Integer.parseInt(call.header("Content-Length"));
            final byte[] part = call.readBody(100);
            dav.files.put(call.path, fullSize ? Arrays.copyOf(part, length) : part);
            call.reset();
        });
        upload(b -> b.verify(false));
        assertUploaded();
        assertEquals(CHUNKS + 5, pool.count("PUT"));
    }

    @Test
    void aPoolThatIsDownForAWhileIsNoFailure() throws IOException {
        try (ScriptedServer down = new ScriptedServer()) {
            dav.pool = down.address();
        }
        redirectChunks(6);
        upload();
        assertUploaded();
    }

    @Test
    void aPoolThatStaysOutOfReachIsTold() throws IOException {
        try (ScriptedServer down = new ScriptedServer()) {
            dav.pool = down.address();
        }
        redirectChunks(100_000);
        final String message = failure();
        assertTrue(message.contains(dav.pool.getAuthority()) && message.contains("connection refused"), message);
        assertFalse(message.contains(DavHandler.ONE_SHOT), message);
        assertInvisible();
    }

    @Test
    void redirectCirclesEnd() {
        server.on("PUT", CHUNK, 10_000, call -> {
            call.body();
            call.answer(307, "Location: " + call.rawPath);
        });
        assertTrue(failure().contains("redirects"));
    }

    @Test
    void chainsOfRedirectsEnd() {
        server.on("PUT", ".*", 100_000, call -> {
            call.body();
            call.answer(307, "Location: " + call.rawPath + "x");
        });
        assertTrue(failure().contains("redirects"));
        final long perFile = server.count("PUT") / Math.max(1, dav.folders.size());
        assertTrue(perFile <= 4 * 32, "followed " + perFile);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void onTheSameServerTheLoginGoesAlong(final int status) throws IOException {
        server.on("PUT", CHUNK, 10_000, call -> {
            call.body();
            if (call.rawPath.contains("?")) dav.answer(call);
            else call.answer(status, "Location: " + call.rawPath + "?moved");
        });
        upload();
        assertUploaded();
        assertTrue(server.calls().stream().allMatch(call -> call.header("Authorization") != null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "GET", "PUT", "MOVE", "DELETE"})
    void noOtherServerSeesTheLogin(final String method) throws IOException {
        upload();
        fixture.write("0/0/0/0", bytes("changed"));
        fixture.removeJournals(); // so that the existing dataset is examined
        try (ScriptedServer other = new ScriptedServer(dav)) {
            server.on(method, ROOT + ".*", 100_000, call -> {
                call.body();
                call.answer(307, "Location: " + other.address().resolve("." + call.rawPath));
            });
            upload();
            assertUploaded();
            assertTrue(other.calls().size() > 0, method);
            other.calls().forEach(call -> assertNull(call.header("Authorization"), call::toString));
            other.calls().forEach(call -> assertNull(call.header("Content-Type"), call::toString));
        }
    }

    /** How login pages of networks and websites answer clients that are not browsers. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void anotherPageIsNoAnswerToAPut(final int status) throws IOException {
        server.on("PUT", CHUNK, 10_000, refusal(status, "Location: " + URI.create("http://127.0.0.1:1/login")));
        final String message = failure().toLowerCase(Locale.ROOT);
        assertTrue(message.contains("redirects") && message.contains("check the address"), message);
        assertInvisible();
    }
}
