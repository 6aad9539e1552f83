package sc.fiji.neuroglancer.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits how many requests run concurrently and adapts the limit to the server.
 *
 * <p>The limit grows as long as more requests increase the throughput, and falls by a third when the server is
 * overloaded. After {@value #BREAK_AFTER} consecutive failures all requests wait; then single requests probe the server
 * until one succeeds.
 */
final class ConcurrencyLimit {

    static final int MAX = 32;
    private static final int MIN = 4;
    private static final int BREAK_AFTER = 10;
    private static final long WINDOW_NANOS = 1_000_000_000;
    private static final double WORTHWHILE = 1.05;
    private static final int HOLD_WINDOWS = 20;
    /** The overhead of a request, in bytes. */
    private static final long REQUEST_WORK = 32768;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final Condition naps = lock.newCondition();
    private final RequestBudget budget;
    private final RetryPolicy policy;
    private final int least;
    private final int most;

    // all guarded by lock
    private int limit;
    private int active;
    private boolean closed;
    private int failuresInRow;
    private long firstFailure;
    private long successes;
    private boolean probing;
    private long reopen;
    private long pauseNanos;
    private long windowStart = System.nanoTime();
    private long windowWork;
    private double formerRate;
    private boolean grew;
    private int hold;
    private long lastCut = windowStart - WINDOW_NANOS;

    ConcurrencyLimit(final int parallel, final RequestBudget budget, final RetryPolicy policy) {
        this.budget = budget;
        this.policy = policy;
        limit = Math.min(parallel, MAX);
        least = Math.min(limit, MIN);
        most = limit < MIN ? limit : MAX;
    }

    /** Waits until a request may start. Call {@link #succeeded}, {@link #failed}, or {@link #left} once after it. */
    void enter() throws InterruptedIOException {
        lock.lock();
        try {
            while (!mayEnter()) await(turn, untilReopen());
            if (isOpen()) probing = true;
            active++;
        } finally {
            lock.unlock();
        }
        final long place = budget.reserve();
        try {
            sleepUntil(place);
            while (budget.pausedUntil() - System.nanoTime() > 0) sleepUntil(budget.pausedUntil());
        } catch (final InterruptedIOException e) {
            left();
            throw e;
        }
    }

    private boolean mayEnter() {
        if (active >= limit) return false;
        return !isOpen() || !probing && System.nanoTime() - reopen >= 0;
    }

    private boolean isOpen() {
        return failuresInRow >= BREAK_AFTER;
    }

    private long untilReopen() {
        if (active >= limit || !isOpen() || probing) return Long.MAX_VALUE;
        return Math.max(1, reopen - System.nanoTime());
    }

    /** The server handled the request, or at least gave a valid answer. */
    void succeeded(final long bytes) {
        lock.lock();
        try {
            final boolean wasOpen = isOpen();
            final int before = limit;
            active--;
            probing = false;
            failuresInRow = 0;
            pauseNanos = 0;
            successes++;
            windowWork += bytes + REQUEST_WORK;
            adapt(System.nanoTime());
            if (wasOpen || limit > before) turn.signalAll();
            else turn.signal(); // one free slot, one thread: the others would only wake up and wait again
        } finally {
            lock.unlock();
        }
    }

    /** Increases the limit while that increases the throughput, and tries again after a while. */
    private void adapt(final long now) {
        if (now - windowStart < WINDOW_NANOS) return;
        final double rate = windowWork / (double) (now - windowStart);
        if (grew && rate < WORTHWHILE * formerRate) {
            limit = Math.max(least, limit - Math.max(1, limit / 5));
            grew = false;
            hold = HOLD_WINDOWS;
        } else if (hold > 0) {
            hold--;
        } else if (limit < most) {
            limit = Math.min(most, limit + Math.max(1, limit / 4));
            grew = true;
        }
        formerRate = rate;
        windowStart = now;
        windowWork = 0;
    }

    /**
     * The server did not answer, or reported a problem of its own.
     *
     * @param since when the outage began if this is its first failure; as {@link System#nanoTime()}
     */
    void failed(final long since) {
        lock.lock();
        try {
            active--;
            probing = false;
            final long now = System.nanoTime();
            if (failuresInRow++ == 0) firstFailure = since;
            if (now - lastCut >= WINDOW_NANOS) {
                limit = Math.max(least, limit * 2 / 3);
                lastCut = now;
                grew = false;
            }
            if (isOpen()) {
                pauseNanos = Math.min(
                        policy.longest(true).toNanos() / 2,
                        Math.max(policy.first().toNanos(), 2 * pauseNanos));
                reopen = now + jitter(pauseNanos);
            }
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The request was not sent. */
    void left() {
        lock.lock();
        try {
            active--;
            probing = false;
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Number of successful requests so far. */
    long successes() {
        lock.lock();
        try {
            return successes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all requests have failed for this long. */
    boolean outage(final Duration patience) {
        lock.lock();
        try {
            return failuresInRow > 0 && System.nanoTime() - firstFailure > patience.toNanos();
        } finally {
            lock.unlock();
        }
    }

    int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** Waits between two attempts; fails when {@link #close} is called. */
    void sleep(final Duration duration) throws InterruptedIOException {
        sleepUntil(System.nanoTime() + duration.toNanos());
    }

    private void sleepUntil(final long time) throws InterruptedIOException {
        if (time - System.nanoTime() <= 0) return;
        lock.lock();
        try {
            for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) await(naps, left);
        } finally {
            lock.unlock();
        }
    }

    private void await(final Condition condition, final long nanos) throws InterruptedIOException {
        try {
            if (!closed) condition.awaitNanos(nanos);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (closed) throw new InterruptedIOException("closed");
    }

    /** Ends all waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            turn.signalAll();
            naps.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A random duration between half of it and all of it, so that clients do not retry at the same moment. */
    static long jitter(final long nanos) {
        return nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + TimeUnit.MICROSECONDS.toNanos(1));
    }
}
