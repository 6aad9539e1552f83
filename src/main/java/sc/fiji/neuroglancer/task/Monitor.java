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
            // not shown
        }

        @Override
        public void advance(final long n) {
            // not shown
        }

        @Override
        public void throwIfCanceled() {
            // never canceled
        }
    };

    /**
     * Begins a stage; its count starts at 0.
     *
     * @param stage what is done, in a few words for the user
     * @param total number of units of this stage, at least 0
     */
    void start(String stage, long total);

    /** @param n number of units that were committed since the last call */
    void advance(long n);

    /**
     * Reports that the job is waiting for something that does not answer; repeated while it waits.
     *
     * @param what the job waits for, in a few words for the user; empty when the job continues
     */
    default void waiting(final String what) {
        // optional
    }

    /** @throws CancellationException when the user wants the job to stop */
    void throwIfCanceled();
}
