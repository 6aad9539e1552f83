package sc.fiji.neuroglancer.task;

import java.util.concurrent.CancellationException;

/**
 * Progress reporting and cancellation of a running job.
 *
 * <p>All methods may be called from any thread; they are cheap, take no locks of the caller and never throw, except
 * {@link #throwIfCanceled()}. Progress counts units that are committed (written and renamed into place), never units
 * that are merely under way, so 100% means done.
 */
public interface Monitor {

    /** Shows nothing and never cancels. */
    Monitor NONE = new Monitor() {
        @Override
        public void start(final String stage, final long total) {
            // ignored
        }

        @Override
        public void advance(final long n) {
            // ignored
        }

        @Override
        public void throwIfCanceled() {
            // never canceled
        }
    };

    /**
     * Begins a stage; its count starts at 0.
     *
     * @param stage the work to do, in a few words for the user
     * @param total number of units in this stage, at least 0
     */
    void start(String stage, long total);

    /** @param n number of units that were committed since the last call */
    void advance(long n);

    /**
     * Reports that the job is waiting for a response; repeated while it waits.
     *
     * @param what what the job is waiting for, in a few words for the user; empty when the job continues
     */
    default void waiting(final String what) {
        // optional
    }

    /** @throws CancellationException if the user has canceled the job */
    void throwIfCanceled();
}
