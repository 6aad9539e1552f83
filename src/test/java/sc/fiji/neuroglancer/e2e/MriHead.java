package sc.fiji.neuroglancer.e2e;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A real MRI head, and the regions of an atlas of it with their centres, from Debian's mricron-data. */
final class MriHead {

    private static final Path DATA = Paths.get("/usr/share/mricron/templates");
    private static final int UINT8 = 2;

    private final int[] size = new int[3];
    private final double[] voxel = new double[3];
    private final byte[] pixels;

    private MriHead(final String name) throws IOException {
        final ByteBuffer raw = ByteBuffer.wrap(read(name)).order(ByteOrder.LITTLE_ENDIAN);
        if (raw.getShort(70) != UINT8) throw new IOException(name + " is not 8 bit");
        for (int d = 0; d < 3; d++) {
            size[d] = raw.getShort(42 + 2 * d);
            voxel[d] = raw.getFloat(80 + 4 * d);
        }
        pixels = new byte[size[0] * size[1] * size[2]];
        raw.position((int) raw.getFloat(108));
        raw.get(pixels);
    }

    private static byte[] read(final String name) throws IOException {
        if (!Files.exists(DATA.resolve(name))) throw ViewerBrowser.missing("Debian's mricron-data is not installed");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(DATA.resolve(name)))) {
            return in.readAllBytes();
        }
    }

    /** Writes the head as a calibrated TIFF stack. */
    static void writeHead(final Path file) throws IOException {
        final MriHead head = new MriHead("ch2.nii.gz");
        final ImageStack stack = new ImageStack(head.size[0], head.size[1]);
        final int plane = head.size[0] * head.size[1];
        for (int z = 0; z < head.size[2]; z++) {
            final byte[] copy = new byte[plane];
            System.arraycopy(head.pixels, z * plane, copy, 0, plane);
            stack.addSlice(new ByteProcessor(head.size[0], head.size[1], copy, null));
        }
        final ImagePlus image = new ImagePlus("head", stack);
        image.getCalibration().pixelWidth = head.voxel[0];
        image.getCalibration().pixelHeight = head.voxel[1];
        image.getCalibration().pixelDepth = head.voxel[2];
        image.getCalibration().setUnit("mm");
        new FileSaver(image).saveAsTiffStack(file.toString());
    }

    /** The regions: label, name, x, y, z, the mean position of their voxels. */
    static List<String[]> regions() throws IOException {
        final MriHead atlas = new MriHead("aal.nii.gz");
        final double[][] sums = new double[256][4];
        for (int i = 0; i < atlas.pixels.length; i++) {
            final double[] sum = sums[atlas.pixels[i] & 0xff];
            sum[0] += i % atlas.size[0];
            sum[1] += i / atlas.size[0] % atlas.size[1];
            sum[2] += i / atlas.size[0] / atlas.size[1];
            sum[3]++;
        }
        final List<String[]> regions = new ArrayList<>();
        for (final String line : Files.readAllLines(DATA.resolve("aal.nii.txt"), StandardCharsets.ISO_8859_1)) {
            final String[] words = line.trim().split("\\s+");
            if (words.length < 2) continue;
            final double[] sum = sums[Integer.parseInt(words[0])];
            if (sum[3] == 0) continue;
            regions.add(
                    new String[] {words[0], words[1], mean(sum[0], sum[3]), mean(sum[1], sum[3]), mean(sum[2], sum[3])
                    });
        }
        return regions;
    }

    private static String mean(final double sum, final double count) {
        return String.format(Locale.ROOT, "%.3f", sum / count);
    }
}
