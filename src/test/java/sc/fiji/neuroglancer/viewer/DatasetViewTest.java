package sc.fiji.neuroglancer.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;

class DatasetViewTest {

    private static final String SOURCE = "zarr://http://h/brain.ome.zarr";

    private static Channel channel(final String name, final int rgb, final double min, final double max) {
        return new Channel(name, rgb, min, max, false, true);
    }

    private static ImageMetadataBuilder image(final PixelType type, final int x, final int y, final int z) {
        return ImageMetadata.builder("brain", type, Size3.of(x, y, z));
    }

    private static ImageLayer image(final ViewerState state, final int layer) {
        return (ImageLayer) state.layers().get(layer);
    }

    @Test
    void channelsBecomeLayers() {
        final ImageMetadata metadata = image(PixelType.UINT16, 100, 80, 9)
                .voxelSize(0.65, 0.65, 2)
                .spaceUnit(Units.byName("micrometer"))
                .channels(List.of(
                        channel("DAPI", 0x0000ff, 100, 2000),
                        new Channel("GFP", 0x00ff00, 50, 800, false, false),
                        new Channel("DAPI", 0xffffff, 10, 20, true, true)))
                .shown(4, 0)
                .build();
        final ViewerState state = DatasetView.builder(metadata, SOURCE).build().toState();
        assertEquals(
                List.of("DAPI", "GFP", "DAPI 2"),
                state.layers().stream().map(Layer::name).collect(Collectors.toList()));
        for (int c = 0; c < 3; c++) {
            final ImageLayer layer = image(state, c);
            assertEquals(c, layer.channel());
            assertTrue(layer.additive());
            assertArrayEquals(new double[] {0, 65535}, layer.window());
        }
        assertEquals(0x0000ff, image(state, 0).color());
        assertArrayEquals(new double[] {100, 2000}, image(state, 0).range());
        assertFalse(image(state, 1).visible());
        assertArrayEquals(new double[] {20, 10}, image(state, 2).range(), "inverted");
        assertEquals(
                "[x 6.5E-7 m, y 6.5E-7 m, z 0.000002 m]", state.dimensions().toString());
        assertArrayEquals(new double[] {49.5, 39.5, 4}, state.position());
        assertEquals("4panel", state.layout());
        assertEquals("DAPI", state.selectedLayer());
        assertEquals("brain", state.title());
    }

    @Test
    void rgbBecomesThreeLayers() {
        final ImageMetadata metadata = image(PixelType.UINT8, 10, 10, 1)
                .channels(List.of(
                        channel("Red", 0xff0000, 0, 255),
                        channel("Green", 0x00ff00, 0, 255),
                        channel("Blue", 0x0000ff, 0, 255)))
                .build();
        final ViewerState state = DatasetView.builder(metadata, SOURCE).build().toState();
        assertEquals(3, state.layers().size());
        assertEquals(0x00ff00, image(state, 1).color());
        assertEquals("[x 1 , y 1 ]", state.dimensions().toString(), "two dimensions without a unit");
        assertEquals("xy", state.layout());
    }

    @Test
    void timeIsADimensionOfAll() {
        final ImageMetadata metadata = image(PixelType.FLOAT32, 10, 20, 1)
                .frames(7)
                .frameInterval(0.5)
                .timeUnit(Units.byName("minute"))
                .origin(5, -10, 0)
                .shown(0, 3)
                .build();
        final ViewerState state = DatasetView.builder(metadata, SOURCE).build().toState();
        assertEquals("[x 1 , y 1 , t 3E+1 s]", state.dimensions().toString());
        assertArrayEquals(new double[] {9.5, -0.5, 3}, state.position(), "origin counts in voxels");
        assertEquals("brain", state.layers().get(0).name());
        assertEquals(-1, state.layers().get(0).channel());
    }

    @Test
    void labelsBecomeASegmentation() {
        final DatasetView view = DatasetView.builder(
                        image(PixelType.UINT16, 9, 9, 9).build(), SOURCE)
                .labels(true)
                .build();
        assertEquals(SegmentationLayer.of("brain", SOURCE), view.layers().get(0));
    }

    @Test
    void zoomCountsInTheSmallestStep() {
        final ImageMetadata metadata =
                image(PixelType.UINT8, 1000, 400, 50).voxelSize(0.5, 0.5, 0.25).build();
        final DatasetView.Builder builder = DatasetView.builder(metadata, SOURCE);
        assertEquals(5, builder.build().toState().crossSectionScale(), "2000 steps on 400 pixels");
        assertEquals(0.5, builder.magnification(4).build().toState().crossSectionScale(), "4 pixels a voxel");
        assertEquals(3000, builder.build().toState().projectionScale());
    }

