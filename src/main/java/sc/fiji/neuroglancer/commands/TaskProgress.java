package sc.fiji.neuroglancer.commands;

import ij.IJ;
import org.scijava.Cancelable;
import org.scijava.app.StatusService;
import org.scijava.task.Task;
import sc.fiji.neuroglancer.command.Progress;

/** Shows progress in Fiji's task monitor and status bar; stops when the task is canceled or Esc is pressed. */
final class TaskProgress extends Progress {

    private static final int STEPS = 1000;

    private final Task task;
    private final StatusService statuses;
    private final Cancelable command;

    TaskProgress(final Task task, final StatusService statuses, final Cancelable command) {
        this.task = task;
        this.statuses = statuses;
        this.command = command;
        task.setProgressMaximum(STEPS);
        IJ.resetEscape();
    }

    @Override
    protected void show(final String text, final double fraction) {
        final int step = (int) Math.round(fraction * STEPS);
        task.setStatusMessage(text);
        task.setProgressValue(step);
        statuses.showStatus(step, STEPS, text);
    }

    @Override
    protected boolean canceled() {
        return task.isCanceled() || command.isCanceled() || IJ.escapePressed();
    }
}
