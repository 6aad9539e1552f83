package sc.fiji.neuroglancer.http;

import java.time.Duration;

/**
 * When the next request may go out: so many per second, and none while the server asked to wait. Safe for several
 * threads.
 */
final class RequestBudget {

    /** Requests that may go out at once after a pause, in seconds of the budget. */
    private static final double BURST_SECONDS = 0.1;

    private final long intervalNanos;
    private final long burstNanos;
    private long next; // guarded by this
    private long pausedUntil; // guarded by this

    /** @param perSecond the most requests per second, or 0 for no limit */
    RequestBudget(final double perSecond) {
        intervalNanos = perSecond == 0 ? 0 : (long) (1e9 / perSecond);
        burstNanos = (long) (BURST_SECONDS * 1e9);
        next = System.nanoTime();
        pausedUntil = next;
    }

    /** Takes the next place in the queue; returns the time of it, as {@link System#nanoTime()}. */
    synchronized long reserve() {
        final long now = System.nanoTime();
        if (now - next > burstNanos) next = now - burstNanos;
        final long place = next;
        next += intervalNanos;
        return later(place, pausedUntil);
    }

    /** The server asked to wait: no request goes out before that. */
    synchronized void pause(final Duration wait) {
        pausedUntil = later(pausedUntil, System.nanoTime() + wait.toNanos());
    }

    /** The end of the pause that the server asked for, which may have begun after a place was taken. */
    synchronized long pausedUntil() {
        return pausedUntil;
    }

    private static long later(final long a, final long b) {
        return a - b > 0 ? a : b;
    }
}
