package sc.fiji.neuroglancer.export;

import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.task.Monitor;

/** A user who cancels after some time. */
final class ImpatientUser implements Monitor {

    private final long end;

    ImpatientUser(final long millis) {
        end = System.nanoTime() + millis * 1_000_000;
    }

    @Override
    public void start(final String stage, final long total) {
        // not shown
    }

    @Override
    public void advance(final long n) {
        // not shown
    }

    @Override
    public void throwIfCanceled() {
        if (System.nanoTime() - end > 0) throw new CancellationException("canceled by the test");
    }
}
