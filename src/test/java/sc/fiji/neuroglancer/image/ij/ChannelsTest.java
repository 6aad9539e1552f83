package sc.fiji.neuroglancer.image.ij;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.image.Channel;

class ChannelsTest {

    private static List<Channel> channels(final ImagePlus image) {
        return ImagePlusSource.of(image).metadata().channels();
    }

    private static Channel channel(final ImagePlus image) {
        assertEquals(1, channels(image).size());
        return channels(image).get(0);
    }

    private static List<String> names(final ImagePlus image) {
        return channels(image).stream().map(Channel::name).collect(Collectors.toList());
    }

    private static void assertRange(final double min, final double max, final Channel channel) {
        assertEquals(min, channel.displayMin());
        assertEquals(max, channel.displayMax());
    }

    private static ImagePlus stack(final int channels, final int slices, final int frames, final String... labels) {
        final ImageStack stack = new ImageStack(4, 4);
        for (int n = 0; n < channels * slices * frames; n++) {
            final short[] plane = new short[16];
            plane[0] = (short) (100 + n);
            stack.addSlice(labels.length == 0 ? null : labels[n % labels.length], plane);
        }
        final ImagePlus image = new ImagePlus("stack", stack);
        image.setDimensions(channels, slices, frames);
        return image;
    }

    @Test
    void oneChannelHasTitleRangeAndWhite() {
        final ImagePlus image = new ImagePlus("brain.tif", new ShortProcessor(4, 4));
        image.setDisplayRange(120, 3000);
        final Channel channel = channel(image);
        assertEquals("brain.tif", channel.name());
        assertEquals(0xffffff, channel.rgb());
        assertRange(120, 3000, channel);
        assertTrue(channel.active());
        assertFalse(channel.inverted());
    }

    @Test
    void aTitleOfBlanksIsNoName() {
        assertEquals(List.of("channel 1"), names(new ImagePlus(" ", new ByteProcessor(4, 4))));
    }

    @Test
    void theColourIsThatOfTheBrightestValue() {
        final ByteProcessor plane = new ByteProcessor(4, 4);
        plane.setLut(LUT.createLutFromColor(new Color(0, 255, 128)));
        final ImagePlus image = new ImagePlus("green", plane);
        assertEquals(0x00ff80, channel(image).rgb());
        image.setDisplayRange(10, 100);
        assertEquals(0x00ff80, channel(image).rgb());
        assertRange(10, 100, channel(image));
        plane.setThreshold(50, 90, ImageProcessor.RED_LUT);
        assertEquals(0x00ff80, channel(image).rgb());
    }

    @Test
    void aLutThatEndsInBlackCountsByItsBrightestColour() {
        final byte[][] table = new byte[3][256];
        table[0][40] = (byte) 200;
        table[1][40] = (byte) 100;
        table[2][90] = (byte) 250;
        final ByteProcessor plane = new ByteProcessor(4, 4);
        plane.setLut(new LUT(table[0], table[1], table[2]));
        assertEquals(0xc86400, channel(new ImagePlus("odd", plane)).rgb());
        plane.setLut(new LUT(new byte[256], new byte[256], new byte[256]));
        assertEquals(0xffffff, channel(new ImagePlus("black", plane)).rgb());
    }

    @Test
    void invertingLutsAreMarked() {
        for (final ImageProcessor plane :
                new ImageProcessor[] {new ByteProcessor(4, 4), new ShortProcessor(4, 4), new FloatProcessor(4, 4)}) {
            plane.setLut(LUT.createLutFromColor(Color.RED).createInvertedLut());
            plane.setMinAndMax(3, 200);
            final Channel channel = channel(new ImagePlus("inverted", plane));
            assertTrue(channel.inverted());
            assertEquals(0xff0000, channel.rgb());
            assertRange(3, 200, channel);
        }
    }

    @Test
    void invertingLutsNeedNotEndInBlack() {
        final byte[] falling = new byte[256];
        final byte[] constant = new byte[256];
        for (int i = 0; i < 256; i++) {
            falling[i] = (byte) (255 - i / 2);
            constant[i] = (byte) 255;
        }
        final ByteProcessor plane = new ByteProcessor(4, 4);
        plane.setLut(new LUT(constant, falling, falling));
        final Channel channel = channel(new ImagePlus("inverted", plane));
        assertTrue(channel.inverted());
        assertEquals(0xffffff, channel.rgb());
    }

