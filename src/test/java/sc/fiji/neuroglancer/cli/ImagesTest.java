package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;
import ij.process.LUT;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

class ImagesTest {

    @TempDir
    private Path dir;

    private static ImagePlus ramp(final String type, final int slices) {
        final ImagePlus image = IJ.createImage("ramp", type, 20, 16, slices);
        for (int i = 1; i <= slices; i++) image.getStack().getProcessor(i).add(3 * i);
        return image;
    }

    private Path save(final ImagePlus image, final String name) {
        final Path file = dir.resolve(name);
        final FileSaver saver = new FileSaver(image);
        assertTrue(
                image.getStackSize() > 1 ? saver.saveAsTiffStack(file.toString()) : saver.saveAsTiff(file.toString()));
        return file;
    }

    private static void assertSamePixels(final ImagePlus expected, final ImagePlus actual) {
        assertEquals(expected.getStackSize(), actual.getStackSize());
        assertEquals(expected.getBitDepth(), actual.getBitDepth());
        for (int i = 1; i <= expected.getStackSize(); i++) {
            for (int p = 0; p < 20 * 16; p++)
                assertEquals(
                        expected.getStack().getProcessor(i).getf(p),
                        actual.getStack().getProcessor(i).getf(p));
        }
    }

    private InputException refusal(final Path path) {
        final PrintStream before = System.out;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        final PrintStream mine = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(mine);
        try {
            final InputException e = assertThrows(InputException.class, () -> Images.open(path));
            assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            assertEquals("", printed.toString(StandardCharsets.UTF_8));
            assertEquals(mine, System.out, "the stream is put back");
            return e;
        } finally {
            System.setOut(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"8-bit ramp, 1", "8-bit ramp, 4", "16-bit ramp, 4", "32-bit ramp, 3", "RGB ramp, 3"})
    void opensATiffVirtually(final String type, final int slices) throws IOException {
        final ImagePlus image = ramp(type, slices);
        final ImagePlus opened = Images.open(save(image, "a.tif"));
        assertTrue(opened.getStack().isVirtual());
        assertSamePixels(image, opened);
    }

    @Test
    void keepsDimensionsCalibrationLutsAndRanges() throws IOException {
        final ImagePlus plain = ramp("16-bit ramp", 12);
        plain.setDimensions(2, 3, 2);
        plain.getCalibration().setUnit("\u00b5m");
        plain.getCalibration().pixelWidth = 0.5;
        plain.getCalibration().pixelDepth = 2;
        plain.getCalibration().xOrigin = 7;
        plain.getCalibration().frameInterval = 3;
        final CompositeImage image = new CompositeImage(plain, IJ.COMPOSITE);
        image.setLuts(new LUT[] {lut(Color.RED, 10, 500), lut(Color.CYAN, 20, 900)});
        image.setOpenAsHyperStack(true);

        final ImagePlus opened = Images.open(save(image, "hyper.tif"));
        assertEquals("[20, 16, 2, 3, 2]", Arrays.toString(opened.getDimensions()));
        assertEquals(0.5, opened.getCalibration().pixelWidth);
        assertEquals(2, opened.getCalibration().pixelDepth);
        assertEquals(7, opened.getCalibration().xOrigin);
        assertEquals(3, opened.getCalibration().frameInterval);
        assertEquals("\u00b5m", opened.getCalibration().getUnit());
        final LUT[] luts = opened.getLuts();
        assertEquals(Color.RED.getRGB(), luts[0].getRGB(255));
        assertEquals(Color.CYAN.getRGB(), luts[1].getRGB(255));
        assertEquals(
                "10-500, 20-900",
                String.format("%.0f-%.0f, %.0f-%.0f", luts[0].min, luts[0].max, luts[1].min, luts[1].max));
    }

    private static LUT lut(final Color color, final double min, final double max) {
        final LUT lut = LUT.createLutFromColor(color);
        lut.min = min;
        lut.max = max;
        return lut;
    }

    @Test
    void keepsTheRangeAndLutOfASingleChannel() throws IOException {
        final ImagePlus image = ramp("16-bit ramp", 3);
        image.getProcessor().setLut(LUT.createLutFromColor(Color.GREEN));
        image.setDisplayRange(7, 77);
        final ImagePlus opened = Images.open(save(image, "z.tif"));
        assertEquals(7, opened.getDisplayRangeMin());
        assertEquals(77, opened.getDisplayRangeMax());
        assertEquals(Color.GREEN.getRGB(), opened.getLuts()[0].getRGB(255));
    }

    @Test
    void keepsSigns() throws IOException {
        final ImagePlus image = ramp("16-bit ramp", 2);
        image.getLocalCalibration().setSigned16BitCalibration();
        assertTrue(Images.open(save(image, "signed.tif")).getLocalCalibration().isSigned16Bit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "PackBits"})
    void opensCompressedPages(final String compression) throws IOException {
        final Path file = dir.resolve("pages.tif");
        final ImagePlus image = ramp("8-bit ramp", 3);
        final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            final ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            for (int i = 1; i <= 3; i++) {
                final BufferedImage page = image.getStack().getProcessor(i).getBufferedImage();
                writer.writeToSequence(new IIOImage(page, null, null), param);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        final ImagePlus opened = Images.open(file);
        assertTrue(opened.getStack().isVirtual());
        assertSamePixels(image, opened);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void opensAllColoursOf48Bits(final int pages) throws IOException {
        final ImagePlus opened = Images.open(Files.write(dir.resolve("rgb48.tif"), rgb48(pages)));
        assertEquals("[1, 1, 3, " + pages + ", 1]", Arrays.toString(opened.getDimensions()));
        for (int i = 1; i <= 3 * pages; i++)
            assertEquals(100 * i, opened.getStack().getProcessor(i).get(0));
        assertEquals(Color.BLUE.getRGB(), opened.getLuts()[2].getRGB(255));
    }

    /** A TIFF of pages of one pixel with three samples of 16 bits: 100, 200, 300, then 400, 500, 600. */
    private static byte[] rgb48(final int pages) {
        final int length = 160;
        final ByteBuffer file = ByteBuffer.allocate(8 + pages * length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        for (int page = 0; page < pages; page++) {
            final int start = 8 + page * length;
            final int bits = start + 140;
            final int[][] tags = {
                {256, 3, 1, 1}, {257, 3, 1, 1}, {258, 3, 3, bits}, {259, 3, 1, 1}, {262, 3, 1, 2},
                {273, 4, 1, bits + 6}, {277, 3, 1, 3}, {278, 3, 1, 1}, {279, 4, 1, 6}, {284, 3, 1, 1}
            };
            file.position(start);
            file.putShort((short) tags.length);
            for (final int[] tag : tags)
                file.putShort((short) tag[0])
                        .putShort((short) tag[1])
                        .putInt(tag[2])
                        .putInt(tag[3]);
            file.putInt(page + 1 < pages ? start + length : 0);
            file.position(bits);
            for (int c = 0; c < 3; c++) file.putShort((short) 16);
            for (int c = 1; c <= 3; c++) file.putShort((short) (100 * (3 * page + c)));
        }
        return file.array();
    }

    @Test
    void opensPngAndAvi() throws IOException {
        final ImagePlus image = ramp("8-bit ramp", 3);
        final ImagePlus flat = ramp("8-bit ramp", 1);
        assertTrue(new FileSaver(flat).saveAsPng(dir.resolve("a.png").toString()));
        assertSamePixels(flat, Images.open(dir.resolve("a.png")));
        new AVI_Writer().writeImage(image, dir.resolve("a.avi").toString(), AVI_Writer.NO_COMPRESSION, 0);
        final ImagePlus movie = Images.open(dir.resolve("a.avi"));
        assertTrue(movie.getStack().isVirtual());
        assertSamePixels(image, movie);
    }

    @Test
    void opensAFolderInTheOrderOfNumbers() throws IOException {
        final Path folder = Files.createDirectory(dir.resolve("my slices"));
        final int[] numbers = {1, 2, 10};
        for (final int n : numbers) {
            final ImagePlus slice = IJ.createImage("s", "16-bit black", 20, 16, 1);
            slice.getProcessor().set(5, n);
            slice.getCalibration().setUnit("mm");
            slice.getCalibration().pixelWidth = 0.25;
            save(slice, "my slices/s" + n + ".tif");
        }
        Files.writeString(folder.resolve("README.md"), "not an image");
        Files.writeString(folder.resolve(".DS_Store"), "not an image");
        Files.writeString(folder.resolve("notes.txt"), "1 2 3");
        final ImagePlus opened = Images.open(folder);
        assertTrue(opened.getStack().isVirtual());
        assertEquals("my slices", opened.getTitle());
        assertEquals(numbers.length, opened.getStackSize());
        for (int i = 0; i < 3; i++)
            assertEquals(numbers[i], opened.getStack().getProcessor(i + 1).get(5));
        assertEquals(0.25, opened.getCalibration().pixelWidth);
    }

    @Test
    void refusesAFolderOfStacks() throws IOException {
        Files.createDirectory(dir.resolve("stacks"));
        save(ramp("8-bit ramp", 3), "stacks/a.tif");
        save(ramp("8-bit ramp", 3), "stacks/b.tif");
        final String message = refusal(dir.resolve("stacks")).getMessage();
        assertTrue(message.contains("2 files, 6 slices"), message);
    }

    @Test
    void refusesWhatIsNotThere() {
        assertTrue(refusal(dir.resolve("gone.tif")).getMessage().endsWith("does not exist: check the path."));
    }

    @Test
    void refusesAFolderWithoutImages() throws IOException {
        final Path folder = Files.createDirectory(dir.resolve("none"));
        assertTrue(refusal(folder).getMessage().contains("contains no images"));
        Files.writeString(folder.resolve("README.md"), "nothing here");
        refusal(folder);
        Files.writeString(folder.resolve("broken.tif"), "nothing here");
        refusal(folder);
    }

    @Test
    void refusesABigTiff() throws IOException {
        final byte[] begin = {'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0};
        final Path file = Files.write(dir.resolve("big.tif"), begin);
        assertTrue(refusal(file).getMessage().contains("is a BigTIFF"));
        final byte[] other = {'M', 'M', 0, 43, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16};
        assertTrue(refusal(Files.write(file, other)).getMessage().contains("is a BigTIFF"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 7, 8, 9, 20, 100})
    void refusesADamagedTiff(final int length) throws IOException {
        final byte[] all = Files.readAllBytes(save(ramp("16-bit ramp", 3), "whole.tif"));
        refusal(Files.write(dir.resolve("cut.tif"), Arrays.copyOf(all, length)));
    }

    @Test
    void refusesTextNamedLikeATiff() throws IOException {
        final InputException e = refusal(Files.writeString(dir.resolve("text.tif"), "some text"));
        assertTrue(e.getMessage().contains("has a TIFF extension but is not a TIFF file"), e.getMessage());
    }

    @Test
    void refusesWhatOmeTiffsMeanOtherwise() throws IOException {
        final ImagePlus image = ramp("8-bit ramp", 4);
        image.setProperty("Info", "x");
        final Path file = save(image, "ome.tif");
        final byte[] bytes = Files.readAllBytes(file);
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        final int at = text.indexOf("ImageJ=");
        assertFalse(at < 0);
        final String ome = "<OME SizeC=\"2\"/>";
        Files.write(
                file,
                (text.substring(0, at) + ome + text.substring(at + ome.length()))
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(file).getMessage().contains("OME-TIFF with several channels or time points"));
    }
}
