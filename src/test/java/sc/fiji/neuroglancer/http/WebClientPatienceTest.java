package sc.fiji.neuroglancer.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.webdav.NoServer;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** How long a server is waited for that has never answered, and one that has; and what is told meanwhile. */
@Timeout(60)
class WebClientPatienceTest {

    private static final RetryPolicy POLICY = new RetryPolicy(
                    8,
                    Duration.ofMillis(20),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20))
            .withFirst(Duration.ofMillis(600));

    /** Notes what it is told. */
    private static final class Listener implements Monitor {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void start(final String stage, final long total) {
            // there are no stages
        }

        @Override
        public void advance(final long n) {
            // nothing is counted
        }

        @Override
        public void throwIfCanceled() {
            // goes on
        }

        @Override
        public void waiting(final String what) {
            told.add(what);
        }
    }

    private static WebOptions options(final RetryPolicy policy) {
        return WebOptions.builder().retry(policy).build();
    }

    private static int get(final WebClient client, final URI address) throws IOException {
        return client.exchange(Request.of("GET", address).expect(200, 404), Answer::status);
    }

    private static double secondsToFail(final WebClient client, final URI address) {
        final long start = System.nanoTime();
        final HttpFailure e = assertThrows(HttpFailure.class, () -> get(client, address));
        assertEquals(0, e.status(), e::toString);
        return (System.nanoTime() - start) / 1e9;
    }

    @Test
    void aServerThatNeverAnsweredIsGivenUpEarly() throws IOException {
        try (NoServer server = new NoServer();
                WebClient stranger = new WebClient(server.address(), options(POLICY));
                WebClient acquainted = new WebClient(server.address(), options(POLICY.acquainted()))) {
            final double seconds = secondsToFail(stranger, server.address());
            assertTrue(seconds > 0.5 && seconds < 2, seconds + " s");
            assertTrue(secondsToFail(acquainted, server.address()) > 3.5);
        }
    }

    @Test
    void aServerThatTakesConnectionsButNeverAnsweredIsGivenUpEarly() throws IOException {
        try (ScriptedServer server = new ScriptedServer(call -> call.hang(30_000));
                WebClient client = new WebClient(server.address(), options(POLICY))) {
            final double seconds = secondsToFail(client, server.address());
            assertTrue(seconds > 1.9 && seconds < 5, seconds + " s");
        }
    }

    /** Also by another client of the same job. */
    @Test
    void aServerThatHasAnsweredIsWaitedFor() throws IOException {
        final WebOptions options = options(POLICY);
        try (ScriptedServer server = new ScriptedServer();
                WebClient client = new WebClient(server.address(), options);
                WebClient another = new WebClient(server.address(), options.shownOn(Monitor.NONE))) {
            assertEquals(404, get(client, server.address()));
            server.on(".*", ".*", Integer.MAX_VALUE, ScriptedServer.Call::reset);
            assertTrue(secondsToFail(another, server.address()) > 3.5);
        }
    }

    @Test
    void itIsToldWhichServerIsWaitedFor() throws IOException {
        final Listener listener = new Listener();
        try (ScriptedServer server = new ScriptedServer(call -> call.hang(30_000))) {
            server.on(".*", "/quick", 100, call -> call.answer(200));
            server.on(".*", "/slow", 1, call -> {
                ScriptedServer.pause(5500);
                call.answer(200);
            });
            try (WebClient client = new WebClient(
                    server.address(), options(RetryPolicy.STANDARD).shownOn(listener))) {
                for (int i = 0; i < 100; i++) get(client, server.address().resolve("quick"));
                assertEquals(List.of(), listener.told);
                assertEquals(200, get(client, server.address().resolve("slow")));
            }
            final String host = "127.0.0.1:" + server.address().getPort();
            assertTrue(listener.told.get(0).matches(host + " \\(\\d s\\)"), listener.told::toString);
            assertEquals("", listener.told.get(listener.told.size() - 1));
            assertTrue(listener.told.size() <= 4, listener.told::toString);
        }
    }

    /** A single refused connection is not a long wait, but many of them are. */
    @Test
    void itIsToldThatNobodyIsThere() throws IOException {
        final Listener listener = new Listener();
        final RetryPolicy policy = RetryPolicy.STANDARD.withFirst(Duration.ofSeconds(5));
        try (NoServer server = new NoServer();
                WebClient client =
                        new WebClient(server.address(), options(policy).shownOn(listener))) {
            secondsToFail(client, server.address());
            assertTrue(listener.told.get(0).matches(server.host() + " \\(\\d s\\)"), listener.told::toString);
        }
    }

    /** It is the user who is waited for then. */
    @Test
    void aQuestionForThePasswordIsNoSilenceOfTheServer() throws IOException {
        final Listener listener = new Listener();
        try (ScriptedServer server = new ScriptedServer()) {
            final WebOptions options =
                    WebOptions.builder().signer(new SlowUser()).retry(POLICY).build();
            try (WebClient client = new WebClient(server.address(), options.shownOn(listener))) {
                assertEquals(404, get(client, server.address()));
            }
        }
        assertEquals(List.of(), listener.told);
    }

    /** Types slowly. */
    private static final class SlowUser implements RequestSigner {
        @Override
        public void sign(final Request request) throws IOException {
            ScriptedServer.pause(5000);
            request.header(Request.AUTHORIZATION, "Bearer x");
        }

        @Override
        public boolean refresh(final URI target) {
            return false;
        }
    }
}
