package sc.fiji.neuroglancer.serve;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of daemon threads, which are taken back from stalled clients.
 *
 * <p>The JDK's server has time limits only as system properties of the whole JVM, and they limit the total time of a
 * transfer, even if it makes progress. Here a thread without progress for a while is interrupted, which only closes the
 * channel on which it is blocked.
 */
final class Workers implements Executor, AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Turn> current = new ThreadLocal<>();
    private final long patience;

    /**
     * @param most number of threads; further requests wait
     * @param patience how long a thread may go without {@link #progress}
     */
    Workers(final int most, final Duration patience) {
        this.patience = patience.toNanos();
        final Handover queue = new Handover();
        threads = new ThreadPoolExecutor(0, most, 10, TimeUnit.SECONDS, queue, daemons(), (task, pool) -> {
            if (pool.isShutdown()) throw new RejectedExecutionException("the server was closed");
            queue.enqueue(task);
        });
        watch = Executors.newSingleThreadScheduledExecutor(daemons());
        final long period = Math.max(1, patience.toMillis() / 4);
        watch.scheduleWithFixedDelay(this::releaseStuck, period, period, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemons() {
        return task -> {
            final Thread thread = new Thread(task, "neuroglancer-serve-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(final Runnable task) {
        threads.execute(() -> {
            final Turn turn = new Turn();
            turns.add(turn);
            current.set(turn);
            try {
                task.run();
            } finally {
                current.remove();
                turns.remove(turn);
                turn.end();
            }
        });
    }

    /** Records that the calling thread's client makes progress. */
    void progress() {
        final Turn turn = current.get();
        if (turn != null) turn.last = System.nanoTime();
    }

    private void releaseStuck() {
        final long now = System.nanoTime();
        for (final Turn turn : turns) turn.interruptIfStuck(now, patience);
    }

    /** Interrupts all threads; does not wait for them. */
    @Override
    public void close() {
        watch.shutdownNow();
        threads.shutdownNow();
    }

    /** One request on one thread. */
    private static final class Turn {

        private final Thread thread = Thread.currentThread();
        private volatile long last = System.nanoTime();
        private boolean over;

        synchronized void interruptIfStuck(final long now, final long patience) {
            if (!over && now - last > patience) thread.interrupt();
        }

        /** No interrupt follows; one that came too late is cleared. */
        synchronized void end() {
            over = true;
            Thread.interrupted();
        }
    }

    /** Hands tasks to waiting threads only, so that the pool grows before it queues. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(final Runnable task) {
            return tryTransfer(task);
        }

        void enqueue(final Runnable task) {
            super.offer(task);
        }
    }
}
