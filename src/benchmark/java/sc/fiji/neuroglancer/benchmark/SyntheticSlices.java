package sc.fiji.neuroglancer.benchmark;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/** Slices such as a light-sheet microscope makes: offset, smooth background, blurred cells, shot and read noise. */
final class SyntheticSlices {

    private static final int REACH = 5;

    private SyntheticSlices() {}

    /** Writes uncompressed 16-bit TIFFs, unless the folder holds as many files already; returns the folder. */
    static Path write(final Path folder, final int width, final int height, final int depth) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.count() == depth) return folder;
        }
        final double[][] cells = cells(width, height, depth);
        for (int z = 0; z < depth; z++) {
            final String file = folder.resolve(String.format("z%05d.tif", z)).toString();
            new FileSaver(new ImagePlus("", slice(width, height, z, cells))).saveAsTiff(file);
        }
        return folder;
    }

    private static double[][] cells(final int width, final int height, final int depth) {
        final Random random = new Random(42);
        final double[][] cells = new double[(int) ((long) width * height * depth / 6700)][];
        for (int i = 0; i < cells.length; i++)
            cells[i] = new double[] {
                random.nextInt(width),
                random.nextInt(height),
                depth * random.nextDouble(),
                100 + 1400 * random.nextDouble()
            };
        return cells;
    }

    private static ShortProcessor slice(final int width, final int height, final int z, final double[][] cells) {
        final float[] signal = new float[width * height];
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++)
                signal[i] = (float) (60 * (1 + Math.sin(x / 170.0 + z / 40.0) * Math.cos(y / 140.0)));
        for (final double[] cell : cells) if (Math.abs(cell[2] - z) < REACH) add(signal, width, height, z, cell);
        final Random noise = new Random(z);
        final short[] pixels = new short[signal.length];
        for (int i = 0; i < pixels.length; i++)
            pixels[i] = (short) Math.max(0, 100 + signal[i] + Math.sqrt(signal[i] / 2 + 25) * noise.nextGaussian());
        return new ShortProcessor(width, height, pixels, null);
    }

    private static void add(final float[] signal, final int width, final int height, final int z, final double[] cell) {
        final int cx = (int) cell[0];
        final int cy = (int) cell[1];
        for (int y = Math.max(0, cy - REACH); y <= Math.min(height - 1, cy + REACH); y++)
            for (int x = Math.max(0, cx - REACH); x <= Math.min(width - 1, cx + REACH); x++) {
                final double r2 = Math.pow(x - cx, 2) + Math.pow(y - cy, 2) + Math.pow(z - cell[2], 2);
                signal[y * width + x] += (float) (cell[3] * Math.exp(-r2 / 8));
            }
    }
}
