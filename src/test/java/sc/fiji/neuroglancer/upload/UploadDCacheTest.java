package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Peculiarities of a dCache door: limits, blocked addresses, and overwriting that deletes first. */
class UploadDCacheTest extends ScriptedUpload {

    @BeforeEach
    void makeDCache() {
        dav.dCache = true;
    }

    /** Accepts a number of requests in any second; answers others with 429. */
    private static final class Limited implements ScriptedServer.Handler {
        private final DavHandler dav;
        private final int perSecond;
        private final Deque<Long> recent = new ArrayDeque<>(); // guarded by this
        final AtomicInteger refused = new AtomicInteger();

        Limited(final DavHandler dav, final int perSecond) {
            this.dav = dav;
            this.perSecond = perSecond;
        }

        private synchronized boolean takes() {
            final long now = System.nanoTime();
            while (!recent.isEmpty() && now - recent.peek() > 1_000_000_000L) recent.remove();
            return recent.size() < perSecond && recent.add(now);
        }

        @Override
        public void answer(final ScriptedServer.Call call) throws IOException {
            if (takes()) dav.answer(call);
            else {
                refused.incrementAndGet();
                call.body();
                call.answer(429, "Retry-After: 1");
            }
        }
    }

    @Test
    void theUsualLimitIsNeverReached() throws IOException {
        fixture = new UploadFixture(temp.resolve("more"), 500, 10);
        final Limited limited = new Limited(dav, 250);
        try (ScriptedServer door = new ScriptedServer(limited)) {
            fixture.upload(door.address().resolve("data/"), b -> b.kind(StorageKinds.DCACHE));
        }
        assertUploaded();
        assertEquals(0, limited.refused.get());
    }

    @Test
    void aLowerLimitOnlyTakesTime() throws IOException {
        fixture = new UploadFixture(temp.resolve("more"), 200, 10);
        final Limited limited = new Limited(dav, 100);
        try (ScriptedServer door = new ScriptedServer(limited)) {
            fixture.upload(door.address().resolve("data/"), b -> b);
        }
        assertUploaded();
        assertTrue(limited.refused.get() > 0, "there is no limit");
        assertTrue(limited.refused.get() < 150, "refused " + limited.refused);
    }

    /** Blocks a client after three refusals in a row, as a door blocks an address for ten seconds. */
    private final class Blocking implements ScriptedServer.Handler {
        private int inRow; // guarded by this
        private long until = System.nanoTime(); // guarded by this
        private boolean blocked; // guarded by this
        final AtomicInteger refusals = new AtomicInteger();

        private synchronized boolean isBlocked(final boolean welcome) {
            if (System.nanoTime() - until < 0) return true;
            inRow = welcome ? 0 : inRow + 1;
            if (inRow == 3) {
                until = System.nanoTime() + 1_000_000_000L;
                blocked = true;
                inRow = 0;
            }
            return false;
        }

        synchronized boolean wasBlocked() {
            return blocked;
        }

        @Override
        public void answer(final ScriptedServer.Call call) throws IOException {
            final boolean welcome = dav.login.equals(call.header("Authorization"));
            if (isBlocked(welcome)) {
                call.body();
                call.answer(429, "Retry-After: 1");
                return;
            }
            if (!welcome) refusals.incrementAndGet();
            dav.answer(call);
        }
    }

    private Blocking expiring(final int parallel, final UploadFixture.Token token, final int next) throws IOException {
        dav.login = "Bearer " + UploadFixture.SECRET + 0;
        final Blocking blocking = new Blocking();
        final AtomicInteger left = new AtomicInteger(15);
        try (ScriptedServer door = new ScriptedServer(call -> {
            if (call.method.equals("PUT") && left.decrementAndGet() == 0)
                dav.login = "Bearer " + UploadFixture.SECRET + next;
            sleep(20); // until the maximum of requests is in progress
            blocking.answer(call);
        })) {
            fixture.upload(door.address().resolve("data/"), b -> b.signer(token).parallel(parallel));
        }
        return blocking;
    }

