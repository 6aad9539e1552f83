package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.viewer.ChannelView;
import sc.fiji.neuroglancer.viewer.DatasetView;
import sc.fiji.neuroglancer.viewer.ImageLayer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** States, links and the viewer bundle, in the real viewer; and that the harness notices what is wrong. */
class ViewerIT {

    private static final String NAME = "my bräin 50% #1?.ome.zarr";
    private static final Map<String, Integer> SPOT = Map.of("x", 20, "y", 7, "z", 3);

    @TempDir
    Path folder;

    private ServedFolder server;

    @BeforeEach
    void serve() throws IOException {
        server = new ServedFolder(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Unit unit(final String name) {
        return Units.byName(name);
    }

    private static DatasetView.Builder view(final String address) {
        final Unit micrometer = unit("micrometer");
        return DatasetView.builder("brain", Address.source(Address.ZARR, address))
                .axis("x", TinyZarr.X, 0.25, micrometer, 0, 20)
                .axis("y", TinyZarr.Y, 0.4, micrometer, 0, 7)
                .axis("z", TinyZarr.Z, 1.5, micrometer, 0, 3)
                .magnification(10);
    }

    private static ChannelView channel(final String name, final int rgb, final double min, final double max) {
        return ChannelView.of(new Channel(name, rgb, min, max, false, true), PixelType.UINT16);
    }

    private static ViewerState threeChannels(final String address) {
        return view(address)
                .channelAxis(true)
                .channel(channel("DAPI", 0x0000ff, 10000, 11000))
                .channel(channel("GFP", 0x00ff00, 20000, 22000))
                .channel(channel("cFOS", 0xff0000, 30000, 33000))
                .build()
                .toState()
                .withLayout("xy");
    }

    /** What Fiji's composite mode paints at {@link #SPOT}: each channel's value within its range, in its own colour. */
    private static int expectedColor() {
        final int offset = TinyZarr.value(0, 3, 7, 20) - 10000;
        return 255 * offset / 3000 << 16 | 255 * offset / 2000 << 8 | 255 * offset / 1000;
    }

    private ViewerState writeThreeChannels() throws IOException {
        TinyZarr.write(folder.resolve(NAME), TinyZarr.CHANNEL, 0);
        return threeChannels(WebAddress.in(server.data(), NAME));
    }

    private static void expectThreeChannels(final ViewerCheck viewer) throws IOException {
        viewer.expectNoErrors()
                .expectSpace(List.of("x", "y", "z"), List.of("m", "m", "m"), 2.5e-7, 4e-7, 1.5e-6)
                .expectBounds(new double[] {-0.5, -0.5, -0.5}, new double[] {31.5, 23.5, 5.5})
                .expectPosition(20, 7, 3);
        assertEquals(List.of("DAPI", "GFP", "cFOS"), viewer.layers());
        viewer.layer("GFP")
                .expectType("image")
                .expectDataType("uint16")
                .expectLevels(2)
                .expectShape(0, 3, 6, 24, 32)
                .expectShape(1, 3, 6, 12, 16)
                .expectSpace(List.of("c'", "z", "y", "x"), List.of("", "m", "m", "m"), 1, 1.5e-6, 4e-7, 2.5e-7)
                .expectBounds(new double[] {-0.5, -0.5, -0.5, -0.5}, new double[] {2.5, 5.5, 23.5, 31.5});
        viewer.expectVoxel("DAPI", 0, TinyZarr.value(2, 5, 23, 31), 2, 5, 23, 31)
                .expectVoxel("DAPI", 1, TinyZarr.mean(1, 4, 11, 15), 1, 4, 11, 15)
                .expectValueAt("GFP", 0, TinyZarr.value(1, 3, 7, 20), SPOT)
                .expectValueAt("GFP", 1, TinyZarr.mean(1, 3, 3, 10), SPOT)
                .expectColorAt(expectedColor(), SPOT);
        assertEquals(TinyZarr.value(2, 3, 7, 20), viewer.hover("cFOS", SPOT).value());
    }

    @Test
    void threeChannelsLookAsInFijiUnderAnAwkwardName() throws IOException {
        final ViewerState state = writeThreeChannels();
        expectThreeChannels(ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state))
                .screenshot(Path.of("target/viewer-three-channels.png")));
    }

