package sc.fiji.neuroglancer.task;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** A user who cancels. */
public final class ImpatientUser implements Monitor {

    private final Set<String> stages = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier cancels;

    private ImpatientUser(final BooleanSupplier cancels, final String stage) {
        this.cancels = stage == null ? cancels : () -> stages.contains(stage);
    }

    /** Cancels when something has happened. */
    public static ImpatientUser when(final BooleanSupplier happened) {
        return new ImpatientUser(happened, null);
    }

    /** Cancels after some time. */
    public static ImpatientUser after(final long millis) {
        final long end = System.nanoTime() + millis * 1_000_000;
        return when(() -> System.nanoTime() - end > 0);
    }

    /** Cancels as soon as a stage begins. */
    public static ImpatientUser in(final String stage) {
        return new ImpatientUser(null, stage);
    }

    @Override
    public void start(final String stage, final long total) {
        stages.add(stage);
    }

    @Override
    public void advance(final long n) {
        // not counted
    }

    @Override
    public void throwIfCanceled() {
        if (cancels.getAsBoolean()) throw new CancellationException("canceled by the test");
    }
}
