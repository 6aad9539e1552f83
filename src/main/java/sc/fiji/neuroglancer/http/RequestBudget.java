package sc.fiji.neuroglancer.http;

import java.time.Duration;

/**
 * Limits the rate of requests, and holds them back for as long as the server asks. Thread-safe.
 */
final class RequestBudget {

    /** Requests that may be sent at once after a pause, in seconds of the budget. */
    private static final double BURST_SECONDS = 0.1;

    private final long intervalNanos;
    private final long burstNanos;
    private long next; // guarded by this
    private long pausedUntil; // guarded by this

    /** @param perSecond maximum number of requests per second, or 0 for no limit */
    RequestBudget(final double perSecond) {
        intervalNanos = perSecond == 0 ? 0 : (long) (1e9 / perSecond);
        burstNanos = (long) (BURST_SECONDS * 1e9);
        next = System.nanoTime();
        pausedUntil = next;
    }

    /** Takes the next place in the queue; returns its time, as {@link System#nanoTime()}. */
    synchronized long reserve() {
        final long now = System.nanoTime();
        if (now - next > burstNanos) next = now - burstNanos;
        final long place = next;
        next += intervalNanos;
        return later(place, pausedUntil);
    }

    /** Holds requests back because the server asked to wait. */
    synchronized void pause(final Duration wait) {
        pausedUntil = later(pausedUntil, System.nanoTime() + wait.toNanos());
    }

    /** The end of the requested pause, which may have begun after a place was taken. */
    synchronized long pausedUntil() {
        return pausedUntil;
    }

    private static long later(final long a, final long b) {
        return a - b > 0 ? a : b;
    }
}
