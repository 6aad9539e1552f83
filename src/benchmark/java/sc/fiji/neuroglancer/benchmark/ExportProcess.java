package sc.fiji.neuroglancer.benchmark;

import ij.ImagePlus;
import ij.plugin.FolderOpener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.image.ForwardingSource;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.task.Monitor;

/** The process that is timed: opens a folder of slices as Fiji does, exports it with chunks of 64, counts plane reads. */
final class ExportProcess {

    private ExportProcess() {}

    /** Takes the folder of slices and the folder to write to. */
    public static void main(final String... args) throws IOException {
        final ImagePlus image = FolderOpener.open(args[0], "virtual");
        final Counting source = new Counting(ImagePlusSource.of(image));
        final ImageExportOptions options =
                ImageExportOptions.of(args[1], "benchmark").chunk("64,64,64").checked();
        System.out.println(new ImageExport(source, options, Monitor.NONE).run().summary());
        System.out.println("planes " + source.reads);
        System.exit(0);
    }

    private static final class Counting extends ForwardingSource {
        private final AtomicInteger reads = new AtomicInteger();

        Counting(final PixelSource source) {
            super(source);
        }

        @Override
        public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
            reads.incrementAndGet();
            super.read(channel, z, time, planes);
        }
    }
}
