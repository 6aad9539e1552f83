package sc.fiji.neuroglancer.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a deadlock must fail, not hang
class WorkerPoolTest {

    private static final long ONE_SECOND = TimeUnit.SECONDS.toNanos(1);

    private static void sleepLong() {
        try {
            Thread.sleep(60_000);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final CountDownLatch release = new CountDownLatch(1);

    private void busy() {
        try {
            release.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void after(final long millis, final Runnable what) {
        final Thread thread = new Thread(() -> {
            try {
                Thread.sleep(millis);
            } catch (final InterruptedException e) {
                return;
            }
            what.run();
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Fills the one thread and the one place to wait, then blocks in the named call. */
    private void block(final WorkerPool pool, final String call) throws IOException {
        pool.submit(this::busy);
        pool.submit(this::busy);
        if (call.equals("submit")) pool.submit(this::busy);
        else if (call.equals("drain")) pool.drain();
        else pool.await(() -> false);
    }

    @Test
    void everyTaskRunsOnceAndDrainWaitsForThem() throws IOException {
        final AtomicInteger runs = new AtomicInteger();
        try (WorkerPool pool = new WorkerPool(3, 5, Monitor.NONE)) {
            for (int i = 0; i < 500; i++) pool.submit(runs::incrementAndGet);
            pool.drain();
            assertEquals(500, runs.get());
            pool.submit(runs::incrementAndGet);
            pool.drain();
            assertEquals(501, runs.get());
        }
    }

    @Test
    void theFirstFailureStopsTheProducerAndDropsWhatWaits() throws Exception {
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicInteger runs = new AtomicInteger();
        final IOException failure = new IOException("disk");
        try (WorkerPool pool = new WorkerPool(1, 10, Monitor.NONE)) {
            pool.submit(() -> {
                try {
                    go.await();
                } catch (final InterruptedException e) {
                    throw new IOException(e);
                }
                throw failure;
            });
            for (int i = 0; i < 10; i++) pool.submit(runs::incrementAndGet);
            go.countDown();
            assertSame(failure, assertThrows(IOException.class, pool::drain));
            assertSame(failure, assertThrows(IOException.class, () -> pool.submit(runs::incrementAndGet)));
            assertSame(failure, assertThrows(IOException.class, () -> pool.await(() -> true)));
        }
        assertEquals(0, runs.get());
    }

    @Test
    void aLaterFailureIsKeptWithTheFirst() throws IOException {
        final IOException first = new IOException("first");
        final RuntimeException second = new RuntimeException("second");
        try (WorkerPool pool = new WorkerPool(1, 0, Monitor.NONE)) {
            pool.fail(first);
            pool.fail(first);
            pool.fail(second);
            assertSame(first, assertThrows(IOException.class, pool::drain));
        }
        assertEquals(1, first.getSuppressed().length);
        assertSame(second, first.getSuppressed()[0]);
    }

    @Test
    void anErrorReachesTheProducer() throws IOException {
        final Error error = new OutOfMemoryError("a test's");
        try (WorkerPool pool = new WorkerPool(2, 2, Monitor.NONE)) {
            pool.submit(() -> {
                throw error;
            });
            assertSame(error, assertThrows(OutOfMemoryError.class, () -> pool.await(() -> false)));
        }
    }

    @Test
    void aFailureOfAnyKindReachesTheProducer() {
        final Exception failure = new InterruptedException("neither unchecked nor I/O");
        try (WorkerPool pool = new WorkerPool(1, 0, Monitor.NONE)) {
            pool.fail(failure);
            assertSame(failure, assertThrows(IOException.class, pool::drain).getCause());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "await", "drain"})
    void aFailureEndsEveryWait(final String call) {
        final IOException failure = new IOException("dead worker");
        try (WorkerPool pool = new WorkerPool(1, 1, Monitor.NONE)) {
            after(100, () -> pool.fail(failure));
            assertSame(failure, assertThrows(IOException.class, () -> block(pool, call)));
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "await", "drain"})
    void cancelEndsEveryWaitWithinASecond(final String call) {
        final AtomicBoolean canceled = new AtomicBoolean();
        final AtomicReference<Long> pressed = new AtomicReference<>();
        try (WorkerPool pool = new WorkerPool(1, 1, ImpatientUser.when(canceled::get))) {
            after(200, () -> {
                pressed.set(System.nanoTime());
                canceled.set(true);
            });
            assertThrows(CancellationException.class, () -> block(pool, call));
            assertTrue(System.nanoTime() - pressed.get() < ONE_SECOND);
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "await", "drain"})
    void anInterruptEndsEveryWaitAndIsKept(final String call) {
        try (WorkerPool pool = new WorkerPool(1, 1, Monitor.NONE)) {
            final Thread producer = Thread.currentThread();
            after(100, producer::interrupt);
            assertThrows(CancellationException.class, () -> block(pool, call));
            assertTrue(Thread.interrupted());
            release.countDown();
        }
    }

    @Test
    void noMoreThanTheGivenNumberIsUnderWay() throws IOException {
        final int workers = 2;
        final int waiting = 3;
        final AtomicInteger submitted = new AtomicInteger();
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger beforeGo = new AtomicInteger();
        after(300, () -> {
            beforeGo.set(submitted.get());
            go.countDown();
        });
        try (WorkerPool pool = new WorkerPool(workers, waiting, Monitor.NONE)) {
            for (int i = 0; i < 50; i++) {
                pool.submit(() -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    try {
                        go.await();
                    } catch (final InterruptedException e) {
                        throw new IOException(e);
                    } finally {
                        atOnce.decrementAndGet();
                    }
                });
                submitted.incrementAndGet();
            }
            pool.drain();
        }
        assertEquals(workers + waiting, beforeGo.get());
        assertEquals(workers, most.get());
    }

    @Test
    void theConditionIsAskedAgainAtOnceAfterASignal() throws IOException {
        try (WorkerPool pool = new WorkerPool(1, 0, Monitor.NONE)) {
            final AtomicInteger asked = new AtomicInteger();
            // Each question is answered by a signal: a pool that only polls needs 50 ms for each.
            final long start = System.nanoTime();
            pool.await(() -> {
                pool.signal();
                return asked.incrementAndGet() == 100;
            });
            assertTrue(System.nanoTime() - start < ONE_SECOND);
        }
    }

    /** A condition may take the lock under which a worker signals. */
    @Test
    void theConditionIsCalledUnderNoLock() throws IOException {
        final Object lock = new Object();
        final CountDownLatch asking = new CountDownLatch(1);
        final AtomicBoolean done = new AtomicBoolean();
        try (WorkerPool pool = new WorkerPool(1, 0, Monitor.NONE)) {
            pool.submit(() -> {
                synchronized (lock) {
                    try {
                        asking.await();
                        Thread.sleep(100); // the producer is inside its condition now
                    } catch (final InterruptedException e) {
                        throw new IOException(e);
                    }
                    pool.signal();
                    done.set(true);
                }
            });
            pool.await(() -> {
                asking.countDown();
                synchronized (lock) {
                    return done.get();
                }
            });
        }
        assertTrue(done.get());
    }

    @Test
    void closeInterruptsWhatSleepsAndRunsNothingMore() throws IOException {
        final AtomicInteger runs = new AtomicInteger();
        final WorkerPool pool = new WorkerPool(1, 2, Monitor.NONE);
        pool.submit(WorkerPoolTest::sleepLong);
        pool.submit(runs::incrementAndGet);
        final long start = System.nanoTime();
        pool.close();
        pool.close();
        assertTrue(System.nanoTime() - start < 5 * ONE_SECOND);
        assertEquals(0, runs.get());
        assertThrows(CancellationException.class, () -> pool.submit(runs::incrementAndGet));
    }

    @Test
    void closeByAnInterruptedProducerStillWaits() throws IOException {
        final AtomicBoolean ended = new AtomicBoolean();
        final CountDownLatch begun = new CountDownLatch(1);
        final WorkerPool pool = new WorkerPool(1, 0, Monitor.NONE);
        pool.submit(() -> {
            begun.countDown();
            sleepLong();
            ended.set(true);
        });
        pool.await(() -> begun.getCount() == 0);
        Thread.currentThread().interrupt();
        pool.close();
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertTrue(ended.get(), "nothing runs after close");
    }

    @Test
    void itsThreadsAreDaemons() throws IOException {
        final AtomicReference<Thread> worker = new AtomicReference<>();
        try (WorkerPool pool = new WorkerPool(1, 0, Monitor.NONE)) {
            pool.submit(() -> worker.set(Thread.currentThread()));
            pool.drain();
        }
        assertTrue(worker.get().isDaemon());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aPoolHasAThread(final int workers) {
        final Executable make = () -> new WorkerPool(workers, 1, Monitor.NONE).close();
        assertThrows(IllegalArgumentException.class, make);
    }
}
