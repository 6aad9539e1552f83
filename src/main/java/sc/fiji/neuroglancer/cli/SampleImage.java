package sc.fiji.neuroglancer.cli;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.util.Random;

/** A small image such as a light-sheet microscope makes: two channels of blurred cells, 16 bit, anisotropic voxels. */
final class SampleImage {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 220;
    private static final int DEPTH = 40;
    private static final int CELLS = 150;
    private static final int OFFSET = 100;

    private SampleImage() {}

    /** Makes it, the same at every call. */
    static ImagePlus create() {
        final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        final float[][][] nuclei = cells(1, 6, 2.2);
        final float[][][] markers = cells(2, 9, 3.2);
        for (int z = 0; z < DEPTH; z++) {
            stack.addSlice("nuclei", plane(nuclei[z], z));
            stack.addSlice("marker", plane(markers[z], z + DEPTH));
        }
        final ImagePlus image = IJ.createHyperStack("sample", WIDTH, HEIGHT, 2, DEPTH, 1, 16);
        image.setStack(stack, 2, DEPTH, 1);
        calibrate(image.getCalibration());
        final CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.setLuts(new LUT[] {lut(new Color(80, 120, 255), 1500), lut(new Color(120, 255, 80), 1200)});
        composite.setPosition(1, DEPTH / 2, 1);
        return composite;
    }

    private static void calibrate(final Calibration calibration) {
        calibration.pixelWidth = 0.65;
        calibration.pixelHeight = 0.65;
        calibration.pixelDepth = 2;
        calibration.setUnit("micron");
    }

    private static LUT lut(final Color color, final double max) {
        final LUT lut = LUT.createLutFromColor(color);
        lut.min = OFFSET;
        lut.max = max;
        return lut;
    }

    private static float[][][] cells(final long seed, final int radius, final double sigma) {
        final Random random = new Random(seed);
        final float[][][] volume = new float[DEPTH][HEIGHT][WIDTH];
        for (int i = 0; i < CELLS; i++) {
            final int x = random.nextInt(WIDTH);
            final int y = random.nextInt(HEIGHT);
            final int z = random.nextInt(DEPTH);
            add(volume, x, y, z, radius, sigma, 400 + 1200 * random.nextFloat());
        }
        return volume;
    }

    private static void add(
            final float[][][] volume,
            final int cx,
            final int cy,
            final int cz,
            final int radius,
            final double sigma,
            final float peak) {
        for (int z = Math.max(0, cz - radius / 3); z <= Math.min(DEPTH - 1, cz + radius / 3); z++)
            for (int y = Math.max(0, cy - radius); y <= Math.min(HEIGHT - 1, cy + radius); y++)
                for (int x = Math.max(0, cx - radius); x <= Math.min(WIDTH - 1, cx + radius); x++) {
                    final double r2 = Math.pow(x - cx, 2) + Math.pow(y - cy, 2) + 9 * Math.pow(z - cz, 2);
                    volume[z][y][x] += (float) (peak * Math.exp(-r2 / (2 * sigma * sigma)));
                }
    }

    private static ShortProcessor plane(final float[][] signal, final long seed) {
        final Random noise = new Random(seed);
        final short[] pixels = new short[WIDTH * HEIGHT];
        for (int y = 0, i = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++, i++)
                pixels[i] = (short) Math.max(0, OFFSET + signal[y][x] + 8 * noise.nextGaussian());
        }
        return new ShortProcessor(WIDTH, HEIGHT, pixels, null);
    }
}
