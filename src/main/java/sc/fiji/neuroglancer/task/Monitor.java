package sc.fiji.neuroglancer.task;

import java.util.concurrent.CancellationException;

/**
 * What a job tells about itself while it runs, and how it learns that it shall stop.
 *
 * <p>All methods may be called from any thread; they are cheap, take no locks of the caller and never throw, except
 * {@link #throwIfCanceled()}. Progress counts units that are committed (written and renamed into place), never units
 * that are merely under way, so 100 % means done.
 */
public interface Monitor {

    /** Shows nothing and never cancels. */
    Monitor NONE = new Monitor() {
        @Override
        public void start(final String stage, final long total) {
            // nobody listens
        }

        @Override
        public void advance(final long n) {
            // nobody listens
        }

        @Override
        public void throwIfCanceled() {
            // nobody can cancel
        }
    };

    /**
     * A new stage begins; its count starts at 0.
     *
     * @param stage what is done, in a few words for the user
     * @param total number of units of this stage, at least 0
     */
    void start(String stage, long total);

    /** @param n number of units that were committed since the last call */
    void advance(long n);

    /**
     * The job stands still because something else does not answer; told again while that lasts.
     *
     * @param what is waited for, in a few words for the user; empty when the job goes on
     */
    default void waiting(final String what) {
        // most need not know
    }

    /** @throws CancellationException when the user wants the job to stop */
    void throwIfCanceled();
}
