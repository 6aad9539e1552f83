package sc.fiji.neuroglancer.export;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * An export of a synthetic virtual stack in a process of its own. Arguments: folder, existing, chunk, width, height,
 * depth. Prints {@code reads MIN MAX} of any plane, and the summary; ends with 1 and one sentence when it fails.
 */
final class ExportProcess {

    private ExportProcess() {}

    public static void main(final String... args) {
        final Synthetic stack =
                new Synthetic(Integer.parseInt(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        final ImageExportOptions options = ImageExportOptions.of(args[0], "big")
                .existing(IfExists.byName(args[1]))
                .chunk(args[2])
                .checked();
        try {
            final ImageExportResult result =
                    new ImageExport(Content.INTENSITY.open(stack.image(), null), options, Monitor.NONE).run();
            System.out.println(stack.counts());
            System.out.println(result.summary());
        } catch (final IOException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /** 16-bit planes that are made when they are asked for. */
    static final class Synthetic extends VirtualStack {
        private final int width;
        private final int height;
        private final int depth;
        private final AtomicIntegerArray reads;

        Synthetic(final int width, final int height, final int depth) {
            super(width, height, null, null);
            this.width = width;
            this.height = height;
            this.depth = depth;
            reads = new AtomicIntegerArray(depth);
        }

        ImagePlus image() {
            final ImagePlus image = new ImagePlus("big", this);
            for (int z = 0; z < depth; z++) reads.set(z, 0);
            return image;
        }

        String counts() {
            int min = Integer.MAX_VALUE;
            int max = 0;
            for (int z = 0; z < depth; z++) {
                min = Math.min(min, reads.get(z));
                max = Math.max(max, reads.get(z));
            }
            return "reads " + min + " " + max;
        }

        @Override
        public ImageProcessor getProcessor(final int n) {
            reads.incrementAndGet(n - 1);
            final short[] pixels = new short[width * height];
            int noise = n * 0x9e3779b1;
            for (int i = 0; i < pixels.length; i++) {
                noise = noise * 1664525 + 1013904223;
                pixels[i] = (short) ((i % width / 8 + i / width / 8 + n) * 16 + (noise >>> 28));
            }
            return new ShortProcessor(width, height, pixels, null);
        }

        @Override
        public int getSize() {
            return depth;
        }

        @Override
        public int size() {
            return depth;
        }

        @Override
        public int getWidth() {
            return width;
        }

        @Override
        public int getHeight() {
            return height;
        }

        @Override
        public int getBitDepth() {
            return 16;
        }

        @Override
        public Object getPixels(final int n) {
            return getProcessor(n).getPixels();
        }

        @Override
        public String getSliceLabel(final int n) {
            return null;
        }
    }
}
