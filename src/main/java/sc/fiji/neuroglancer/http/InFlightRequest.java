package sc.fiji.neuroglancer.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A running request. Interrupts the waiting thread when the transfer stalls or the client is closed. The JDK's own
 * timeout includes the time to send the body, whatever its size.
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

    /** @param moves runs whenever data is sent or received */
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
        else end("no data was sent or received for " + TimeUnit.NANOSECONDS.toSeconds(limit()) + " s");
    }

    /** Part of the body was sent, or part of the answer was received. */
    void move() {
        moved = System.nanoTime();
        moves.run();
    }

    /** The whole body was sent. */
    void sent() {
        moved = System.nanoTime();
        sent = true;
    }

    /**
     * The answer has begun; its body is now watched for stalls.
     *
     * @param content closed when the request is ended, because reads ignore interrupts before JDK 21
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
            // it is no longer read
        }
    }

    /** Why the request was ended from outside, or null. */
    synchronized String ended() {
        return ended;
    }

    /** The request is over; clears an interrupt of its own, so that it does not affect what the thread does next. */
    synchronized void over() {
        over = true;
        if (alarm != null) alarm.cancel(false);
        if (ended != null) Thread.interrupted();
    }
}
