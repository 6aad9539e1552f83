package sc.fiji.neuroglancer.export;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import sc.fiji.neuroglancer.task.Monitor;

/** A user who cancels once so many units are done; notes what the job told. */
public final class CancelAfter implements Monitor {

    private final long limit;
    private final AtomicLong done = new AtomicLong();
    private volatile long total = -1;

    public CancelAfter(final long limit) {
        this.limit = limit;
    }

    public long done() {
        return done.get();
    }

    public long total() {
        return total;
    }

    @Override
    public void start(final String stage, final long units) {
        total = units;
    }

    @Override
    public void advance(final long n) {
        done.addAndGet(n);
    }

    @Override
    public void throwIfCanceled() {
        if (done.get() >= limit) throw new CancellationException("canceled by the test");
    }
}
