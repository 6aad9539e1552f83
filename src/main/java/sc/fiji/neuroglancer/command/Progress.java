package sc.fiji.neuroglancer.command;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.Monitor;

/** Counts finished units and shows them a few times a second, with the time left. */
public abstract class Progress implements Monitor {

    private static final long SHOW_EVERY_NANOS = 200_000_000;
    /** Before this, the time left would be a guess. */
    private static final double GUESS_SECONDS = 2;

    private final LongSupplier nanos;
    private final ReentrantLock showing = new ReentrantLock();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextShow = new AtomicLong();
    private volatile String stage = "Starting";
    private volatile long total;
    private volatile long started;
    private volatile long before;
    private volatile String waiting = "";

    /** Starts with nothing done. */
    protected Progress() {
        this(System::nanoTime);
    }

    /** @param nanos tells the time as {@link System#nanoTime()} does */
    Progress(final LongSupplier nanos) {
        this.nanos = nanos;
        started = nanos.getAsLong();
    }

    /**
     * Shows how far the job is. Called from worker threads, one at a time: when a stage starts, at most five times a
     * second while it runs, and when it is done.
     *
     * @param text stage, percent and time left
     * @param fraction 0 to 1
     */
    protected abstract void show(String text, double fraction);

    /**
     * The job has begun to wait; for displays that do not show every state.
     *
     * @param text stage, and what is waited for
     */
    protected void beginsToWait(final String text) {
        // shown like any other state
    }

    /** Whether the user wants to stop; asked often. */
    protected abstract boolean canceled();

    @Override
    public final void start(final String newStage, final long newTotal) {
        showing.lock();
        try {
            stage = newStage;
            waiting = "";
            total = newTotal;
            done.set(0);
            before = -1;
            started = nanos.getAsLong();
            nextShow.set(started);
            show(newStage, 0);
        } finally {
            showing.unlock();
        }
    }

    @Override
    public final void waiting(final String what) {
        showing.lock();
        try {
            final boolean begins = waiting.isEmpty() && !what.isEmpty();
            waiting = what.isEmpty() ? "" : "waiting for " + what;
            final long now = done.get();
            final boolean nothing = now == 0 && total == 0; // not finished, but not counted
            final String still = waiting.isEmpty() ? stage : stage + ": " + waiting;
            final String text = nothing ? still : text(now, nanos.getAsLong());
            if (begins) beginsToWait(text);
            show(text, nothing ? 0 : fraction(now));
        } finally {
            showing.unlock();
        }
    }

    @Override
    public final void advance(final long n) {
        final long now = done.addAndGet(n);
        if (before < 0) before = now == n && n > 1 ? n : 0; // units done by an earlier run say nothing about speed
        final long time = nanos.getAsLong();
        final long due = nextShow.get();
        if (now >= total) showEnd(now, time);
        else if (time - due >= 0 && nextShow.compareAndSet(due, time + SHOW_EVERY_NANOS)) showNow(now, time);
    }

    private void showEnd(final long now, final long time) {
        showing.lock();
        try {
            show(text(now, time), fraction(now));
        } finally {
            showing.unlock();
        }
    }

    /** Workers do not wait for a slow display. */
    private void showNow(final long now, final long time) {
        if (!showing.tryLock()) return;
        try {
            show(text(now, time), fraction(now));
        } finally {
            showing.unlock();
        }
    }

    private double fraction(final long now) {
        return total == 0 ? 1 : Math.min(1, now / (double) total);
    }

    private String text(final long now, final long time) {
        final double seconds = (time - started) / 1e9;
        final String percent = String.format(Locale.ROOT, "%s: %.0f %%", stage, Math.floor(100 * fraction(now)));
        if (!waiting.isEmpty()) return percent + ", " + waiting;
        if (seconds < GUESS_SECONDS || before < 0 || now <= before || now >= total) return percent;
        final long left = Math.round(seconds * (total - now) / (now - before));
        return percent + ", " + Amounts.wholeSeconds(left) + " left";
    }

    @Override
    public final void throwIfCanceled() {
        if (canceled()) throw new CancellationException("canceled by the user");
    }
}
