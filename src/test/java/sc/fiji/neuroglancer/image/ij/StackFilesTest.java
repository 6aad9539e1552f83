package sc.fiji.neuroglancer.image.ij;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileSaver;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.FolderOpener;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.Monitor;

/** Virtual stacks of real files, read through ImageJ's own openers. */
class StackFilesTest {

    private static final int WIDTH = 33;
    private static final int HEIGHT = 20;
    private static final int SLICES = 5;

    @TempDir
    Path folder;

    private static short[] plane(final int n) {
        final short[] plane = new short[WIDTH * HEIGHT];
        for (int i = 0; i < plane.length; i++) plane[i] = (short) CountingStack.value(i % WIDTH, i / WIDTH, n);
        return plane;
    }

    private Path slice(final int n) {
        return folder.resolve("s" + n + ".tif");
    }

    private ImagePlus slices() {
        for (int n = 1; n <= SLICES; n++)
            new FileSaver(new ImagePlus("s", new ShortProcessor(WIDTH, HEIGHT, plane(n), null)))
                    .saveAsTiff(slice(n).toString());
        return open();
    }

    private ImagePlus open() {
        final ImagePlus image = FolderOpener.open(folder.toString(), "virtual");
        assertTrue(image.getStack() instanceof VirtualStack);
        return image;
    }

