package sc.fiji.neuroglancer.image.ij;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.Prefs;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.TiffEncoder;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTiffsTest {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsWhatImageJWroteInBothByteOrders(final boolean intel) throws IOException {
        Prefs.intelByteOrder = intel;
        try {
            for (final ImageProcessor plane : planes()) {
                final ImageProcessor found = plane.createProcessor(WIDTH, HEIGHT);
                final PlainTiffs reader = new PlainTiffs(WIDTH, HEIGHT, plane.getBitDepth() / 8);
                assertTrue(reader.read(save(plane, "a.tif"), found.getPixels()));
                assertTrue(equal(plane.getPixels(), found.getPixels()));
            }
        } finally {
            Prefs.intelByteOrder = false;
        }
    }

    private static ImageProcessor[] planes() {
        final ImageProcessor[] planes = {
            new ByteProcessor(WIDTH, HEIGHT), new ShortProcessor(WIDTH, HEIGHT), new FloatProcessor(WIDTH, HEIGHT)
        };
        for (final ImageProcessor plane : planes)
            for (int i = 0; i < WIDTH * HEIGHT; i++)
                plane.setf(i, (i * 7919) % (plane.getBitDepth() == 8 ? 256 : 65536));
        return planes;
    }

    private static boolean equal(final Object a, final Object b) {
        return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
    }

    private Path save(final ImageProcessor plane, final String name) {
        final Path file = folder.resolve(name);
        new FileSaver(new ImagePlus("", plane)).saveAsTiff(file.toString());
        return file;
    }

    @Test
    void readsOneFileAfterTheOther() throws IOException {
        final PlainTiffs reader = new PlainTiffs(WIDTH, HEIGHT, 2);
        for (int i = 0; i < 3; i++) {
            final short[] values = new short[WIDTH * HEIGHT];
            Arrays.fill(values, (short) (1000 * i));
            final Path file = save(new ShortProcessor(WIDTH, HEIGHT, values, null), i + ".tiff");
            final short[] found = new short[values.length];
            assertTrue(reader.read(file, found));
            assertArrayEquals(values, found);
        }
    }

    @Test
    void readsPlanesLargerThanItsBuffer() throws IOException {
        final float[] values = new float[700 * 800];
        for (int i = 0; i < values.length; i++) values[i] = i;
        final Path file = save(new FloatProcessor(700, 800, values), "large.tif");
        final float[] found = new float[values.length];
        assertTrue(new PlainTiffs(700, 800, 4).read(file, found));
        assertArrayEquals(values, found);
    }

    @Test
    void leavesToImageJWhatIsNotPlain() throws IOException {
        final PlainTiffs reader = new PlainTiffs(WIDTH, HEIGHT, 2);
        final short[] target = new short[WIDTH * HEIGHT];
        assertFalse(reader.read(save(new ByteProcessor(WIDTH, HEIGHT), "type.tif"), target), "another type");
        assertFalse(reader.read(save(new ShortProcessor(WIDTH + 1, HEIGHT), "size.tif"), target), "another size");
        final Path png = folder.resolve("a.png");
        new FileSaver(new ImagePlus("", new ShortProcessor(WIDTH, HEIGHT))).saveAsPng(png.toString());
        assertFalse(reader.read(png, target), "no TIFF");
        final Path signed = folder.resolve("signed.tif");
        writeSigned(signed);
        assertFalse(reader.read(signed, target), "signed pixels, which ImageJ shifts");
    }

    private static void writeSigned(final Path file) throws IOException {
        final FileInfo info = new FileInfo();
        info.width = WIDTH;
        info.height = HEIGHT;
        info.fileType = FileInfo.GRAY16_SIGNED;
        info.pixels = new short[WIDTH * HEIGHT];
        final FileInfo header = (FileInfo) info.clone();
        try (OutputStream out = Files.newOutputStream(file)) {
            new TiffEncoder(header).write(out);
        }
        // the encoder writes the header of an unsigned image; SampleFormat (339) is patched to signed below
        final byte[] bytes = Files.readAllBytes(file);
        assertTrue(addSampleFormat(bytes), "a tag to replace was found");
        Files.write(file, bytes);
    }

    /** Turns the PhotoInterp entry's neighbour SamplesPerPixel (277) into SampleFormat (339) = 2. */
    private static boolean addSampleFormat(final byte[] bytes) {
        for (int i = 8; i + 12 < bytes.length; i++) {
            if (bytes[i] != 1 || bytes[i + 1] != 0x15 || bytes[i + 2] != 0 || bytes[i + 3] != 3) continue;
            bytes[i + 1] = 0x53;
            bytes[i + 9] = 2;
            return true;
        }
        return false;
    }

    @Test
    void tellsWhenAFileIsCutShort() throws IOException {
        final Path file = save(new ShortProcessor(WIDTH, HEIGHT), "cut.tif");
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        final IOException e = assertThrows(
                IOException.class, () -> new PlainTiffs(WIDTH, HEIGHT, 2).read(file, new short[WIDTH * HEIGHT]));
        assertTrue(e.getMessage().contains("cut.tif is cut short"), e.getMessage());
    }
}
