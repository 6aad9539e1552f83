package sc.fiji.neuroglancer.e2e;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.util.List;

/** What ImageJ itself says about an image: pixel values, means of blocks, and the colours it paints. */
final class FijiPixels {

    private final ImagePlus image;

    FijiPixels(final ImagePlus image) {
        this.image = image;
    }

    /** Voxels along z, y, x. */
    int[] size() {
        return new int[] {image.getNSlices(), image.getHeight(), image.getWidth()};
    }

    /** The value of a voxel (z, y, x); for RGB, the channel is 0 to 2. All count from 0. */
    private double value(final int c, final int t, final int... zyx) {
        final boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
        final ImageProcessor plane =
                image.getStack().getProcessor(image.getStackIndex(rgb ? 1 : c + 1, zyx[0] + 1, t + 1));
        return rgb ? plane.get(zyx[2], zyx[1]) >> 16 - 8 * c & 0xff : plane.getf(zyx[2], zyx[1]);
    }

    /**
     * The value of a voxel of a level: the mean, rounded half up unless the image has floats, of those voxels of the
     * level before that exist.
     *
     * @param sizes of the levels along z, y, x, from 0 to that level
     */
    double value(final List<int[]> sizes, final int c, final int t, final int... zyx) {
        final int level = sizes.size() - 1;
        if (level == 0) return value(c, t, zyx);
        final List<int[]> before = sizes.subList(0, level);
        final int[] step = new int[3];
        for (int d = 0; d < 3; d++) step[d] = before.get(level - 1)[d] == sizes.get(level)[d] ? 1 : 2;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < step[0] * step[1] * step[2]; i++) {
            final int z = zyx[0] * step[0] + i / (step[1] * step[2]);
            final int y = zyx[1] * step[1] + i / step[2] % step[1];
            final int x = zyx[2] * step[2] + i % step[2];
            final int[] size = before.get(level - 1);
            if (z >= size[0] || y >= size[1] || x >= size[2]) continue;
            sum += value(before, c, t, z, y, x);
            count++;
        }
        return image.getBitDepth() == 32 ? (float) (sum / count) : Math.floor(sum / count + 0.5);
    }

    /** The colour, 0xRRGGBB, that ImageJ paints for a pixel of the current slice. */
    int painted(final int x, final int y) {
        image.updateAndDraw();
        return new ColorProcessor(image.getImage()).get(x, y) & 0xffffff;
    }
}
