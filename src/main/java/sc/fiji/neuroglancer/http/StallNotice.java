package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.task.Monitor;

/** Reports to a monitor which server does not respond, and for how long. Thread-safe. */
final class StallNotice {

    private static final long WORTH_TELLING = TimeUnit.SECONDS.toNanos(3);

    /** Has its own thread, because the monitor may be slow. */
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Monitor monitor;
    private volatile long since;
    private String host; // guarded by this
    private int waiting; // guarded by this
    private int held; // guarded by this
    private long heldFrom; // guarded by this
    private boolean told; // guarded by this
    private Future<?> ticks; // guarded by this

    StallNotice(final Monitor monitor) {
        this.monitor = monitor;
    }

    private static ScheduledThreadPoolExecutor clock() {
        final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread t = new Thread(task, "neuroglancer-silence");
            t.setDaemon(true);
            return t;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** A request begins. Call {@link #end} once after it. */
    void begin(final URI address) {
        if (monitor == Monitor.NONE) return;
        synchronized (this) {
            host = WebAddress.server(address);
            if (waiting++ > 0) return;
            since = System.nanoTime();
            ticks = CLOCK.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
        }
    }

    /** A request has ended. */
    void end() {
        if (monitor == Monitor.NONE) return;
        final boolean wasTold;
        synchronized (this) {
            if (--waiting > 0) return;
            ticks.cancel(false);
            wasTold = told;
            told = false;
        }
        if (wasTold) monitor.waiting("");
    }

    /** Stops the clock until {@link #release}, while the client waits for something other than the server. */
    synchronized void hold() {
        if (held++ == 0) heldFrom = System.nanoTime();
    }

    /** Ends a {@link #hold}. */
    synchronized void release() {
        if (--held == 0) since += System.nanoTime() - heldFrom;
    }

    /** Data was sent or received. */
    void broken() {
        since = System.nanoTime();
    }

    private void tick() {
        final String text;
        synchronized (this) {
            final long silent = System.nanoTime() - since;
            final boolean tell = waiting > 0 && held == 0 && silent >= WORTH_TELLING;
            if (!tell && !told) return;
            told = tell;
            text = tell ? host + " (" + TimeUnit.NANOSECONDS.toSeconds(silent) + " s)" : "";
        }
        monitor.waiting(text);
    }
}
