package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import java.awt.Rectangle;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.link.FijiView;

/** Reads what an image's window shows now. */
final class ShownImage {

    private ShownImage() {}

    /**
     * The centre of what is seen, slice, time point, zoom, and the channels.
     *
     * @param crop the part of the image that was exported, in pixels
     */
    static FijiView display(final ImagePlus image, final Rectangle crop) {
        final ImageCanvas canvas = image.getCanvas();
        final Rectangle seen = canvas == null ? crop : canvas.getSrcRect();
        final int[] at = image.convertIndexToPosition(image.getCurrentSlice());
        final double[] position = {
            centre(seen.x, seen.width, crop.x, crop.width),
            centre(seen.y, seen.height, crop.y, crop.height),
            at[1] - 1.0,
            at[2] - 1.0
        };
        final long[] size = {crop.width, crop.height, image.getNSlices(), image.getNFrames()};
        final double zoom = canvas == null ? 0 : canvas.getMagnification();
        return new FijiView(size, position, zoom, ImagePlusSource.channels(image));
    }

    /** The voxel in the middle of what is seen, counted in the exported part and kept inside it. */
    static double centre(final int seen, final int seenLength, final int from, final int length) {
        final double voxel = Math.floor(seen + (seenLength - 1) / 2.0) - from;
        return Math.max(0, Math.min(length - 1.0, voxel));
    }
}