    @Test
    void compositesHaveAColourARangeAndASwitchForEachChannel() {
        final CompositeImage image = new CompositeImage(stack(3, 2, 1), CompositeImage.COMPOSITE);
        image.setChannelLut(LUT.createLutFromColor(Color.MAGENTA), 2);
        for (int c = 1; c <= 3; c++) {
            image.setPositionWithoutUpdate(c, 1, 1);
            image.setDisplayRange(10 * c, 1000 * c);
        }
        image.getActiveChannels()[2] = false;
        final List<Channel> channels = channels(image);
        final int[] colours = {0xff0000, 0xff00ff, 0x0000ff};
        for (int c = 0; c < 3; c++) {
            assertEquals("channel " + (c + 1), channels.get(c).name());
            assertEquals(colours[c], channels.get(c).rgb());
            assertRange(10 * (c + 1), 1000 * (c + 1), channels.get(c));
            assertEquals(c < 2, channels.get(c).active());
        }
        image.setMode(CompositeImage.COLOR);
        image.getActiveChannels()[2] = false;
        assertTrue(channels(image).get(2).active());
    }

    @Test
    void sliceLabelsNameChannelsWhereTheyAgree() {
        assertEquals(List.of("DAPI", "GFP"), names(stack(2, 3, 2, "DAPI", "GFP\nsome info")));
        assertEquals(List.of("channel 1", "channel 2"), names(stack(2, 3, 1, "a", "b", "c")));
        assertEquals(List.of("channel 1", "channel 2"), names(stack(2, 1, 1, "same", "same")));
        assertEquals(List.of("channel 1", "channel 2"), names(stack(2, 1, 1, "c:1/2 - a", "c:2/2 - a")));
        assertEquals(List.of("channel 1", "channel 2"), names(stack(2, 1, 1, "x".repeat(33), "y")));
        assertEquals(List.of("channel 1", "channel 2"), names(stack(2, 1, 1, " ", "y")));
    }

    @Test
    void rgbHasThreeChannelsOverTheWholeRange() {
        final ImagePlus image = new ImagePlus("rgb", new ByteProcessor(4, 4).convertToRGB());
        image.setDisplayRange(20, 90);
        assertEquals(List.of("Red", "Green", "Blue"), names(image));
        for (int c = 0; c < 3; c++) {
            assertEquals(
                    new int[] {0xff0000, 0xff00, 0xff}[c],
                    channels(image).get(c).rgb());
            assertRange(0, 255, channels(image).get(c));
        }
        final ImageStack stack = new ImageStack(4, 4);
        for (int n = 0; n < 2; n++) stack.addSlice("", new int[16]);
        final ImagePlus two = new ImagePlus("two", stack);
        two.setDimensions(2, 1, 1);
        assertEquals(List.of("Red 1", "Green 1", "Blue 1", "Red 2", "Green 2", "Blue 2"), names(two));
    }

    @Test
    void signedRangesAreMoved() {
        final ImagePlus image = new ImagePlus("signed", new ShortProcessor(4, 4));
        image.getCalibration().setSigned16BitCalibration();
        image.setDisplayRange(32768 - 100, 32768 + 200);
        assertRange(-100, 200, channel(image));
        final ImagePlus blank = new ImagePlus("blank", new ShortProcessor(4, 4));
        blank.getCalibration().setSigned16BitCalibration();
        assertRange(-32768, 32767, channel(blank));
    }

    @Test
    void blankFirstPlanesAreShownByTheMiddlePlane() {
        final ImageStack stack = new ImageStack(4, 4);
        for (int n = 0; n < 3; n++) {
            final short[] plane = new short[16];
            plane[0] = (short) (n == 0 ? 0 : 100 + n);
            stack.addSlice("", plane);
        }
        final ImagePlus blankFirst = new ImagePlus("blank first", stack);
        assertEquals(0, blankFirst.getDisplayRangeMax());
        assertRange(0, 101, channel(blankFirst));
    }

    @Test
    void rangesThatSayNothingAreThoseOfTheType() {
        assertRange(0, 65535, channel(new ImagePlus("blank", new ShortProcessor(4, 4))));
        assertRange(0, 65535, channel(new CountingStack(4, 4, 2, n -> new short[16]).image("virtual")));
        assertRange(0, 1, channel(new ImagePlus("zero", new FloatProcessor(4, 4))));
        final FloatProcessor constant = new FloatProcessor(4, 4);
        constant.set(7.5);
        assertRange(7.5, 8.5, channel(new ImagePlus("constant", constant)));
        final FloatProcessor nothing = new FloatProcessor(4, 4);
        nothing.set(Double.NaN);
        final Channel channel = channel(new ImagePlus("NaN", nothing));
        assertTrue(Double.isFinite(channel.displayMin()) && Double.isFinite(channel.displayMax()));
        assertTrue(channel.displayMin() < channel.displayMax());
    }
}
