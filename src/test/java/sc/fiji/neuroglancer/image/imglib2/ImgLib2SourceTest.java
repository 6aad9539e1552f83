package sc.fiji.neuroglancer.image.imglib2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class ImgLib2SourceTest {

    private static RandomAccessibleInterval<UnsignedShortType> noise(
            final RandomAccessibleInterval<UnsignedShortType> image) {
        final Random random = new Random(1);
        for (final UnsignedShortType value : Views.flatIterable(image)) value.set(random.nextInt(65536));
        return image;
    }

    /** Compares all planes with what the image's own random access gives. */
    private static <T extends NativeType<T> & RealType<T>> void assertDelivers(
            final RandomAccessibleInterval<T> image, final String axes) throws IOException {
        final ImgLib2Source<T> source = ImgLib2Source.of(image, axes, "image");
        final ImageMetadata metadata = source.metadata();
        final Size3 size = metadata.size();
        assertEquals(
                Intervals.numElements(image),
                size.product() * metadata.channels().size() * metadata.frames());
        final Object plane = metadata.type().newArray(size.x() * size.y());
        for (int t = 0; t < metadata.frames(); t++)
            for (int c = 0; c < metadata.channels().size(); c++)
                for (int z = 0; z < size.z(); z++) {
                    source.read(c, z, t, new Object[] {plane});
                    assertPlane(image, axes, new int[] {0, 0, z, c, t}, size.x(), plane, metadata.type());
                }
    }

    private static <T extends RealType<T>> void assertPlane(
            final RandomAccessibleInterval<T> image,
            final String axes,
            final int[] position,
            final int width,
            final Object plane,
            final PixelType type) {
        final RandomAccess<T> access = image.randomAccess();
        for (int i = 0; i < Array.getLength(plane); i++) {
            position[0] = i % width;
            position[1] = i / width;
            for (int d = 0; d < axes.length(); d++)
                access.setPosition(image.min(d) + position["xyzct".indexOf(axes.charAt(d))], d);
            final T value = access.get();
            final Object actual = Array.get(plane, i);
            if (type == PixelType.FLOAT32) assertEquals(value.getRealFloat(), (Float) actual);
            else {
                final int unused = 64 - 8 * type.bytes();
                final long bits = ((IntegerType<?>) value).getIntegerLong();
                assertEquals(bits << unused, ((Number) actual).longValue() << unused);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"xy", "xyz", "xyc", "xyt", "xyzc", "xycz", "xyczt", "xyztc", "xytcz"})
    void readsAnyOrderOfAxes(final String axes) throws IOException {
        final long[] all = {7, 5, 4, 3, 2};
        final long[] dimensions = new long[axes.length()];
        System.arraycopy(all, 0, dimensions, 0, dimensions.length);
        assertDelivers(noise(ArrayImgs.unsignedShorts(dimensions)), axes);
        assertDelivers(noise(new CellImgFactory<>(new UnsignedShortType(), 3).create(dimensions)), axes);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(ArrayImgs.unsignedBytes(5, 4, 2), PixelType.UINT8),
                Arguments.of(ArrayImgs.bytes(5, 4, 2), PixelType.INT8),
                Arguments.of(ArrayImgs.unsignedShorts(5, 4, 2), PixelType.UINT16),
                Arguments.of(ArrayImgs.shorts(5, 4, 2), PixelType.INT16),
                Arguments.of(ArrayImgs.unsignedInts(5, 4, 2), PixelType.UINT32),
                Arguments.of(ArrayImgs.ints(5, 4, 2), PixelType.INT32),
                Arguments.of(ArrayImgs.unsignedLongs(5, 4, 2), PixelType.UINT64),
                Arguments.of(ArrayImgs.floats(5, 4, 2), PixelType.FLOAT32));
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends NativeType<T> & RealType<T>> void readsAllTypes(
            final RandomAccessibleInterval<T> image, final PixelType type) throws IOException {
        final Random random = new Random(2);
        for (final T value : Views.flatIterable(image)) {
            if (value instanceof IntegerType) ((IntegerType<?>) value).setInteger(random.nextLong());
            else value.setReal(random.nextFloat());
        }
        assertEquals(type, ImgLib2Source.of(image, "xyz", "image").metadata().type());
        assertDelivers(image, "xyz");
    }

    @Test
    void readsViews() throws IOException {
        final RandomAccessibleInterval<UnsignedShortType> image =
                noise(new CellImgFactory<>(new UnsignedShortType(), 4).create(9, 8, 7));
        assertDelivers(Views.translate(image, -3, 100, 5), "xyz");
        assertDelivers(Views.interval(image, new long[] {2, 1, 3}, new long[] {6, 5, 4}), "xyz");
        assertDelivers(Views.permute(image, 0, 2), "xyz");
        assertDelivers(Views.rotate(image, 0, 1), "xyz");
        assertDelivers(Views.subsample(image, 2), "xyz");
        assertDelivers(Converters.convert(image, (in, out) -> out.set(in.get() / 3f), new FloatType()), "xyz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "yxz", "xyzc", "xyy", "xyq", "zyx", "XYZ"})
    void refusesAxesThatDoNotFit(final String axes) {
        final InputException e =
                assertThrows(InputException.class, () -> ImgLib2Source.of(ArrayImgs.bytes(2, 2, 2), axes, "image"));
        assertTrue(e.getMessage().contains("\"" + axes + "\""), e.getMessage());
    }

    @Test
    void refusesOtherTypes() {
        assertRefused(ArrayImgs.doubles(2, 2), "DoubleType");
        assertRefused(ArrayImgs.longs(2, 2), "LongType");
        assertRefused(ArrayImgs.argbs(2, 2), "ARGBType");
        assertRefused(ArrayImgs.bits(2, 2), "BitType");
    }

    private static <T extends NativeType<T>> void assertRefused(
            final RandomAccessibleInterval<T> image, final String type) {
        final InputException e = assertThrows(InputException.class, () -> ImgLib2Source.of(image, "xy", "image"));
        assertTrue(e.getMessage().contains(type) && e.getMessage().contains("Convert it"), e.getMessage());
    }

    @Test
    void takesADescription() {
        final ImgLib2Source<?> source = ImgLib2Source.of(ArrayImgs.bytes(4, 3, 2), "xyc", "image");
        assertEquals("channel 2", source.metadata().channels().get(1).name());
        final ImgLib2Source<?> described =
                source.with(b -> b.name("brain").voxelSize(1, 2, 3).spaceUnit(Units.space("um")));
        assertEquals("brain", described.metadata().name());
        assertEquals(2, described.metadata().voxelSize(1));
        assertEquals("micrometer", described.metadata().spaceUnit().name());
        assertThrows(IllegalArgumentException.class, () -> source.with(b -> b.size(Size3.ONE)));
        assertThrows(IllegalArgumentException.class, () -> source.with(b -> b.frames(2)));
        assertThrows(IllegalArgumentException.class, () -> source.with(b -> b.channels(List.of())));
        assertThrows(IllegalArgumentException.class, () -> source.with(b -> b.type(PixelType.UINT8)));
    }

    @Test
    void identityIsThatOfTheImage() {
        final RandomAccessibleInterval<UnsignedShortType> image = noise(ArrayImgs.unsignedShorts(7, 5, 4));
        final String identity = ImgLib2Source.of(image, "xyz", "image").identity(Monitor.NONE);
        assertEquals(identity, ImgLib2Source.of(image, "xyz", "image").identity(Monitor.NONE));
        assertNotEquals(identity, ImgLib2Source.of(image, "xyc", "image").identity(Monitor.NONE));
        assertNotEquals(
                identity, ImgLib2Source.of(image, "xyz", "image").from("a").identity(Monitor.NONE));
        assertNotEquals(
                identity,
                ImgLib2Source.of(ArrayImgs.unsignedShorts(7, 5, 4), "xyz", "image")
                        .identity(Monitor.NONE));
    }

    @Test
    void anyRowMakesAnotherImage() {
        final ArrayImg<UnsignedShortType, ?> image = ArrayImgs.unsignedShorts(7, 5, 4, 2, 3);
        final String identity = ImgLib2Source.of(image, "xyzct", "image").identity(Monitor.NONE);
        for (int row = 0; row < 5 * 4 * 2 * 3; row++) {
            final UnsignedShortType pixel = image.getAt(row % 7, row % 5, row / 5 % 4, row / 20 % 2, row / 40);
            pixel.set(1);
            assertNotEquals(identity, ImgLib2Source.of(image, "xyzct", "image").identity(Monitor.NONE), "row " + row);
            pixel.set(0);
        }
        assertEquals(identity, ImgLib2Source.of(image, "xyzct", "image").identity(Monitor.NONE));
    }

    @Test
    void needsHeapForWhatIsNotInMemory() {
        final RandomAccessibleInterval<UnsignedShortType> image = ArrayImgs.unsignedShorts(7, 5, 4);
        assertEquals(0, ImgLib2Source.of(image, "xyz", "image").bytesPerRead());
        assertEquals(
                2 * 7 * 5,
                ImgLib2Source.of(Views.translate(image, 1, 2, 3), "xyz", "image")
                        .bytesPerRead());
    }

    @Test
    void namesThePlaneThatFails() {
        final RandomAccessibleInterval<FloatType> lazy = Converters.convert(
                (RandomAccessibleInterval<UnsignedShortType>) ArrayImgs.unsignedShorts(2, 2, 5),
                (in, out) -> {
                    throw new IllegalStateException("server is gone");
                },
                new FloatType());
        final PixelSource source = ImgLib2Source.of(lazy, "xyz", "remote");
        final IOException e = assertThrows(IOException.class, () -> source.read(0, 2, 0, new Object[] {new float[4]}));
        assertTrue(e.getMessage().contains("plane z 3 of 5"), e.getMessage());
        assertTrue(e.getMessage().contains("server is gone"), e.getMessage());
    }

    @Test
    void readsAnArrayIntoItself() throws IOException {
        final byte[] plane = new byte[2];
        ImgLib2Source.of(ArrayImgs.bytes(new byte[] {1, 2, 3, 4}, 2, 1, 2), "xyz", "image")
                .read(0, 1, 0, new Object[] {plane});
        assertArrayEquals(new byte[] {3, 4}, plane);
    }
}