    private ImagePlus multipage() {
        final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int n = 1; n <= 12; n++) stack.addSlice("", plane(n));
        final ImagePlus image = new ImagePlus("m", stack);
        image.setDimensions(2, 3, 2);
        image.setOpenAsHyperStack(true);
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelDepth = 2.5;
        new FileSaver(image).saveAsTiffStack(folder.resolve("m.tif").toString());
        return FileInfoVirtualStack.openVirtual(folder.resolve("m.tif").toString());
    }

    private static short[] read(final PixelSource source, final int c, final int z, final int t) throws IOException {
        final short[] plane = new short[WIDTH * HEIGHT];
        source.read(c, z, t, new Object[] {plane});
        return plane;
    }

    private static void assertFails(final PixelSource source, final int z, final String... texts) {
        final IOException e = assertThrows(IOException.class, () -> read(source, 0, z, 0));
        for (final String text : texts) assertTrue(e.getMessage().contains(text), e.getMessage());
        assertTrue(e.getMessage().contains("export again"), e.getMessage());
    }

    @Test
    void readsAFolderOfSlices() throws IOException {
        final PixelSource source = ImagePlusSource.of(slices());
        assertEquals(2L * WIDTH * HEIGHT, source.bytesPerRead());
        for (int z = 0; z < SLICES; z++) assertArrayEquals(plane(z + 1), read(source, 0, z, 0));
    }

    @Test
    void readsAMultiPageTiff() throws IOException {
        final PixelSource source = ImagePlusSource.of(multipage());
        assertEquals("micrometer", source.metadata().spaceUnit().name());
        assertEquals(2.5, source.metadata().voxelSize(2));
        for (int t = 0; t < 2; t++)
            for (int c = 0; c < 2; c++)
                for (int z = 0; z < 3; z++) assertArrayEquals(plane(1 + c + 2 * (z + 3 * t)), read(source, c, z, t));
    }

    @Test
    void readsOtherFormats() throws IOException {
        for (int n = 1; n <= 3; n++) {
            final byte[] plane = new byte[WIDTH * HEIGHT];
            Arrays.fill(plane, (byte) (n == 2 ? 255 : n));
            new FileSaver(new ImagePlus("p", new ByteProcessor(WIDTH, HEIGHT, plane, null)))
                    .saveAsPng(folder.resolve("p" + n + ".png").toString());
        }
        final PixelSource source = ImagePlusSource.of(open());
        final byte[] plane = new byte[WIDTH * HEIGHT];
        for (int n = 1; n <= 3; n++) {
            source.read(0, n - 1, 0, new Object[] {plane});
            assertEquals((byte) (n == 2 ? 255 : n), plane[n]);
        }
    }

    @Test
    void refusesADamagedPng() throws IOException {
        readsOtherFormats();
        Files.write(folder.resolve("p2.png"), "no image at all".getBytes());
        final PixelSource source = ImagePlusSource.of(open());
        assertFails(source, 1, "slice 2 of 3", "ImageJ cannot open", "p2.png");
    }

    @Test
    void refusesAMissingSlice() throws IOException {
        final PixelSource source = ImagePlusSource.of(slices());
        Files.delete(slice(3));
        assertFails(source, 2, "slice 3 of 5", "s3.tif", "is missing");
    }

    @Test
    void refusesASliceThatIsCutShort() throws IOException {
        final ImagePlus image = slices();
        final byte[] bytes = Files.readAllBytes(slice(2));
        Files.write(slice(2), Arrays.copyOf(bytes, bytes.length - 1));
        assertFails(ImagePlusSource.of(image), 1, "slice 2 of 5", "cut short");
    }

    @Test
    void refusesAMultiPageTiffThatIsCutShort() throws IOException {
        multipage();
        final Path file = folder.resolve("m.tif");
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 4 * WIDTH * HEIGHT));
        final ImagePlus image = FileInfoVirtualStack.openVirtual(file.toString());
        assertFails(ImagePlusSource.of(image), 0, "m.tif", "cut short");
    }

    @Test
    void refusesASliceThatIsNoImage() throws IOException {
        final ImagePlus image = slices();
        Files.write(slice(4), new byte[500]);
        assertFails(ImagePlusSource.of(image), 3, "slice 4 of 5", "s4.tif", "not a TIFF");
        Files.write(slice(4), new byte[(int) Files.size(slice(1))]);
        assertFailsAfterFirst(ImagePlusSource.of(image), 3, "ImageJ cannot open");
    }

    @Test
    void refusesASliceOfAnotherSizeOrType() throws IOException {
        final ImagePlus image = slices();
        new FileSaver(new ImagePlus("s", new ShortProcessor(WIDTH + 1, HEIGHT))).saveAsTiff(slice(2).toString());
        new FileSaver(new ImagePlus("s", new FloatProcessor(WIDTH, HEIGHT))).saveAsTiff(slice(3).toString());
        final PixelSource source = ImagePlusSource.of(image);
        assertFailsAfterFirst(source, 1, "34 x 20 pixels, but the others 33 x 20");
        assertFailsAfterFirst(source, 2, "32 bits per pixel, but the others 16");
    }

    private static void assertFailsAfterFirst(final PixelSource source, final int z, final String text)
            throws IOException {
        read(source, 0, 0, 0);
        assertFails(source, z, "slice " + (z + 1) + " of 5", text);
    }

    @Test
    void refusesFilesThatChangeMeanwhile() throws IOException {
        final PixelSource source = ImagePlusSource.of(multipage());
        read(source, 0, 0, 0);
        Files.setLastModifiedTime(folder.resolve("m.tif"), FileTime.fromMillis(1_000_000));
        assertFails(source, 1, "slice 3 of 12", "has changed");
        Files.delete(folder.resolve("m.tif"));
        assertFails(source, 1, "slice 3 of 12", "is missing");
    }

    @Test
    void identityFollowsTheFiles() throws IOException {
        final String identity = ImagePlusSource.of(slices()).identity(Monitor.NONE);
        assertEquals(identity, ImagePlusSource.of(open()).identity(Monitor.NONE));
        Files.setLastModifiedTime(slice(4), FileTime.fromMillis(1_000_000));
        assertNotEquals(identity, ImagePlusSource.of(open()).identity(Monitor.NONE));
    }

    @Test
    void identityOfAnOpenedFileFollowsTheFile() throws IOException {
        multipage();
        final String path = folder.resolve("m.tif").toString();
        final String identity = ImagePlusSource.of(IJ.openImage(path)).identity(Monitor.NONE);
        assertEquals(identity, ImagePlusSource.of(IJ.openImage(path)).identity(Monitor.NONE));
        Files.setLastModifiedTime(folder.resolve("m.tif"), FileTime.fromMillis(1_000_000));
        assertNotEquals(identity, ImagePlusSource.of(IJ.openImage(path)).identity(Monitor.NONE));
    }

    @Test
    void stacksWithoutNamesAreFine() throws IOException {
        final VirtualStack stack = new VirtualStack(WIDTH, HEIGHT, null, folder.toString()) {
            @Override
            public int getSize() {
                return 150;
            }

            @Override
            public int size() {
                return 150;
            }

            @Override
            public ShortProcessor getProcessor(final int n) {
                return new ShortProcessor(WIDTH, HEIGHT, plane(n), null);
            }
        };
        final PixelSource source = ImagePlusSource.of(new ImagePlus("unnamed", stack));
        assertArrayEquals(plane(120), read(source, 0, 119, 0));
    }
}
