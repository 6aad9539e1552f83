package sc.fiji.neuroglancer.ij1;

import ij.IJ;
import sc.fiji.neuroglancer.command.Progress;

/** Shows progress in ImageJ's status bar; stops on Esc. */
final class StatusProgress extends Progress {

    StatusProgress() {
        IJ.resetEscape();
    }

    @Override
    protected void show(final String text, final double fraction) {
        IJ.showStatus(text);
        IJ.showProgress(fraction);
    }

    @Override
    protected boolean canceled() {
        return IJ.escapePressed();
    }
}
