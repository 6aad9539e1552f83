package sc.fiji.neuroglancer.task;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A fixed number of daemon threads with a bounded queue and a shared fate: the first failure is kept, prevents all
 * tasks that have not started, and is thrown to the producer at its next call.
 *
 * <p>One thread is the producer: it calls {@link #submit}, {@link #await}, and {@link #close}.
 */
public final class WorkerPool implements AutoCloseable {

    /** Work that may fail. */
    @FunctionalInterface
    public interface Task {
        /** Runs once, on a worker thread. */
        void run() throws IOException;
    }

    /** A condition that the producer waits for and workers make true. */
    @FunctionalInterface
    public interface Condition {
        /** Whether the producer may continue; called without a lock. It must not block. */
        boolean holds();
    }

    /** How often a waiting producer checks for cancellation. */
    private static final long POLL_MILLIS = 50;

    private static final AtomicInteger POOLS = new AtomicInteger();

    private final ExecutorService threads;
    private final Semaphore slots;
    private final int workers;
    private final int capacity;
    private final Monitor monitor;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Object progress = new Object();
    private volatile long signals; // written under progress

    /**
     * @param workers number of threads, at least 1
     * @param waiting number of tasks that may be queued before {@link #submit} blocks
     * @param monitor checked for cancellation while the producer waits
     */
    public WorkerPool(final int workers, final int waiting, final Monitor monitor) {
        this.monitor = monitor;
        this.workers = workers;
        capacity = workers + waiting;
        slots = new Semaphore(capacity);
        final int pool = POOLS.incrementAndGet();
        final AtomicInteger thread = new AtomicInteger();
        threads = Executors.newFixedThreadPool(workers, task -> {
            final Thread t = new Thread(task, "neuroglancer-" + pool + "-" + thread.incrementAndGet());
            t.setDaemon(true);
            return t;
        });
    }

    /** Number of threads. */
    public int workers() {
        return workers;
    }

    /**
     * Adds a task; blocks while the pool is full.
     *
     * @throws IOException the first failure of any task
     * @throws CancellationException when the monitor was canceled
     */
    public void submit(final Task task) throws IOException {
        await(slots::tryAcquire);
        threads.execute(() -> {
            try {
                if (failure.get() == null) task.run();
            } catch (final Throwable e) { // errors, too, must reach the producer
                fail(e);
            } finally {
                slots.release();
                signal();
            }
        });
    }

    /**
     * Blocks the producer until the condition holds. Checks it again whenever a task ends or {@link #signal} is called.
     *
     * @throws IOException the first failure of any task
     * @throws CancellationException when the monitor was canceled
     */
    public void await(final Condition condition) throws IOException {
        while (true) {
            check();
            final long seen = signals;
            if (condition.holds()) return;
            waitForSignalAfter(seen);
        }
    }

    private void waitForSignalAfter(final long seen) {
        synchronized (progress) {
            if (signals != seen) return;
            try {
                progress.wait(POLL_MILLIS);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    /** Wakes the producer to check its condition again. */
    public void signal() {
        synchronized (progress) {
            signals++;
            progress.notifyAll();
        }
    }

    /** Stops the pool with this failure, unless it has already failed. */
    public void fail(final Throwable cause) {
        if (!failure.compareAndSet(null, cause)) {
            final Throwable first = failure.get();
            if (first != cause) first.addSuppressed(cause);
        }
        signal();
    }

    /**
     * Blocks until every submitted task has ended.
     *
     * @throws IOException the first failure of any task
     * @throws CancellationException when the monitor was canceled
     */
    public void drain() throws IOException {
        await(() -> slots.availablePermits() == capacity);
        check();
    }

    /** Whether a task has failed or the pool was closed, so that long tasks should end. */
    public boolean stopped() {
        return failure.get() != null;
    }

    private void check() throws IOException {
        final Throwable cause = failure.get();
        if (cause instanceof IOException e) throw e;
        if (cause instanceof RuntimeException e) throw e;
        if (cause instanceof Error e) throw e;
        if (cause != null) throw new IOException(cause.getMessage(), cause);
        monitor.throwIfCanceled();
    }

    /** Interrupts running tasks at once and drops the queued ones; for tasks that only read. */
    public void interrupt() {
        threads.shutdownNow();
    }

    /**
     * Stops the pool: queued tasks are dropped, running tasks end or are interrupted. Returns when all have ended.
     */
    @Override
    public void close() {
        failure.compareAndSet(null, new CancellationException("closed"));
        threads.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.SECONDS)) break;
                threads.shutdownNow();
            } catch (final InterruptedException e) {
                interrupted = true;
                threads.shutdownNow();
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
