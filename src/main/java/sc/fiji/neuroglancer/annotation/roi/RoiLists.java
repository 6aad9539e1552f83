package sc.fiji.neuroglancer.annotation.roi;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import java.util.List;

/** ROIs that are open in ImageJ. Opens no window, and works without a screen. */
public final class RoiLists {

    private RoiLists() {}

    /** Those of the ROI Manager, also of one that a macro in batch mode has; none when there is no manager. */
    public static List<Roi> manager() {
        // Asked for its manager, a macro in batch mode would make one, and with it a window.
        if (RoiManager.getRawInstance() == null && !Interpreter.isBatchModeRoiManager()) return List.of();
        final RoiManager manager = RoiManager.getInstance2();
        return manager == null ? List.of() : List.of(manager.getRoisAsArray());
    }

    /** Those of an image's overlay. */
    public static List<Roi> overlay(final ImagePlus image) {
        final Overlay overlay = image == null ? null : image.getOverlay();
        return overlay == null ? List.of() : List.of(overlay.toArray());
    }

    /** The selection of an image. */
    public static List<Roi> selection(final ImagePlus image) {
        final Roi roi = image == null ? null : image.getRoi();
        return roi == null ? List.of() : List.of(roi);
    }
}
