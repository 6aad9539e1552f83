package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.key;
import static sc.fiji.neuroglancer.message.Slot.leave;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.annotation.find.FoundPoints;
import sc.fiji.neuroglancer.annotation.find.PointsFinder;
import sc.fiji.neuroglancer.annotation.find.PointsSource;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.RoiShapes;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Finds the points that are shared with an image: those of a file, if one is named. Otherwise {@code Auto} takes those of
 * the ROI Manager, points selected on the image, or the overlay: the first that lie at least partly in the image. A
 * Results table belongs to no image, so only {@code Yes} takes one; it finds points as their export does.
 */
final class SharedPoints {

    private static final FoundPoints NONE = new FoundPoints("", List.of(), List.of());

    /** How ImageJ names the parts of its scale bars and calibration bars. */
    private static final String BARS = "\\|[SC]B\\|";

    private final ImagePlus image;
    private final Monitor monitor;
    private final PointsFinder finder;

    SharedPoints(final ImagePlus image, final Monitor monitor) {
        this.image = image;
        this.monitor = monitor;
        final Values standard = new ExportPoints().values(Voice.MACRO, Map.of());
        finder = ExportPoints.finder(image, ImageGrid.of(image), standard);
    }

    /**
     * Finds points where users keep them.
     *
     * @param wanted Auto, Yes or No
     * @param file with points; empty for those that are open
     * @throws InputException for Yes, when there are none; for No with a file
     */
    FoundPoints find(final String wanted, final String file) throws IOException {
        requireUse(wanted, file);
        if (!file.isBlank()) return file(file);
        final List<PointsSource> there = there(wanted);
        if (there.isEmpty()) return NONE;
        final FoundPoints found = wanted.equals("Yes") ? finder.open(there.get(0), monitor) : orNone(there.get(0));
        final String others = others(there);
        return others.isEmpty() ? found : found.withNote(Message.text(others));
    }

    /**
     * What {@link #find} would share, in sentences, without reading tables and files, which may take long.
     *
     * @throws InputException for Yes, when there is nothing; for No with a file
     */
    String describe(final String wanted, final String file) throws IOException {
        requireUse(wanted, file);
        if (!file.isBlank()) return finder.describe(PointsSource.FILE, file.trim()) + ".";
        final List<PointsSource> there = there(wanted);
        if (there.isEmpty()) return "none.";
        final long outside = finder.outside(there.get(0));
        final String beyond = outside == 0 ? "" : ", " + outside + " of them outside the image";
        return (finder.describe(there.get(0)) + beyond + ". " + others(there)).trim();
    }

    private static void requireUse(final String wanted, final String file) {
        if (wanted.equals("No") && !file.isBlank())
            throw new InputException(
                    "{} is given, but {} is No: choose Auto, or {}.",
                    key("points file"),
                    key("with points"),
                    leave("points file"));
    }

    /** The points of a file; none for an empty name. */
    FoundPoints file(final String file) throws IOException {
        return file.isBlank() ? NONE : finder.find(PointsSource.FILE, file.trim(), monitor);
    }

    /** The sources that have something; the first one is taken. */
    private List<PointsSource> there(final String wanted) throws IOException {
        if (wanted.equals("No")) return List.of();
        if (wanted.equals("Yes")) return finder.there();
        final List<PointsSource> there = automatic();
        for (int i = 0; i < there.size(); i++) {
            if (finder.areOutside(there.get(i))) continue;
            there.add(0, there.remove(i));
            break;
        }
        return there;
    }

    /** Where points are taken from when the user did not ask for them. */
    private List<PointsSource> automatic() {
        final List<PointsSource> there = new ArrayList<>();
        if (PointsSource.ROI_MANAGER.rois(image).stream().anyMatch(RoiShapes::isShape))
            there.add(PointsSource.ROI_MANAGER);
        final Roi selection = image.getRoi();
        if (selection != null && selection.getType() == Roi.POINT) there.add(PointsSource.SELECTION);
        if (hasDrawings()) there.add(PointsSource.OVERLAY);
        return there;
    }

    private boolean hasDrawings() {
        return PointsSource.OVERLAY.rois(image).stream()
                .anyMatch(roi ->
                        RoiShapes.isShape(roi) && !String.valueOf(roi.getName()).matches(BARS));
    }

    /** A sentence about all but the first; empty for none. */
    private String others(final List<PointsSource> there) throws IOException {
        final List<String> others = new ArrayList<>();
        for (final PointsSource source : there.subList(1, there.size()))
            others.add(finder.describe(source) + (finder.areOutside(source) ? " (outside the image)" : ""));
        return others.isEmpty() ? "" : "Not shared: " + String.join(", ", others) + ".";
    }

    /** Points that cannot be shared do not stop the rest when the user did not ask for them. */
    private FoundPoints orNone(final PointsSource source) throws IOException {
        try {
            return finder.open(source, monitor);
        } catch (final InputException e) {
            return NONE.withNote(Message.of("No points are shared. {}", e));
        }
    }
}
