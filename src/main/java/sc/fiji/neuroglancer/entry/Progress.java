package sc.fiji.neuroglancer.entry;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import sc.fiji.neuroglancer.task.Monitor;

/** Counts what is done and shows it a few times a second, with the time left. */
public abstract class Progress implements Monitor {

    private static final long SHOW_EVERY_NANOS = 200_000_000;
    /** Before this, the time left would be a guess. */
    private static final double GUESS_SECONDS = 2;

    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextShow = new AtomicLong();
    private volatile String stage = "";
    private volatile long total;
    private volatile long started = System.nanoTime();
    private volatile long before;

    /**
     * Shows how far the job is. Called from worker threads, one at a time, at most five times a second.
     *
     * @param text stage, percent and time left
     * @param fraction 0 to 1
     */
    protected abstract void show(String text, double fraction);

    /** Whether the user wants to stop; asked often. */
    protected abstract boolean canceled();

    @Override
    public final void start(final String newStage, final long newTotal) {
        stage = newStage;
        total = newTotal;
        done.set(0);
        before = -1;
        started = System.nanoTime();
        nextShow.set(started);
        show(newStage, 0);
    }

    @Override
    public final void advance(final long n) {
        final long now = done.addAndGet(n);
        if (before < 0) before = now == n && n > 1 ? n : 0; // units that an earlier run had done say nothing of speed
        final long time = System.nanoTime();
        final long due = nextShow.get();
        if (time - due >= 0 && nextShow.compareAndSet(due, time + SHOW_EVERY_NANOS))
            show(text(now, time), fraction(now));
    }

    private double fraction(final long now) {
        return total == 0 ? 1 : Math.min(1, now / (double) total);
    }

    private String text(final long now, final long time) {
        final double seconds = (time - started) / 1e9;
        final String percent = String.format(Locale.ROOT, "%s: %.0f %%", stage, Math.floor(100 * fraction(now)));
        if (seconds < GUESS_SECONDS || now <= before) return percent;
        return percent + ", " + timeLeft(seconds * (total - now) / (now - before)) + " left";
    }

    /** A duration for people, for instance {@code 3 min 20 s}. */
    static String timeLeft(final double seconds) {
        final long s = Math.round(seconds);
        if (s < 60) return s + " s";
        if (s < 3600) return s / 60 + " min " + s % 60 + " s";
        return s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    @Override
    public final void throwIfCanceled() {
        if (canceled()) throw new CancellationException("canceled by the user");
    }
}
