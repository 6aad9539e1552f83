package sc.fiji.neuroglancer.image.ij;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageConverter;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.InputException;

class ContentTest {

    private static LUT glasbey() {
        final byte[][] table = new byte[3][256];
        final Random random = new Random(1);
        for (final byte[] part : table) random.nextBytes(part);
        return new LUT(table[0], table[1], table[2]);
    }

    private static Content auto(final String title, final ImageProcessor plane) {
        return Content.AUTO.resolve(new ImagePlus(title, plane));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels.tif",
                "cells_label.tif",
                "Label01",
                "BrainMask",
                "brain-masks",
                "cellmask.tif",
                "seg.tif",
                "seg01",
                "stack segmentation.tif",
                "nuclei_Segmented",
                "x-lbl-killBorders",
                "labelmap",
                "Mask of blobs"
            })
    void namesOfLabels(final String title) {
        assertTrue(Content.isLabelName(title));
        assertEquals(Content.LABELS, auto(title, new FloatProcessor(4, 4)));
        assertEquals(Content.LABELS, auto(title, new ShortProcessor(4, 4)));
        assertEquals(Content.INTENSITY, auto(title, new ColorProcessor(4, 4)));
        final ImageMetadata metadata =
                ImageMetadata.builder(title, PixelType.UINT16, Size3.ONE).build();
        assertEquals(Content.LABELS, Content.AUTO.resolve(metadata));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "brain.tif", "GFP-labeled.tif", "masked", "unlabelled", "segue", "segment 3", "maskros"})
    void otherNames(final String title) {
        assertFalse(Content.isLabelName(title));
        assertEquals(Content.INTENSITY, auto(title, new ShortProcessor(4, 4)));
        final ImageMetadata metadata =
                ImageMetadata.builder(title, PixelType.UINT16, Size3.ONE).build();
        assertEquals(Content.INTENSITY, Content.AUTO.resolve(metadata));
    }

    @Test
    void glasbeyLikeLutsMakeIntegersLabels() {
        final ImageProcessor[] planes = {new ByteProcessor(4, 4), new ShortProcessor(4, 4), new FloatProcessor(4, 4)};
        for (final ImageProcessor plane : planes) plane.setLut(glasbey());
        assertEquals(Content.LABELS, auto("cells", planes[0]));
        assertEquals(Content.LABELS, auto("cells", planes[1]));
        assertEquals(Content.INTENSITY, auto("cells", planes[2]));
    }

    @Test
    void smoothAndCoarseLutsDoNot() {
        assertFalse(Content.isLabelLut(LUT.createLutFromColor(Color.WHITE)));
        assertFalse(Content.isLabelLut(LUT.createLutFromColor(Color.WHITE).createInvertedLut()));
        final byte[][] spectrum = new byte[3][256];
        final byte[][] bits332 = new byte[3][256];
        final byte[][] sixteen = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            final int hue = Color.HSBtoRGB(i / 255f, 1, 1);
            final int coarse = Color.HSBtoRGB(i / 16 / 16f, 1, 1);
            for (int c = 0; c < 3; c++) {
                spectrum[c][i] = (byte) (hue >> 16 - 8 * c);
                sixteen[c][i] = (byte) (coarse >> 16 - 8 * c);
            }
            bits332[0][i] = (byte) (i & 0xe0);
            bits332[1][i] = (byte) (i << 3 & 0xe0);
            bits332[2][i] = (byte) (i << 6);
        }
        for (final byte[][] table : new byte[][][] {spectrum, bits332, sixteen})
            assertFalse(Content.isLabelLut(new LUT(table[0], table[1], table[2])));
    }

    @Test
    void indexedColourNeedsAName() {
        final ImagePlus image = new ImagePlus("screenshot", new ColorProcessor(16, 16));
        final Random random = new Random(5);
        for (int i = 0; i < 256; i++) image.getProcessor().set(i, random.nextInt());
        new ImageConverter(image).convertRGBtoIndexedColor(64);
        assertEquals(ImagePlus.COLOR_256, image.getType());
        assertEquals(Content.INTENSITY, Content.AUTO.resolve(image));
        assertEquals(3, Content.AUTO.open(image, null).channelsPerRead());
        image.setTitle("labels");
        assertEquals(Content.LABELS, Content.AUTO.resolve(image));
        assertEquals(1, Content.AUTO.open(image, null).channelsPerRead());
    }

    @Test
    void givenContentStays() {
        final ImagePlus labels = new ImagePlus("labels", new ByteProcessor(4, 4));
        assertEquals(Content.INTENSITY, Content.INTENSITY.resolve(labels));
        assertEquals(Content.LABELS, Content.LABELS.resolve(new ImagePlus("x", new ByteProcessor(4, 4))));
        assertTrue(Content.INTENSITY.open(labels, null) instanceof ImagePlusSource);
    }

    @Test
    void opensLabels() throws IOException {
        final FloatProcessor plane = new FloatProcessor(2, 1, new float[] {0, 70000});
        final PixelSource source = Content.LABELS.open(new ImagePlus("cells", plane), null);
        assertEquals(PixelType.UINT32, source.metadata().type());
        final int[] labels = new int[2];
        source.read(0, 0, 0, new Object[] {labels});
        assertArrayEquals(new int[] {0, 70000}, labels);
    }

    @Test
    void refusesRgbLabels() {
        final ImagePlus image = new ImagePlus("labels", new ColorProcessor(4, 4));
        final InputException e = assertThrows(InputException.class, () -> Content.LABELS.open(image, null));
        assertTrue(e.getMessage().contains("Set content to Intensity"), e.getMessage());
    }
}