    /** The viewer refuses a layer whose numbers do not fit the pixel type, and a window that is turned round. */
    @Property(tries = 500)
    void contrastFitsThePixelType(
            @ForAll final PixelType type,
            @ForAll("values") final double a,
            @ForAll("values") final double b,
            @ForAll final boolean inverted) {
        final double min = Math.min(a, b);
        final double max = Math.max(a, b);
        final ImageLayer layer = ChannelView.of(new Channel("c", 0xff, min, max, inverted, true), type)
                .show(ImageLayer.of("c", SOURCE));
        final double[] range = layer.range();
        final double[] window = layer.window();
        assertEquals(inverted, range[0] > range[1]);
        assertTrue((float) range[0] != (float) range[1] || type.isInteger() && range[0] != range[1], "empty range");
        assertTrue(window[0] <= Math.min(range[0], range[1]) && Math.max(range[0], range[1]) <= window[1]);
        for (final double v : new double[] {range[0], range[1], window[0], window[1]}) {
            if (!type.isInteger()) assertTrue(Float.isFinite((float) v));
            else assertTrue(fits(new BigDecimal(Json.number(v).asText()), type), type + " " + v);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRangeThatIsTurnedRoundFitsThePixelType(final PixelType type) {
        final double[] range = ChannelView.of(new Channel("c", 0xff, 1e30, -1e30, false, true), type)
                .show(ImageLayer.of("c", SOURCE))
                .range();
        assertTrue(range[0] < range[1]);
        for (final double v : range)
            assertTrue(!type.isInteger() || fits(new BigDecimal(Json.number(v).asText()), type), type + " " + v);
    }

    /** Values of all magnitudes, and those at the edges of types. */
    @Provide
    Arbitrary<Double> values() {
        final Arbitrary<Double> any = Combinators.combine(
                        Arbitraries.integers().between(-1000, 1000),
                        Arbitraries.integers().between(-300, 300))
                .as((digits, power) -> digits * Math.pow(10, power));
        final Arbitrary<Double> plain =
                Arbitraries.integers().between(-70000, 70000).map(i -> i / 4.0);
        return Arbitraries.oneOf(
                any,
                plain,
                Arbitraries.of(0.0, 255.0, 65535.0, 4294967295.0, Math.pow(2, 64), -128.0, 3.5e38, 1e-46, 0.1));
    }

    private static boolean fits(final BigDecimal written, final PixelType type) {
        final BigInteger value = written.toBigIntegerExact();
        final int bits = type.isUnsigned() ? 8 * type.bytes() : 8 * type.bytes() - 1;
        return type.isUnsigned() ? value.signum() >= 0 && value.bitLength() <= bits : value.bitLength() <= bits;
    }

    @Test
    void theOfferedWindowIsTheTypesOrTheDatas() {
        final Channel c = channel("c", 0xff, 10.4, 20.6);
        final ImageLayer layer = ImageLayer.of("c", SOURCE);
        assertArrayEquals(
                new double[] {-128, 127},
                ChannelView.of(c, PixelType.INT8).show(layer).window());
        assertArrayEquals(
                new double[] {10, 21},
                ChannelView.of(c, PixelType.UINT32).show(layer).window());
        assertArrayEquals(
                new double[] {10.4, 20.6},
                ChannelView.of(c, PixelType.FLOAT32).show(layer).window());
        assertArrayEquals(
                new double[] {10, 4095},
                ChannelView.of(c, PixelType.UINT16, 50, 4095).show(layer).window());
    }

    @Test
    void channelsNeedAnAxis() {
        final Unit none = Unit.NONE;
        final ChannelView c = ChannelView.of(channel("c", 0xff, 0, 1), PixelType.UINT8);
        final DatasetView.Builder b =
                DatasetView.builder("n", SOURCE).axis("x", 1, 1, none, 0, 0).axis("y", 1, 1, none, 0, 0);
        assertThrows(IllegalArgumentException.class, b::build);
        assertEquals(1, b.channel(c).build().layers().size());
        b.channel(c);
        assertThrows(IllegalArgumentException.class, b::build);
        assertEquals(2, b.channelAxis(true).build().layers().size());
    }
}
