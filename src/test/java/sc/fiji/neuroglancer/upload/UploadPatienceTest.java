package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Slow, silent, overloaded and absent servers: how long the upload waits, and how gently it asks again. */
class UploadPatienceTest extends ScriptedUpload {

    private static final int LARGE = 24 << 20; // more than the system's buffers hold

    private static double since(final long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Three tries per file, but half a minute for the server. */
    private static RetryPolicy patient(final Duration longestWait) {
        final Duration second = Duration.ofSeconds(1);
        return new RetryPolicy(3, Duration.ofMillis(5), longestWait, second.multipliedBy(30), second, second);
    }

    @Test
    void slowIsNotStalled() throws IOException {
        fixture.write("0/0/0/0", new byte[LARGE]);
        final long[] took = new long[1];
        server.on("PUT", ROOT + "/0/0/0/0", 1, call -> {
            dav.makeFolders(call.path);
            final long start = System.nanoTime();
            for (int i = 0; i < 24; i++) {
                call.readBody(1 << 20);
                sleep(90);
            }
            took[0] = System.nanoTime() - start;
            dav.files.put(call.path, new byte[LARGE]);
            call.answer(201);
        });
        upload();
        assertUploaded();
        assertTrue(took[0] > 2e9, "longer than a stall may last");
        assertEquals(1, puts("/0/0/0/0"), "was broken off though it went on");
    }

    private long puts(final String key) {
        return server.requests().stream()
                .filter(r -> r.equals("PUT " + ROOT + key))
                .count();
    }

    @Test
    void aBodyThatStallsIsSentAgain() throws IOException {
        fixture.write("0/0/0/0", new byte[LARGE]);
        server.on("PUT", ROOT + "/0/0/0/0", 1, call -> {
            call.readBody(1000);
            call.hang(20_000);
        });
        final long start = System.nanoTime();
        upload();
        assertUploaded();
        assertTrue(since(start) < 10, "waited for the stalled server");
    }

    @Test
    void anAnswerThatStallsIsAskedForAgain() throws IOException {
        upload();
        server.on("PROPFIND", ROOT + "/0/.*/", 2, call -> {
            call.body();
            call.answer(207, bytes("<?xml version='1.0'?><d:multistatus xmlns:d='DAV:'>"), "Content-Length: 5000");
            call.hang(20_000);
        });
        final long start = System.nanoTime();
        assertEquals(FILES, upload().skipped());
        assertTrue(since(start) < 10, "waited for the stalled server");
    }

    /** As after sleep or a pulled cable: everything fails for a while. */
    @Test
    void anOutageUsesUpNoFilesTries() throws IOException {
        final long[] outage = new long[1];
        final AtomicInteger reset = new AtomicInteger();
        server.on("PUT", CHUNK, 10, dav);
        server.on(".*", ".*", 1_000_000, call -> {
            if (outage[0] == 0) outage[0] = System.nanoTime();
            if (since(outage[0]) < 2) {
                reset.incrementAndGet();
                call.reset();
            } else dav.answer(call);
        });
        fixture.upload(address(), b -> b, Monitor.NONE, patient(Duration.ofMillis(400)));
        assertUploaded();
        assertTrue(reset.get() >= 10, "there was no outage: " + reset);
        assertTrue(reset.get() < 60, "asked an absent server " + reset + " times");
    }

    @Test
    void aServerInTroubleIsAskedByOneRequestAtATime() throws IOException {
        final AtomicInteger refused = new AtomicInteger();
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        server.on("PUT", CHUNK, 100, call -> {
            call.body();
            final boolean known = refused.incrementAndGet() > 45; // 10 failures, and 32 in progress
            if (known) most.accumulateAndGet(now.incrementAndGet(), Math::max);
            sleep(5);
            if (known) now.decrementAndGet();
            call.answer(503);
        });
        fixture.upload(address(), b -> b, Monitor.NONE, patient(Duration.ofMillis(40)));
        assertUploaded();
        assertEquals(100, refused.get());
        assertEquals(1, most.get());
    }

    @Test
    void aFileThatTheServerNeverTakesIsNamed() {
        server.on("PUT", ROOT + "/0/1/0/2", 100_000, refusal(500));
        final String message = failure();
        assertTrue(message.contains(" 500 ") && message.contains("/0/1/0/2"), message);
        assertTrue(dav.below(ROOT).size() > 30, "the others did not go on");
        assertInvisible();
    }

    @Test
    void aDateToComeBackIsHonoured() throws IOException {
        final long[] refused = new long[1];
        server.on("PUT", CHUNK, 1, call -> {
            call.body();
            refused[0] = System.nanoTime();
            final ZonedDateTime later = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
            call.answer(503, "Retry-After: " + later.format(DateTimeFormatter.RFC_1123_DATE_TIME));
        });
        upload(b -> b.parallel(1));
        assertTrue(since(refused[0]) > 0.95, "did not wait");
        assertUploaded();
    }

    @Test
    void moreConnectionsAreUsedWhileTheyPay() throws IOException {
        fixture = new UploadFixture(temp.resolve("more"), 600, 10);
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        try (ScriptedServer slow = new ScriptedServer(call -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            sleep(20);
            now.decrementAndGet();
            dav.answer(call);
        })) {
            dav.dCache = true;
            fixture.upload(slow.address().resolve("data/"), b -> b.parallel(4));
        }
        assertUploaded();
        assertTrue(most.get() > 4 && most.get() <= 32, most + " at a time");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void fewConnectionsStayFew(final int parallel) throws IOException {
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        try (ScriptedServer slow = new ScriptedServer(call -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            sleep(10);
            now.decrementAndGet();
            dav.answer(call);
        })) {
            fixture.upload(slow.address().resolve("data/"), b -> b.parallel(parallel));
        }
        assertUploaded();
        assertEquals(parallel, most.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 507, 413})
    void anEarlyRefusalDoesNotWaitForTheBody(final int status) throws IOException {
        fixture.write("0/0/0/0", new byte[LARGE]);
        server.on("PUT", ROOT + "/0/0/0/0", 1000, call -> {
            call.readBody(1000);
            call.answer(status, "Connection: close");
            sleep(300); // the rest of the body is not read
            call.hangUp();
        });
        final long start = System.nanoTime();
        final String message = failure();
        assertTrue(message.contains(" " + status + " "), message);
        assertTrue(since(start) < 5, "waited");
        assertInvisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLoginRefusedBeforeTheBodyIsRenewed(final boolean challenge) throws IOException {
        fixture.write("0/0/0/0", new byte[LARGE]);
        server.on("PUT", ROOT + "/0/0/0/0", 1, call -> {
            call.readBody(1000);
            call.answer(401, challenge ? "WWW-Authenticate: Bearer" : "X: y", "Connection: close");
            sleep(300);
            call.hangUp();
        });
        final UploadFixture.Token token = new UploadFixture.Token(1);
        upload(b -> b.signer(token));
        assertUploaded();
        assertEquals(1, token.refreshes.get());
    }
}
