package sc.fiji.neuroglancer.annotation.find;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import java.util.Arrays;
import java.util.List;

/** Where points come from. */
public enum PointsSource {
    /** The first of the others that is not empty, see {@link PointsFinder}. */
    AUTO("Auto"),
    ROI_MANAGER("ROI Manager"),
    SELECTION("Selection"),
    OVERLAY("Overlay"),
    RESULTS("Results table"),
    FILE("File");

    private final String label;

    PointsSource(final String label) {
        this.label = label;
    }

    /** The word that users see. */
    String label() {
        return label;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(PointsSource::label).toList();
    }

    public static PointsSource byName(final String name) {
        for (final PointsSource source : values()) if (source.label.equals(name)) return source;
        throw new IllegalArgumentException(name);
    }

    /**
     * The ROIs that are open in ImageJ; opens no window, and works without a screen.
     *
     * @param image may be null
     */
    public List<Roi> rois(final ImagePlus image) {
        return switch (this) {
            case ROI_MANAGER -> managed();
            case SELECTION -> image == null || image.getRoi() == null ? List.of() : List.of(image.getRoi());
            case OVERLAY ->
                image == null || image.getOverlay() == null
                        ? List.of()
                        : List.of(image.getOverlay().toArray());
            case AUTO, RESULTS, FILE -> List.of();
        };
    }

    /** Those of the ROI Manager, including that of a macro in batch mode. */
    private static List<Roi> managed() {
        // A macro in batch mode would create a manager, and with it a window, if asked for it.
        if (RoiManager.getRawInstance() == null && !Interpreter.isBatchModeRoiManager()) return List.of();
        final RoiManager manager = RoiManager.getInstance2();
        return manager == null ? List.of() : List.of(manager.getRoisAsArray());
    }
}
