package sc.fiji.neuroglancer.share;

import sc.fiji.neuroglancer.task.Monitor;

/** Numbers the stages of jobs that are steps of a larger job: {@code 2/4 Uploading}; not before the first step. */
final class Steps implements Monitor {

    private final Monitor monitor;
    private final int count;
    private volatile int step;

    Steps(final Monitor monitor, final int count) {
        this.monitor = monitor;
        this.count = count;
    }

    void next() {
        step++;
    }

    @Override
    public void start(final String stage, final long total) {
        monitor.start(step == 0 ? stage : step + "/" + count + " " + stage, total);
    }

    @Override
    public void advance(final long n) {
        monitor.advance(n);
    }

    @Override
    public void waiting(final String what) {
        monitor.waiting(what);
    }

    @Override
    public void throwIfCanceled() {
        monitor.throwIfCanceled();
    }
}