    @Test
    void stateOfTheViewerIsReadBack() throws IOException {
        final ViewerState state = writeThreeChannels();
        final ViewerState seen = ViewerState.parse(ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state))
                .report()
                .get("state")
                .toString());
        assertEquals(state.dimensions(), seen.dimensions());
        assertEquals(state.layers().get(1).sources(), seen.layers().get(1).sources());
        assertEquals(state.layers().get(1).channel(), seen.layers().get(1).channel());
        assertEquals(state.crossSectionScale(), seen.crossSectionScale());
        assertEquals(state.selectedLayer(), seen.selectedLayer());
    }

    @Test
    void timeIsSharedByAllLayers() throws IOException {
        TinyZarr.write(folder.resolve("movie"), TinyZarr.TIME, 0);
        final ViewerState state = view(WebAddress.in(server.data(), "movie"))
                .otherAxis("t", TinyZarr.FIRST, 1, unit("second"), 0, 2)
                .channel(channel("all", 0xffffff, 30000, 32550))
                .build()
                .toState();
        final int gray = (TinyZarr.value(2, 3, 7, 20) - 30000) / 10;
        ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state))
                .expectNoErrors()
                .expectSpace(List.of("x", "y", "z", "t"), List.of("m", "m", "m", "s"), 2.5e-7, 4e-7, 1.5e-6, 1)
                .expectPosition(20, 7, 3, 2)
                .expectValueAt("brain", 0, TinyZarr.value(0, 3, 7, 20), Map.of("t", 0))
                .expectColorAt(gray << 16 | gray << 8 | gray, SPOT);
    }

    @Test
    void invertedTableIsInverted() throws IOException {
        TinyZarr.write(folder.resolve("a"), TinyZarr.CHANNEL, 0);
        final Channel inverted = new Channel("x", 0xffffff, 10000, 11000, true, true);
        final ViewerState state = view(WebAddress.in(server.data(), "a"))
                .channelAxis(true)
                .channel(ChannelView.of(inverted, PixelType.UINT16))
                .build()
                .toState()
                .withLayout("xy");
        final int gray = 255 - 255 * (TinyZarr.value(0, 3, 7, 20) - 10000) / 1000;
        ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state))
                .expectNoErrors()
                .expectColorAt(gray << 16 | gray << 8 | gray, SPOT);
    }

    @Test
    void missingChunkIsTold() throws IOException {
        final ViewerState state = writeThreeChannels();
        Files.delete(folder.resolve(NAME).resolve("0/1/0/0/0"));
        final ViewerCheck viewer = ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state));
        assertTrue(viewer.voxel("GFP", 0, 1, 0, 0, 0).filled());
        assertFalse(viewer.voxel("GFP", 0, 0, 0, 0, 0).filled());
        assertThrows(AssertionError.class, viewer::expectNoErrors);
    }

    @Test
    void halfAVoxelOffIsNoticed() throws IOException {
        TinyZarr.write(folder.resolve("a"), TinyZarr.CHANNEL, 0.5);
        final ViewerCheck viewer =
                ViewerCheck.open(ViewerLink.toUrl(server.viewer(), threeChannels(WebAddress.in(server.data(), "a"))));
        viewer.expectNoErrors();
        final LayerCheck layer = viewer.layer("GFP");
        assertThrows(
                AssertionError.class,
                () -> layer.expectBounds(new double[] {-0.5, -0.5, -0.5, -0.5}, new double[] {2.5, 5.5, 23.5, 31.5}));
        final Map<String, Double> edge = Map.of("x", 19.75, "y", 7.0, "z", 3.0);
        assertThrows(AssertionError.class, () -> viewer.expectValueAt("GFP", 0, TinyZarr.value(1, 3, 7, 20), edge));
    }

    @Test
    void swappedColorIsNoticed() throws IOException {
        final String address = WebAddress.in(server.data(), "a");
        TinyZarr.write(folder.resolve("a"), TinyZarr.CHANNEL, 0);
        final ViewerState state = view(address)
                .channelAxis(true)
                .channel(channel("DAPI", 0x0000ff, 10000, 11000))
                .channel(channel("GFP", 0xff0000, 20000, 22000))
                .channel(channel("cFOS", 0x00ff00, 30000, 33000))
                .build()
                .toState()
                .withLayout("xy");
        final ViewerCheck viewer = ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state));
        viewer.expectNoErrors();
        assertThrows(AssertionError.class, () -> viewer.expectColorAt(expectedColor(), SPOT));
    }

    @Test
    void missingCorsIsNoticed() throws IOException {
        TinyZarr.write(folder.resolve("a"), TinyZarr.CHANNEL, 0);
        try (ClosedServer closed = new ClosedServer(folder)) {
            final String link = ViewerLink.toUrl(server.viewer(), threeChannels(WebAddress.in(closed.data(), "a")));
            final ViewerCheck viewer = ViewerCheck.open(link).expectError("No zarr metadata found");
            assertFalse(viewer.failedRequests().isEmpty());
            assertThrows(AssertionError.class, viewer::expectNoErrors);
        }
    }

    @Test
    void brokenShaderIsNoticed() throws IOException {
        final ViewerState state = writeThreeChannels();
        final ViewerState broken = state.withLayer(
                ((ImageLayer) state.layers().get(0)).withShader("void main() { emitGrayscale(nothing); }"));
        ViewerCheck.open(ViewerLink.toUrl(server.viewer(), broken)).expectError("layer DAPI: shader");
    }
}
