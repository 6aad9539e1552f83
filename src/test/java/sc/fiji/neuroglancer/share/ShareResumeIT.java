package sc.fiji.neuroglancer.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.Monitor;

/** Sharing that is interrupted in every stage and at many requests, and goes on. */
@Timeout(240)
class ShareResumeIT extends ShareFixture {

    /** Cancels at the beginning of a stage, or when so many units of it are done. */
    private static final class CancelIn implements Monitor {
        private final int stage;
        private final int units;
        private final List<String> stages = new CopyOnWriteArrayList<>();
        private final List<Long> totals = new CopyOnWriteArrayList<>();
        private volatile long done;

        CancelIn(final int stage, final int units) {
            this.stage = stage;
            this.units = units;
        }

        @Override
        public synchronized void start(final String name, final long total) {
            stages.add(name);
            totals.add(total);
            done = 0;
        }

        @Override
        public synchronized void advance(final long n) {
            done += n;
        }

        @Override
        public synchronized void throwIfCanceled() {
            if (stages.size() > stage || stages.size() == stage && done >= units)
                throw new CancellationException("canceled by the test");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void canceledInAnyStageItGoesOnAndEndsWithTheSameBytes(final boolean toTheStorage) throws IOException {
        straight = toTheStorage;
        final CancelIn never = new CancelIn(Integer.MAX_VALUE, 0);
        share(IfExists.RESUME, never);
        final Map<String, byte[]> whole = atStorage();
        assertTrue(never.stages.size() >= 10, never.stages::toString);
        assertEquals("Looking at the storage", never.stages.get(0));
        assertTrue(never.stages.get(1).startsWith("1/4 "), never.stages::toString);
        assertTrue(never.stages.get(never.stages.size() - 1).startsWith("4/4 Checking"), never.stages::toString);
        for (int stage = 1; stage <= never.stages.size(); stage++) {
            beginAnew();
            final String when = never.stages.get(stage - 1) + " (" + never.totals.get(stage - 1) + ")";
            final int within = never.totals.get(stage - 1) > 1 ? 1 : 0;
            final int number = stage;
            assertThrows(CancellationException.class, () -> share(IfExists.RESUME, new CancelIn(number, within)), when);
            assertTrue(share().ok(), when);
            DatasetFiles.assertEqual(whole, atStorage(), when);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatGoesAwayAtAnyTimeIsNoHarm(final boolean toTheStorage) throws IOException {
        straight = toTheStorage;
        share();
        final Map<String, byte[]> whole = atStorage();
        final int requests = server.requests().size();
        assertTrue(requests > 60, requests + " requests");
        for (int at = 0; at < requests; at += 1 + requests / 12) {
            beginAnew();
            final int limit = at;
            final int[] count = new int[1];
            server.on(".*", ".*", Integer.MAX_VALUE, call -> {
                synchronized (count) {
                    if (count[0] >= 0 && ++count[0] > limit) {
                        call.body();
                        call.answer(507);
                        return;
                    }
                }
                storage.answer(call);
            });
            try {
                final boolean ok = share().ok();
                synchronized (count) {
                    assertTrue(!ok || count[0] <= limit, "the storage was full at request " + at);
                }
            } catch (final IOException e) {
                assertTrue(e.getMessage().contains("full"), e.getMessage());
            }
            synchronized (count) {
                count[0] = -1;
            }
            assertTrue(share().ok());
            DatasetFiles.assertEqual(whole, atStorage(), "after request " + at);
        }
    }

    @Test
    void aServerThatIsNotThereIsToldSoon() throws IOException {
        final URI address = server.address();
        server.close();
        final Profile profile = Profile.builder("gone", StorageKinds.WEBDAV)
                .address(address.toString())
                .build();
        final long start = System.nanoTime();
        straight = true;
        final IOException e = assertThrows(IOException.class, () -> share(profile, List.of()));
        assertTrue(e.getMessage().contains(" does not answer (connection refused)"), e.getMessage());
        assertTrue(System.nanoTime() - start < 25e9, e.getMessage());
    }
}
