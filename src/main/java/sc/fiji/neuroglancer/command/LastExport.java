package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import java.awt.Rectangle;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.link.FijiView;

/**
 * Remembers what was exported last, where it was uploaded to, and from which image each dataset was made. A dataset is
 * identified by its folder on this computer or, when it was exported to a storage, by its public address. ImageJ's
 * preferences keep the last dataset and points and the last {@value #MOST_UPLOADS} uploads for the time after a restart;
 * then an open image with the same title counts as the dataset's.
 *
 * <p>Memory: one path and one weak reference for each dataset exported since the start.
 */
public final class LastExport {

    private static final String DATASET = "neuroglancer.dataset";
    private static final String POINTS = "neuroglancer.points";
    private static final String TITLE = "neuroglancer.title";
    private static final String CROP = "neuroglancer.crop";
    private static final String UPLOADS = "neuroglancer.uploads";
    private static final int MOST_UPLOADS = 20;

    private static final Map<String, Origin> ORIGINS = new LinkedHashMap<>();

    private LastExport() {}

    /** The image that a dataset was made of, and the part of it. */
    private record Origin(WeakReference<ImagePlus> image, Rectangle crop) {

        FijiView display() {
            final ImagePlus open = image.get();
            return open == null || isClosed(open) ? null : shown(open, crop);
        }
    }

    /**
     * Remembers a dataset as the last export. Points that were exported with another dataset are forgotten.
     *
     * @param dataset folder or public address
     * @param crop the part of the image that was exported, in pixels; null for all of it
     */
    public static synchronized void remember(final String dataset, final ImagePlus image, final Rectangle crop) {
        final String place = place(dataset);
        final Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        final Rectangle part = crop == null ? all : crop.intersection(all);
        forgetUpload(place);
        ORIGINS.remove(place); // so that the last one is at the end
        ORIGINS.put(place, new Origin(new WeakReference<>(image), part));
        if (!place.equals(Prefs.get(DATASET, ""))) Prefs.set(POINTS, "");
        Prefs.set(DATASET, place);
        Prefs.set(TITLE, image.getTitle());
        Prefs.set(CROP, part.x + "," + part.y + "," + part.width + "," + part.height);
    }

    private static String place(final String dataset) {
        return isElsewhere(dataset) ? dataset : Address.path(dataset).toString();
    }

    /**
     * Whether a place is not a folder of this computer but a web address, or a data source that only viewers read, such
     * as {@code gs://bucket/brain}. {@link Address#isWeb} tells what this plugin itself can read and write.
     */
    static boolean isElsewhere(final String place) {
        return !Address.isLocal(place);
    }

    /**
     * Remembers annotations that were exported together; they belong to the last dataset.
     *
     * @param points folders or public addresses, one for each kind of shape
     */
    public static synchronized void rememberPoints(final List<String> points) {
        final List<String> places = points.stream().map(LastExport::place).toList();
        places.forEach(LastExport::forgetUpload);
        Prefs.set(POINTS, String.join("\n", places));
    }

    /**
     * Remembers where a folder was uploaded to, until something else is exported to it.
     *
     * @param address the public one
     */
    static synchronized void rememberUpload(final String folder, final URI address) {
        final String place = place(folder);
        final List<String> lines = uploads(place);
        lines.add(0, place + "\t" + address.toString().replaceFirst("/+$", ""));
        Prefs.set(UPLOADS, String.join("\n", lines.subList(0, Math.min(MOST_UPLOADS, lines.size()))));
    }

    private static void forgetUpload(final String place) {
        Prefs.set(UPLOADS, String.join("\n", uploads(place)));
    }

    /** All uploads except that of a folder. */
    private static List<String> uploads(final String except) {
        final List<String> lines =
                new ArrayList<>(List.of(Prefs.get(UPLOADS, "").split("\n")));
        lines.removeIf(line -> line.isEmpty() || line.startsWith(except + "\t"));
        return lines;
    }

    /** The public address of what is in a folder; empty when that was not uploaded. */
    static synchronized String uploaded(final String folder) {
        if (folder.isEmpty() || isElsewhere(folder)) return "";
        final String start = place(folder) + "\t";
        for (final String line : Prefs.get(UPLOADS, "").split("\n"))
            if (line.startsWith(start)) return line.substring(start.length());
        return "";
    }

    /** The folder or address of the last dataset, or empty. */
    public static synchronized String dataset() {
        return Prefs.get(DATASET, "");
    }

    /** The last dataset; empty when there is none or its folder was removed. */
    static String there() {
        final String last = dataset();
        return !last.isEmpty() && isThere(last) ? last : "";
    }

    /** The last dataset in a folder that still exists, or empty. Only the very last is known after a restart. */
    static synchronized String folder() {
        final String last = there();
        if (!last.isEmpty() && !isElsewhere(last)) return last;
        return ORIGINS.keySet().stream()
                .filter(place -> !isElsewhere(place) && isThere(place))
                .reduce("", (earlier, later) -> later);
    }

    /** Whether a dataset can still be there. */
    static boolean isThere(final String place) {
        return isElsewhere(place) || Files.isDirectory(Paths.get(place));
    }

    /** The folders or addresses of the annotations that belong to the last dataset, one for each kind of shape. */
    public static synchronized List<String> points() {
        final String places = Prefs.get(POINTS, "");
        return places.isEmpty() ? List.of() : List.of(places.split("\n"));
    }

    /** What Fiji shows of the image that a dataset was made of; null when that image is not open. */
    public static synchronized FijiView display(final String dataset) {
        final String place = place(dataset);
        final Origin origin = ORIGINS.get(place);
        if (origin != null) return origin.display();
        return place.equals(Prefs.get(DATASET, "")) ? ofEarlierRun() : null;
    }

    private static FijiView ofEarlierRun() {
        final ImagePlus active = WindowManager.getCurrentImage();
        if (active == null || isClosed(active) || !active.getTitle().equals(Prefs.get(TITLE, ""))) return null;
        final String part = Prefs.get(CROP, "");
        if (!part.matches("\\d+(,\\d+){3}")) return null;
        final int[] crop =
                Arrays.stream(part.split(",")).mapToInt(Integer::parseInt).toArray();
        return shown(active, new Rectangle(crop[0], crop[1], crop[2], crop[3]));
    }

    /** A closed image has given up its pixels. */
    private static boolean isClosed(final ImagePlus image) {
        return image.getProcessor() == null;
    }

    /**
     * The center of what is seen, slice, time point, zoom, and the channels.
     *
     * @param crop the part of the image that was exported, in pixels
     */
    static FijiView shown(final ImagePlus image, final Rectangle crop) {
        final ImageCanvas canvas = image.getCanvas();
        final Rectangle seen = canvas == null ? crop : canvas.getSrcRect();
        final int[] at = image.convertIndexToPosition(image.getCurrentSlice());
        final double[] position = {
            center(seen.x, seen.width, crop.x, crop.width),
            center(seen.y, seen.height, crop.y, crop.height),
            at[1] - 1.0,
            at[2] - 1.0
        };
        final long[] size = {crop.width, crop.height, image.getNSlices(), image.getNFrames()};
        final double zoom = canvas == null ? 0 : canvas.getMagnification();
        return new FijiView(size, position, zoom, ImagePlusSource.channels(image));
    }

    /** The voxel in the middle of what is seen, counted in the exported part and kept inside it. */
    static double center(final int seen, final int seenLength, final int from, final int length) {
        final double voxel = Math.floor(seen + (seenLength - 1) / 2.0) - from;
        return Math.max(0, Math.min(length - 1.0, voxel));
    }
}