    @Test
    void oneRefusalAtATimeBlocksNobody() throws IOException {
        final Blocking door = expiring(1, new UploadFixture.Token(1), 1);
        assertUploaded();
        assertEquals(1, door.refusals.get());
        assertFalse(door.wasBlocked());
    }

    /** When a login expires, all requests in progress are refused; the upload waits until the address is unblocked. */
    @Test
    void aBlockedAddressIsWaitedFor() throws IOException {
        final Blocking door = expiring(8, new UploadFixture.Token(1), 1);
        assertUploaded();
        assertTrue(door.wasBlocked(), "nothing was blocked");
        assertTrue(door.refusals.get() <= 8, "refused " + door.refusals);
    }

    /** Until it is known whether the new login is valid, only one request may try it. */
    @Test
    void theNewLoginIsTriedOnceEvenAfterOtherTrouble() {
        dav.login = "Bearer " + UploadFixture.SECRET + 0;
        final AtomicInteger expired = new AtomicInteger(15);
        final AtomicInteger trouble = new AtomicInteger(12);
        final AtomicInteger refusals = new AtomicInteger();
        server.on("PUT", CHUNK, 100_000, call -> {
            if (expired.decrementAndGet() == 0) dav.login = "another";
            if (dav.login.equals("another") && call.header("Authorization").endsWith("1")) {
                call.body();
                if (trouble.getAndDecrement() > 0) call.answer(429, "Retry-After: 0");
                else {
                    refusals.incrementAndGet();
                    call.answer(401);
                }
            } else dav.answer(call);
        });
        final IOException e =
                assertThrows(IOException.class, () -> upload(b -> b.signer(new UploadFixture.Token(1000))));
        assertTrue(e.getMessage().contains("401"), e::toString);
        assertEquals(1, refusals.get());
    }

    /** Overwriting deletes the old content first: an interrupted one leaves nothing, which viewers must not see. */
    @Test
    void aBrokenOverwriteIsHiddenUntilItIsMended() throws IOException {
        upload();
        fixture.write("0/0/0/0", bytes("changed"));
        server.on("PUT", ROOT + "/0/0/0/0", 100_000, call -> {
            dav.files.remove(call.path);
            call.readBody(2);
            call.reset();
        });
        failure();
        assertFalse(dav.files.containsKey(ROOT + "/0/0/0/0"));
        assertInvisible();
        server.heal();
        upload();
        assertUploaded();
    }

    @Test
    void aTokenThatMayNotDeleteChangesNothing() throws IOException {
        upload();
        final byte[] before = dav.files.get(ROOT + "/0/0/0/0");
        fixture.write("0/0/0/0", bytes("changed"));
        server.on("DELETE", ".*", 100_000, refusal(403));
        server.forget();
        assertTrue(failure().contains("403"));
        assertArrayEquals(before, dav.files.get(ROOT + "/0/0/0/0"), "changed while it was visible");
        assertTrue(dav.files.containsKey(ROOT + "/.zattrs"));
        assertTrue(server.count("PUT") == 0, server.requests()::toString);
    }

    @Test
    void whatArrivesDamagedAlwaysIsGivenUp() throws IOException {
        server.on("PUT", ROOT + "/0/0/0/4", 100_000, refusal(400));
        assertTrue(failure().contains("400"));
        assertTrue(
                server.requests().stream().filter(r -> r.endsWith("/0/0/0/4")).count() <= 4);
        assertInvisible();
    }

    /** A door answers with an empty listing when it cannot list; then the files are queried by name. */
    @Test
    void emptyListingsAfterTheUploadSendNothingAgain() throws IOException {
        server.on("PROPFIND", ROOT + "/[01]/.*/", 10_000, call -> {
            call.body();
            call.answer(207, bytes("<d:multistatus xmlns:d='DAV:'/>"));
        });
        upload();
        assertUploaded();
        assertEquals(FILES, server.count("PUT"));
    }

    @Test
    void fullStorageAtTheVeryEndShowsNothing() throws IOException {
        server.on("PUT", ROOT + "/\\.z.*", 100_000, refusal(507));
        assertTrue(failure().contains("quota"));
        assertInvisible();
    }
}
