package sc.fiji.neuroglancer.annotation.roi;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.Arrays;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The voxels that points refer to, of an image or without one. Slices and time points count from 0. Does not read
 * pixels or files. Immutable, except that the {@link #calibration} is that of the image itself.
 */
public final class ImageGrid {

    /** For shapes that do not belong to a slice or time point. */
    public static final int NONE = -1;

    private final AnnotationSpace space;
    private final double[] voxelSize;
    private final Calibration calibration;
    private final int height;
    private final int channels;
    private final int slices;
    private final int frames;
    private final int[] shown;

    private ImageGrid(final ImagePlus image) {
        final ImageMetadata metadata = ImagePlusSource.gridOf(image);
        space = AnnotationSpace.of(metadata);
        voxelSize = new double[] {metadata.voxelSize(0), metadata.voxelSize(1), metadata.voxelSize(2)};
        calibration = image.getCalibration();
        height = image.getHeight();
        channels = image.getNChannels();
        slices = image.getNSlices();
        frames = image.getNFrames();
        final int[] position = image.convertIndexToPosition(image.getCurrentSlice());
        shown = new int[] {position[1] - 1, position[2] - 1};
    }

    private ImageGrid(final ImageMetadata metadata) {
        space = AnnotationSpace.of(metadata);
        voxelSize = new double[] {metadata.voxelSize(0), metadata.voxelSize(1), metadata.voxelSize(2)};
        calibration = new Calibration();
        calibration.pixelWidth = voxelSize[0];
        calibration.pixelHeight = voxelSize[1];
        calibration.pixelDepth = voxelSize[2];
        calibration.xOrigin = -metadata.origin(0) / voxelSize[0];
        calibration.yOrigin = -metadata.origin(1) / voxelSize[1];
        calibration.zOrigin = -metadata.origin(2) / voxelSize[2];
        calibration.setUnit(metadata.spaceUnit().exists() ? metadata.spaceUnit().name() : "pixel");
        height = metadata.size().y();
        channels = metadata.channels().size();
        slices = metadata.size().z();
        frames = metadata.frames();
        shown = new int[] {0, 0};
    }

    private ImageGrid() {
        space = AnnotationSpace.voxels();
        voxelSize = new double[] {1, 1, 1};
        calibration = new Calibration();
        height = 0;
        channels = 1;
        slices = 0;
        frames = 1;
        shown = new int[] {0, 0};
    }

    /**
     * The grid of an image, with the dimensions that its export has.
     *
     * @throws InputException when its calibration cannot be used
     */
    public static ImageGrid of(final ImagePlus image) {
        return new ImageGrid(image);
    }

    /** The grid of an exported image that is not open. Its first slice counts as the current one. */
    public static ImageGrid of(final ImageMetadata exported) {
        return new ImageGrid(exported);
    }

    /** Unitless voxels along x, y, z without bounds. */
    public static ImageGrid none() {
        return new ImageGrid();
    }

    /** The space of the coordinates. */
    public AnnotationSpace space() {
        return space;
    }

    /** Converts pixels to lengths in ImageJ. */
    public Calibration calibration() {
        return calibration;
    }

    /** Number of rows of the image. */
    public int height() {
        return height;
    }

    /** Size of a voxel along x, y, z (0 to 2) in {@link #unit()}; 1 without an image. */
    public double voxelSize(final int axis) {
        return voxelSize[axis];
    }

    /** The unit of length of the image, or empty. */
    public String unit() {
        return hasImage() && calibration.scaled() ? calibration.getUnit() : "";
    }

    boolean hasChannels() {
        return channels > 1;
    }

    /** Whether this is the grid of an image. */
    public boolean hasImage() {
        return slices > 0;
    }

    /**
     * Slice and time point of a plane of ImageJ's stack.
     *
     * @param index from 1; beyond the stack, the result is beyond the last slice or time point
     */
    public int[] position(final int index) {
        final int plane = (index - 1) / channels;
        if (!hasImage() || frames == 1) return new int[] {plane, 0};
        return new int[] {plane % slices, plane / slices};
    }

    /**
     * All slices and time points that a shape goes to.
     *
     * @param slice from 0, or {@link #NONE}
     * @param frame from 0, or {@link #NONE}
     * @return pairs of slice and time point; empty when the shape is skipped
     * @throws InputException when it should go to all slices and there is no image
     */
    public int[][] places(final int slice, final int frame, final Unplaced unplaced) {
        final int[] z = along(slice, slices, shown[0], unplaced);
        final int[] t = along(frame, frames, shown[1], unplaced);
        final int[][] places = new int[z.length * t.length][];
        for (int i = 0; i < places.length; i++) places[i] = new int[] {z[i % z.length], t[i / z.length]};
        return places;
    }

    /** Whether a shape at this slice and time point needs a decision. */
    public boolean isUnplaced(final int slice, final int frame) {
        return slice == NONE && slices != 1 || frame == NONE && frames > 1;
    }

    private int[] along(final int position, final int size, final int current, final Unplaced unplaced) {
        if (size == 1) return new int[] {0};
        if (position != NONE) return new int[] {position};
        if (unplaced == Unplaced.SKIP) return new int[0];
        if (unplaced == Unplaced.CURRENT) return new int[] {current};
        if (size == 0)
            throw new InputException(
                    "Points can go to all slices only if an image is given: give one, or {} instead of All slices.",
                    Slot.set("unplaced", "Skip"));
        final int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The slice that the image shows, from 1 as users count. */
    int shownSlice() {
        return shown[0] + 1;
    }
}
