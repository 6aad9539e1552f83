package sc.fiji.neuroglancer.image.ij;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.StackConverter;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.LabelSource;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class ImagePlusSourceTest {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;
    private static final Rectangle ALL = new Rectangle(WIDTH, HEIGHT);

    /** Each type, with one plane, a stack and a hyperstack, in memory and virtual, whole and cropped. */
    @ParameterizedTest
    @CsvSource({
        "8, 1, 1, 1",
        "8, 1, 6, 1",
        "8, 2, 3, 4",
        "16, 1, 1, 1",
        "16, 1, 6, 1",
        "16, 3, 1, 2",
        "16, 2, 3, 4",
        "32, 1, 1, 1",
        "32, 1, 1, 6",
        "32, 2, 3, 4",
        "24, 1, 1, 1",
        "24, 1, 6, 1",
        "24, 2, 3, 4"
    })
    void readsEveryPlaneOfEveryKind(final int bits, final int channels, final int depth, final int frames)
            throws IOException {
        final int slices = channels * depth * frames;
        for (final boolean virtual : new boolean[] {false, true}) {
            final ImagePlus image = image(bits, slices, virtual);
            image.setDimensions(channels, depth, frames);
            assertDelivers(image, ImagePlusSource.of(image), ALL);
            final Rectangle crop = new Rectangle(2, 1, 4, 3);
            assertDelivers(image, ImagePlusSource.of(image, crop), crop);
        }
    }

    /** Compares all planes with what ImageJ itself gives for the position. */
    private static void assertDelivers(final ImagePlus image, final PixelSource source, final Rectangle crop)
            throws IOException {
        final ImageMetadata metadata = source.metadata();
        assertEquals(Size3.of(crop.width, crop.height, image.getNSlices()), metadata.size());
        assertEquals(image.getNFrames(), metadata.frames());
        final int per = source.channelsPerRead();
        assertEquals(per * image.getNChannels(), metadata.channels().size());
        for (int t = 0; t < metadata.frames(); t++)
            for (int c = 0; c < metadata.channels().size(); c += per)
                for (int z = 0; z < metadata.size().z(); z++) {
                    final ImageProcessor expected =
                            image.getStack().getProcessor(image.getStackIndex(c / per + 1, z + 1, t + 1));
                    final Object[] planes = read(source, c, z, t);
                    for (int i = 0; i < per; i++) assertPlane(expected, i, crop, planes[i], metadata.type());
                }
    }

    private static void assertPlane(
            final ImageProcessor expected,
            final int part,
            final Rectangle crop,
            final Object plane,
            final PixelType type) {
        final Object wanted = type.newArray(crop.width * crop.height);
        for (int i = 0; i < crop.width * crop.height; i++) {
            final int bits = expected.get(crop.x + i % crop.width, crop.y + i / crop.width);
            if (wanted instanceof float[]) ((float[]) wanted)[i] = Float.intBitsToFloat(bits);
            else if (wanted instanceof short[]) ((short[]) wanted)[i] = (short) bits;
            else if (expected instanceof ColorProcessor) ((byte[]) wanted)[i] = (byte) (bits >> (16 - 8 * part));
            else ((byte[]) wanted)[i] = (byte) bits;
        }
        assertEqualArrays(wanted, plane);
    }

    private static void assertEqualArrays(final Object expected, final Object actual) {
        assertArrayEquals(new Object[] {expected}, new Object[] {actual});
    }

    private static Object[] read(final PixelSource source, final int c, final int z, final int t) throws IOException {
        final Size3 size = source.metadata().size();
        final Object[] planes = new Object[source.channelsPerRead()];
        for (int i = 0; i < planes.length; i++)
            planes[i] = source.metadata().type().newArray(size.x() * size.y());
        source.read(c, z, t, planes);
        return planes;
    }

    private static ImagePlus image(final int bits, final int slices, final boolean virtual) {
        final IntFunction<Object> planes = n -> plane(bits, n);
        if (virtual)
            return new CountingStack(WIDTH, HEIGHT, slices, planes)
                    .sharingOneArray()
                    .image("virtual");
        final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int n = 1; n <= slices; n++) stack.addSlice("plane " + n, planes.apply(n));
        return new ImagePlus("in memory", stack);
    }

    private static Object plane(final int bits, final int n) {
        final Random random = new Random(n);
        final int pixels = WIDTH * HEIGHT;
        switch (bits) {
            case 8:
                final byte[] bytes = new byte[pixels];
                random.nextBytes(bytes);
                return bytes;
            case 16:
                final short[] shorts = new short[pixels];
                for (int i = 0; i < pixels; i++) shorts[i] = (short) random.nextInt();
                return shorts;
            case 32:
                final float[] floats = new float[pixels];
                for (int i = 0; i < pixels; i++) floats[i] = random.nextFloat() - 0.5f;
                return floats;
            default:
                final int[] colours = new int[pixels];
                for (int i = 0; i < pixels; i++) colours[i] = random.nextInt();
                return colours;
        }
    }

    @Test
    void channelsOfAVirtualStackAreToldWithoutReadingIt() {
        final CountingStack stack = CountingStack.of16(WIDTH, HEIGHT, 24);
        final ImagePlus image = stack.image("virtual");
        image.setDisplayRange(5, 50);
        final List<Channel> channels = ImagePlusSource.channels(image);
        assertEquals(0, stack.totalReads());
        final Channel exported = ImagePlusSource.of(image).metadata().channels().get(0);
        assertEquals(1, channels.size());
        assertEquals(exported.name(), channels.get(0).name());
        assertEquals(50, channels.get(0).displayMax());
        final ImagePlus rgb = IJ.createImage("rgb", "RGB", 4, 4, 1);
        assertEquals(3, ImagePlusSource.channels(rgb).size());
    }

    @Test
    void readsComposites() throws IOException {
        final ImagePlus image = image(16, 12, false);
        image.setDimensions(2, 3, 2);
        final CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        assertDelivers(composite, ImagePlusSource.of(composite), ALL);
    }

    @Test
    void hasTheTypesOfOmeZarr() {
        assertEquals(
                PixelType.UINT8,
                ImagePlusSource.of(image(8, 1, false)).metadata().type());
        assertEquals(
                PixelType.UINT16,
                ImagePlusSource.of(image(16, 1, false)).metadata().type());
        assertEquals(
                PixelType.FLOAT32,
                ImagePlusSource.of(image(32, 1, false)).metadata().type());
        assertEquals(
                PixelType.UINT8,
                ImagePlusSource.of(image(24, 1, false)).metadata().type());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signedSixteenBitHasCalibratedValues(final boolean virtual) throws IOException {
        final ImagePlus image = image(16, 3, virtual);
        image.getCalibration().setSigned16BitCalibration();
        final Calibration calibration = image.getCalibration();
        for (final Rectangle crop : new Rectangle[] {ALL, new Rectangle(1, 2, 3, 2)}) {
            final ImagePlusSource source = ImagePlusSource.of(image, crop);
            assertEquals(PixelType.INT16, source.metadata().type());
            for (int z = 0; z < 3; z++) {
                final short[] plane = (short[]) read(source, 0, z, 0)[0];
                final ImageProcessor raw = image.getStack().getProcessor(z + 1);
                for (int i = 0; i < plane.length; i++)
                    assertEquals(
                            calibration.getCValue(raw.get(crop.x + i % crop.width, crop.y + i / crop.width)), plane[i]);
            }
        }
    }

    @Test
    void densityCalibrationLeavesRawValues() throws IOException {
        final ImagePlus image = image(8, 2, false);
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {5, 2}, "OD");
        assertDelivers(image, ImagePlusSource.of(image), ALL);
    }

    @Test
    void indexedColourGoesThroughItsTable() throws IOException {
        final ImagePlus image = image(24, 3, false);
        new StackConverter(image).convertToIndexedColor(16);
        assertEquals(ImagePlus.COLOR_256, image.getType());
        for (final Rectangle crop : new Rectangle[] {ALL, new Rectangle(3, 1, 4, 4)}) {
            final ImagePlusSource source = ImagePlusSource.of(image, crop);
            assertEquals(3, source.channelsPerRead());
            assertEquals("Green", source.metadata().channels().get(1).name());
            for (int z = 0; z < 3; z++) {
                final ImageProcessor expected =
                        image.getStack().getProcessor(z + 1).convertToRGB();
                final Object[] planes = read(source, 0, z, 0);
                for (int i = 0; i < 3; i++) assertPlane(expected, i, crop, planes[i], PixelType.UINT8);
            }
        }
        assertDelivers(image, ImagePlusSource.ofIndices(image, null), ALL);
    }

    @Test
    void readsEachVirtualPlaneOnceAndNoneBefore() throws IOException {
        final CountingStack stack = CountingStack.of16(WIDTH, HEIGHT, 24);
        final ImagePlus image = stack.image("counted");
        image.setDimensions(2, 3, 4);
        final CompositeImage composite = new CompositeImage(image, CompositeImage.COLOR);
        stack.resetCounts();
        final ImagePlusSource source = ImagePlusSource.of(composite);
        source.identity(Monitor.NONE);
        source.metadata();
        assertEquals(0, stack.totalReads());
        for (int t = 0; t < 4; t++) for (int c = 0; c < 2; c++) for (int z = 0; z < 3; z++) read(source, c, z, t);
        assertEquals(24, stack.totalReads());
        assertEquals(1, stack.maxReads());
    }

    @Test
    void needsHeapForVirtualPlanesOnly() {
        for (final int bits : new int[] {8, 16, 32}) {
            assertEquals(0, ImagePlusSource.of(image(bits, 2, false)).bytesPerRead());
            final ImagePlus image = image(bits, 2, true);
            final long plane = (long) WIDTH * HEIGHT * bits / 8;
            assertEquals(plane, ImagePlusSource.of(image).bytesPerRead());
            assertEquals(plane, ImagePlusSource.of(image, new Rectangle(2, 2)).bytesPerRead());
        }
        assertEquals(4L * WIDTH * HEIGHT, ImagePlusSource.of(image(24, 2, true)).bytesPerRead());
    }

    @Test
    void waitsForASlowStack() throws Exception {
        final CountingStack stack = CountingStack.of16(WIDTH, HEIGHT, 3).blockingAt(2);
        final PixelSource source = ImagePlusSource.of(stack.image("slow"));
        final FutureTask<Object[]> reading = new FutureTask<>(() -> read(source, 0, 1, 0));
        new Thread(reading).start();
        stack.awaitBlocked();
        assertFalse(reading.isDone());
        assertEquals(1, stack.reads(2));
        stack.release();
        final short[] plane = (short[]) reading.get(10, TimeUnit.SECONDS)[0];
        assertEquals(CountingStack.value(3, 2, 2), plane[2 * WIDTH + 3]);
    }

    @Test
    void keepsToTheStackOfTheStart() throws IOException {
        final ImagePlus image = image(16, 6, false);
        image.setDimensions(2, 3, 1);
        final short[] expected = ((short[]) image.getStack().getPixels(4)).clone();
        final ImagePlusSource source = ImagePlusSource.of(image);
        image.setDimensions(1, 6, 1);
        image.setStack(image(8, 1, false).getStack());
        assertArrayEquals(expected, (short[]) read(source, 1, 1, 0)[0]);
        assertSame(source.metadata(), source.metadata());
    }

    @Test
    void namesThePlaneThatFails() {
        final ImagePlus image =
                CountingStack.of16(WIDTH, HEIGHT, 24).failingAt(17).image("broken");
        image.setDimensions(2, 3, 4);
        final PixelSource source = ImagePlusSource.of(image);
        final IOException e = assertThrows(IOException.class, () -> read(source, 0, 2, 2));
        assertTrue(e.getMessage().contains("slice 17 of 24 (channel 1, z 3, time 3)"), e.getMessage());
        assertTrue(e.getMessage().contains("plane 17 is out of order"), e.getMessage());
        assertTrue(e.getCause() instanceof IllegalStateException);
    }

    @Test
    void refusesPlanesOfAnotherTypeOrSizeAndMissingOnes() {
        final IntFunction<Object> planes = n -> {
            if (n == 2) return new byte[WIDTH * HEIGHT];
            if (n == 3) return new short[(WIDTH + 1) * HEIGHT];
            return n == 4 ? null : new short[WIDTH * HEIGHT];
        };
        final PixelSource source = ImagePlusSource.of(new CountingStack(WIDTH, HEIGHT, 5, planes).image("mixed"));
        assertFailure(source, 1, "slice 2 of 5: it has 8 bits and 7 x 5 pixels, but the image has 16 bits and 7 x 5");
        assertFailure(source, 2, "slice 3 of 5: it has 16 bits and 8 x 5 pixels");
        assertFailure(source, 3, "slice 4 of 5: the virtual stack has no such plane");
    }

    private static void assertFailure(final PixelSource source, final int z, final String text) {
        final IOException e = assertThrows(IOException.class, () -> read(source, 0, z, 0));
        assertTrue(e.getMessage().contains(text), e.getMessage());
        assertTrue(e.getMessage().contains("export again"), e.getMessage());
    }

    @Test
    void saysThatTheImageWasClosed() {
        final ImagePlus image = IJ.createImage("cells", "16-bit", WIDTH, HEIGHT, 3);
        final PixelSource source = ImagePlusSource.of(image);
        image.flush();
        final IOException e = assertThrows(IOException.class, () -> read(source, 0, 1, 0));
        assertTrue(e.getMessage().startsWith("The image was closed during the export. Open it again, then "));
    }

    @Test
    void refusesPlanesThatWereReplacedInMemory() {
        final ImagePlus image = image(16, 3, false);
        final PixelSource source = ImagePlusSource.of(image);
        image.getStack().setPixels(new float[WIDTH * HEIGHT], 2);
        image.getStack().setPixels(new short[WIDTH * HEIGHT - 1], 3);
        assertFailure(source, 1, "slice 2 of 3: it has 32 bits");
        assertFailure(source, 2, "slice 3 of 3");
    }

    @Test
    void refusesPlanesThatWereDeletedMeanwhile() {
        final ImagePlus image = image(16, 3, false);
        final PixelSource source = ImagePlusSource.of(image);
        image.getStack().deleteLastSlice();
        assertFailure(source, 2, "slice 3 of 3");
    }

    @Test
    void clipsTheCropAndMovesTheOrigin() {
        final ImagePlus image = image(16, 2, false);
        final Calibration calibration = image.getCalibration();
        calibration.setUnit("mm");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.25;
        calibration.xOrigin = 10;
        final ImageMetadata metadata =
                ImagePlusSource.of(image, new Rectangle(4, 2, 100, 2)).metadata();
        assertEquals(Size3.of(3, 2, 2), metadata.size());
        assertEquals((4 - 10) * 0.5, metadata.origin(0));
        assertEquals(2 * 0.25, metadata.origin(1));
        assertThrows(InputException.class, () -> ImagePlusSource.of(image, new Rectangle(7, 0, 2, 2)));
    }

    @Test
    void takesTheBoundsOfAreaSelectionsOnly() {
        final ImagePlus image = image(16, 2, false);
        final InputException none = assertThrows(InputException.class, () -> ImagePlusSource.selection(image));
        assertTrue(none.getMessage().contains("Draw a rectangle"), none.getMessage());
        image.setRoi(new Line(0, 0, 3, 3));
        assertThrows(InputException.class, () -> ImagePlusSource.selection(image));
        image.setRoi(new Roi(1, 2, 3, 2));
        assertEquals(new Rectangle(1, 2, 3, 2), ImagePlusSource.selection(image));
        image.setRoi(new OvalRoi(2, 1, 4, 3));
        assertEquals(new Rectangle(2, 1, 4, 3), ImagePlusSource.selection(image));
    }

    @Test
    void refusesAnEmptyImage() {
        assertThrows(InputException.class, () -> ImagePlusSource.of(new ImagePlus()));
    }

    @Test
    void showsWhatImageJShows() {
        final ImagePlus image = image(16, 24, false);
        image.setDimensions(2, 3, 4);
        image.setPosition(2, 3, 4);
        image.setSlice(image.getStackIndex(2, 3, 4));
        final ImageMetadata metadata = ImagePlusSource.of(image).metadata();
        assertEquals(2, metadata.shown().z());
        assertEquals(3, metadata.shown().t());
    }

    /** Small images as a whole, large ones by rows from everywhere in them. */
    @Test
    void anyPlaneMakesAnotherImage() {
        final String identity = ImagePlusSource.of(image(16, 9, false)).identity(Monitor.NONE);
        for (int z = 1; z <= 9; z++) {
            for (final int y : new int[] {0, 2, 4}) {
                final ImagePlus pixel = image(16, 9, false);
                pixel.getStack().getProcessor(z).set(z % 7, y, 4711);
                assertNotEquals(
                        identity, ImagePlusSource.of(pixel).identity(Monitor.NONE), "plane " + z + ", row " + y);
            }
        }
    }

    @Test
    void identityIsThatOfTheImage() {
        final String identity = ImagePlusSource.of(image(16, 3, false)).identity(Monitor.NONE);
        assertEquals(identity, ImagePlusSource.of(image(16, 3, false)).identity(Monitor.NONE));
        assertTrue(identity.startsWith("in memory, 7 x 5 x 3, 1 channels"), identity);
        assertNotEquals(identity, ImagePlusSource.of(image(16, 4, false)).identity(Monitor.NONE));
        assertNotEquals(
                identity,
                ImagePlusSource.of(image(16, 3, false), new Rectangle(6, 5)).identity(Monitor.NONE));
        final ImagePlus pixel = image(16, 3, false);
        pixel.getStack().getProcessor(3).set(0, 0, 1);
        assertNotEquals(identity, ImagePlusSource.of(pixel).identity(Monitor.NONE));
        final ImagePlus signed = image(16, 3, false);
        signed.getCalibration().setSigned16BitCalibration();
        assertNotEquals(identity, ImagePlusSource.of(signed).identity(Monitor.NONE));
        final ImagePlus density = image(16, 3, false);
        density.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {5, 2}, "OD");
        assertNotEquals(identity, ImagePlusSource.of(density).identity(Monitor.NONE));
        final ImagePlus renamed = image(16, 3, false);
        renamed.setTitle("other");
        assertNotEquals(identity, ImagePlusSource.of(renamed).identity(Monitor.NONE));
    }

    @Test
    void copiesRatherThanHandsOut() throws IOException {
        final ImagePlus image = image(16, 1, false);
        final short[] before = ((short[]) image.getStack().getPixels(1)).clone();
        final short[] plane = (short[]) read(ImagePlusSource.of(image), 0, 0, 0)[0];
        Arrays.fill(plane, (short) 1);
        assertFalse(Arrays.equals(before, plane));
        assertArrayEquals(before, (short[]) image.getStack().getPixels(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {FileInfo.GRAY32_INT, FileInfo.GRAY32_UNSIGNED, FileInfo.GRAY32_FLOAT})
    void warnsOfWholeNumbersThatImageJRounds(final int fileType) {
        final ImagePlus image = IJ.createImage("ids", "32-bit black", 3, 2, 2);
        final FileInfo info = new FileInfo();
        info.fileType = fileType;
        image.setFileInfo(info);
        final boolean warns = ImagePlusSource.of(image).metadata().warnings().stream()
                .anyMatch(text -> text.contains("rounded to 24 binary digits"));
        assertEquals(fileType != FileInfo.GRAY32_FLOAT, warns);
        assertFalse(LabelSource.of(ImagePlusSource.of(image)).metadata().warnings().stream()
                .anyMatch(text -> text.contains("rounded")));
    }
}
