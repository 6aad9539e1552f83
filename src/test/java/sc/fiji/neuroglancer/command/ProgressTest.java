package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long MILLI = 1_000_000;

    private final AtomicLong nanos = new AtomicLong(-5_000 * MILLI);
    private final List<String> shown = new ArrayList<>();
    private final AtomicBoolean cancel = new AtomicBoolean();
    private final Progress progress = new Progress(nanos::get) {
        @Override
        protected void show(final String text, final double fraction) {
            shown.add(text + " @" + fraction);
        }

        @Override
        protected void beginsToWait(final String text) {
            if (text.startsWith("x")) shown.add("[" + text + "]");
        }

        @Override
        protected boolean canceled() {
            return cancel.get();
        }
    };

    private void advance(final long millis, final long n) {
        nanos.addAndGet(millis * MILLI);
        progress.advance(n);
    }

    @Test
    void showsStageAndPercent() {
        progress.start("Exporting cells", 8);
        advance(0, 1);
        assertEquals(List.of("Exporting cells @0.0", "Exporting cells: 12 % @0.125"), shown);
    }

    @Test
    void showsAtMostFiveTimesASecondAndTheEnd() {
        progress.start("x", 1001);
        for (int i = 0; i < 1000; i++) advance(1, 1);
        assertEquals(1 + 5, shown.size(), shown.toString());
        advance(0, 1);
        assertEquals("x: 100 % @1.0", shown.get(6));
    }

    @Test
    void tellsTheTimeLeftOnceItCanBeKnown() {
        progress.start("x", 100);
        progress.advance(0);
        advance(1900, 10);
        assertEquals("x: 10 % @0.1", last());
        advance(1100, 5);
        assertEquals("x: 15 %, 17 s left @0.15", last());
        advance(7000, 35);
        assertEquals("x: 50 %, 10 s left @0.5", last());
        advance(10000, 50);
        assertEquals("x: 100 % @1.0", last());
    }

    @Test
    void doesNotCountWhatAnEarlierRunDidAsSpeed() {
        progress.start("x", 100);
        progress.advance(60);
        advance(10_000, 10);
        assertEquals("x: 70 %, 30 s left @0.7", last());
    }

    @Test
    void startsAnewWithEachStage() {
        progress.start("first", 10);
        advance(10_000, 9);
        progress.start("second", 10);
        advance(4_000, 1);
        assertEquals("second: 10 %, 36 s left @0.1", last());
    }

    @Test
    void isDoneWhenThereIsNothingToDo() {
        progress.start("x", 0);
        progress.advance(0);
        assertEquals("x: 100 % @1.0", last());
    }

    @Test
    void stopsTheJobWhenCanceled() {
        assertDoesNotThrow(progress::throwIfCanceled);
        cancel.set(true);
        assertThrows(CancellationException.class, progress::throwIfCanceled);
    }

    @Test
    void saysWhatIsWaitedFor() {
        progress.start("x", 0);
        progress.waiting("host (3 s)");
        progress.waiting("host (4 s)");
        progress.waiting("");
        assertEquals(
                List.of(
                        "x @0.0",
                        "[x: waiting for host (3 s)]",
                        "x: waiting for host (3 s) @0.0",
                        "x: waiting for host (4 s) @0.0",
                        "x @0.0"),
                shown);
        progress.start("y", 100);
        nanos.addAndGet(5000 * MILLI);
        progress.waiting("host (5 s)");
        assertEquals("y: 0 %, waiting for host (5 s) @0.0", last());
        progress.waiting("");
        assertEquals("y: 0 % @0.0", last());
        advance(5000, 20);
        progress.waiting("host (3 s)");
        advance(300, 1);
        assertEquals("y: 21 %, waiting for host (3 s) @0.21", last());
        progress.start("z", 10);
        assertEquals("z @0.0", last());
    }

    @Test
    void isNeverShownByTwoThreadsAtOnce() throws InterruptedException {
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicLong time = new AtomicLong();
        final Progress slow = new Progress(() -> time.addAndGet(1000 * MILLI)) { // every advance is due
                    @Override
                    protected void show(final String text, final double fraction) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        for (int i = 0; i < 20; i++) Thread.yield();
                        inside.decrementAndGet();
                    }

                    @Override
                    protected boolean canceled() {
                        return false;
                    }
                };
        slow.start("x", 4000);
        final List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 1000; i++) slow.advance(1);
            }));
        }
        threads.forEach(Thread::start);
        for (final Thread thread : threads) thread.join();
        assertEquals(1, most.get());
        assertTrue(time.get() > 4000 * 1000 * MILLI);
    }

    private String last() {
        return shown.get(shown.size() - 1);
    }
}
