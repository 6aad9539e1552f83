package sc.fiji.neuroglancer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.image.imglib2.ImgLib2Source;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class LabelSourceTest {

    private static <T extends NativeType<T>> LabelSource labels(final RandomAccessibleInterval<T> image) {
        return LabelSource.of(ImgLib2Source.of(image, image.numDimensions() == 2 ? "xy" : "xyzc", "cells"));
    }

    private static void assertBecomes(
            final LabelSource source, final PixelType type, final Object expected, final int length)
            throws IOException {
        assertEquals(type, source.metadata().type());
        final Object plane = type.newArray(length);
        source.read(0, 0, 0, new Object[] {plane});
        assertArrayEquals(new Object[] {expected}, new Object[] {plane});
    }

    @Test
    void wholeFloatsBecomeUint32() throws IOException {
        final float[] values = {0, 1, 65536, 16777215, 9999999, -0f};
        assertBecomes(
                labels(ArrayImgs.floats(values, 3, 2)),
                PixelType.UINT32,
                new int[] {0, 1, 65536, 16777215, 9999999, 0},
                6);
    }

    /** 16777216 may have been 16777217. */
    @ParameterizedTest
    @ValueSource(floats = {16777216, 16777218, 0x1p31f, 0x1p32f - 256})
    void refusesFloatsThatMayHaveBeenAnotherLabel(final float value) {
        final float[] values = new float[2 * 3];
        values[3] = value;
        final InputException e = assertThrows(
                InputException.class,
                () -> labels(ArrayImgs.floats(values, 2, 3)).read(0, 0, 0, new Object[] {new int[2 * 3]}));
        assertTrue(
                e.getMessage()
                        .startsWith("The label " + (long) value + " at x 1, y 1 (channel 1, z 1, time 1, x and y from"
                                + " 0) may be a different one in the file: "),
                e.getMessage());
    }

    @Test
    void signedTypesBecomeUnsigned() throws IOException {
        assertBecomes(labels(ArrayImgs.bytes(new byte[] {0, 127}, 2, 1)), PixelType.UINT8, new byte[] {0, 127}, 2);
        assertBecomes(
                labels(ArrayImgs.shorts(new short[] {0, 32767}, 2, 1)), PixelType.UINT16, new short[] {0, 32767}, 2);
        assertBecomes(
                labels(ArrayImgs.ints(new int[] {0, 1 << 30}, 2, 1)), PixelType.UINT32, new int[] {0, 1 << 30}, 2);
    }

    @Test
    void unsignedTypesStay() throws IOException {
        assertBecomes(
                labels(ArrayImgs.unsignedBytes(new byte[] {-1, 2}, 2, 1)), PixelType.UINT8, new byte[] {-1, 2}, 2);
        assertBecomes(
                labels(ArrayImgs.unsignedShorts(new short[] {-1, 2}, 2, 1)), PixelType.UINT16, new short[] {-1, 2}, 2);
        assertBecomes(labels(ArrayImgs.unsignedInts(new int[] {-1, 2}, 2, 1)), PixelType.UINT32, new int[] {-1, 2}, 2);
        assertBecomes(
                labels(ArrayImgs.unsignedLongs(new long[] {-1, 2}, 2, 1)), PixelType.UINT64, new long[] {-1, 2}, 2);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0x1p32f})
    void refusesFloatsThatAreNoLabels(final float value) {
        final float[] values = new float[2 * 3 * 2 * 2];
        values[((1 * 2 + 1) * 3 + 2) * 2 + 1] = value;
        final LabelSource source = labels(ArrayImgs.floats(values, 2, 3, 2, 2));
        final InputException e =
                assertThrows(InputException.class, () -> source.read(1, 1, 0, new Object[] {new int[6]}));
        assertTrue(
                e.getMessage().startsWith("The value " + value + " at x 1, y 2 (channel 2, z 2, time 1"),
                e.getMessage());
        assertTrue(e.getMessage().contains("Set content to Intensity"), e.getMessage());
    }

    @Test
    void refusesNegativeNumbers() {
        final InputException shorts = assertThrows(
                InputException.class,
                () -> labels(ArrayImgs.shorts(new short[] {0, -3}, 2, 1)).read(0, 0, 0, new Object[] {new short[2]}));
        assertTrue(shorts.getMessage().contains("value -3 at x 1, y 0"), shorts.getMessage());
        assertThrows(
                InputException.class,
                () -> labels(ArrayImgs.bytes(new byte[] {0, -3}, 2, 1)).read(0, 0, 0, new Object[] {new byte[2]}));
        assertThrows(
                InputException.class,
                () -> labels(ArrayImgs.ints(new int[] {0, -3}, 2, 1)).read(0, 0, 0, new Object[] {new int[2]}));
    }

    @Test
    void channelsLoseColourAndRange() {
        final ImgLib2Source<?> source = ImgLib2Source.of(ArrayImgs.floats(2, 2), "xy", "cells")
                .with(b -> b.voxelSize(2, 3, 4).channels(List.of(new Channel("nuclei", 0x00ff00, 3, 9, true, false))));
        final ImageMetadata metadata = LabelSource.of(source).metadata();
        final Channel channel = metadata.channels().get(0);
        assertEquals("nuclei", channel.name());
        assertEquals(0xffffff, channel.rgb());
        assertEquals(0, channel.displayMin());
        assertEquals(4294967295.0, channel.displayMax());
        assertTrue(!channel.inverted() && !channel.active());
        assertEquals(3, metadata.voxelSize(1));
    }

    @Test
    void saysWhatItNeedsAndIs() {
        final ImgLib2Source<?> floats = ImgLib2Source.of(ArrayImgs.floats(5, 4, 3), "xyz", "cells");
        assertEquals(4 * 5 * 4, LabelSource.of(floats).bytesPerRead());
        assertNotEquals(floats.identity(Monitor.NONE), LabelSource.of(floats).identity(Monitor.NONE));
        assertEquals(
                0,
                LabelSource.of(ImgLib2Source.of(ArrayImgs.unsignedBytes(5, 4, 3), "xyz", "cells"))
                        .bytesPerRead());
    }
}
