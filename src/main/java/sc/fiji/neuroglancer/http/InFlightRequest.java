package sc.fiji.neuroglancer.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One request under way: ends the thread that waits for it when nothing moves any more, or when the client is closed.
 * JDK's own timeout counts from the start of the request to its answer, however large the body.
 */
final class InFlightRequest {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Thread thread = Thread.currentThread();
    private final long stallNanos;
    private final long answerNanos;
    private final Runnable moves;
    private volatile long moved = System.nanoTime();
    private volatile boolean sent;
    private volatile Closeable body;
    private Future<?> alarm;
    private String ended; // guarded by this
    private boolean over; // guarded by this

    /** @param moves runs whenever something moves */
    InFlightRequest(final Duration stall, final Duration answer, final boolean hasBody, final Runnable moves) {
        this.moves = moves;
        stallNanos = stall.toNanos();
        answerNanos = answer.toNanos();
        sent = !hasBody;
        arm(limit());
    }

    private static ScheduledThreadPoolExecutor clock() {
        final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread t = new Thread(task, "neuroglancer-stalls");
            t.setDaemon(true);
            return t;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private long limit() {
        return sent ? answerNanos : stallNanos;
    }

    private synchronized void arm(final long nanos) {
        if (!over) alarm = CLOCK.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        final long left = limit() - (System.nanoTime() - moved);
        if (left > 0) arm(left);
        else end("nothing moved for " + TimeUnit.NANOSECONDS.toSeconds(limit()) + " s");
    }

    /** A part of the body was handed over, or a part of the answer came. */
    void move() {
        moved = System.nanoTime();
        moves.run();
    }

    /** The whole body was handed over. */
    void sent() {
        moved = System.nanoTime();
        sent = true;
    }

    /**
     * The answer begins; its body shall not stall either.
     *
     * @param content closed when the flight is ended: who reads it does not listen to interrupts before JDK 21
     */
    void answered(final Closeable content) {
        move();
        sent = false;
        body = content;
        if (ended() != null) close(content);
    }

    /** Interrupts the waiting thread, unless the request is over. */
    void end(final String why) {
        synchronized (this) {
            if (over || ended != null) return;
            ended = why;
            thread.interrupt();
        }
        if (body != null) close(body);
    }

    private static void close(final Closeable content) {
        try {
            content.close();
        } catch (final IOException e) {
            // nobody reads it any more
        }
    }

    /** Why the flight was ended from outside, or null. */
    synchronized String ended() {
        return ended;
    }

    /** The request is over; an interrupt of this flight's own does not reach what the thread does next. */
    synchronized void over() {
        over = true;
        if (alarm != null) alarm.cancel(false);
        if (ended != null) Thread.interrupted();
    }
}
