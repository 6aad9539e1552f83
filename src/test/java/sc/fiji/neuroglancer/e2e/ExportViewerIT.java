package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.Opener;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.command.LastExport;
import sc.fiji.neuroglancer.command.TestDesk;
import sc.fiji.neuroglancer.command.ViewDataset;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/** Images through the real export, link and local server into the real viewer; ImageJ itself is the judge. */
@Timeout(240)
class ExportViewerIT {

    private static final String AWKWARD = "Zellen blau & grün 50% #1";
    private static final String STORAGE = "https://storage.example.org:2443/meine%20daten";
    private static final String PYTHON = "/usr/bin/python3";
    private static final String HEAD = "/usr/share/mricron/templates/ch2.nii.gz";

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

    /** Exports with these keys and values. */
    private Path export(final ImagePlus image, final String... options) throws IOException {
        final Map<String, String> given = new HashMap<>(Map.of("folder", folder.toString()));
        for (int i = 0; i < options.length; i += 2) given.put(options[i], options[i + 1]);
        return TestDesk.exportImage(image, given).dataset();
    }

    /** A dataset as its image is shown now. */
    private LinkOptions.Builder dataset(final Path dataset) {
        server.viewer();
        return LinkOptions.builder().dataset(dataset.toString()).display(LastExport.display(dataset.toString()));
    }

    private LinkResult link(final LinkOptions.Builder options) throws IOException {
        return new Link(options.build(), ViewDataset.host(server::server)).run();
    }

    private ViewerCheck open(final Path dataset) throws IOException {
        return ViewerCheck.open(link(dataset(dataset)).url()).expectNoErrors();
    }

    /** Both corners and the middle of every level of every layer have the values that follow from ImageJ's pixels. */
    private static void expectLevels(final ViewerCheck viewer, final ImagePlus image, final String axes)
            throws IOException {
        for (int c = 0; c < viewer.layers().size(); c++) {
            final String layer = viewer.layers().get(c);
            final JsonNode levels = viewer.layer(layer).report().path("levels");
            final List<int[]> sizes = new ArrayList<>();
            for (final JsonNode level : levels) {
                sizes.add(zyx(LayerCheck.doubles(level.path("shape")), axes));
                for (final double part : new double[] {0, 0.5, 1})
                    expectVoxel(viewer, image, axes, layer, c, sizes, part);
            }
            assertArrayEquals(new FijiPixels(image).size(), sizes.get(0), layer);
        }
    }

    private static int[] zyx(final double[] shape, final String axes) {
        final int[] size = {1, 1, 1};
        for (int d = 0; d < shape.length; d++) {
            final int place = "zyx".indexOf(axes.charAt(d));
            if (place >= 0) size[place] = (int) shape[d];
        }
        return size;
    }

    /** @param part how far from the first voxel to the last one, along all axes */
    private static void expectVoxel(
            final ViewerCheck viewer,
            final ImagePlus image,
            final String axes,
            final String layer,
            final int c,
            final List<int[]> sizes,
            final double part)
            throws IOException {
        final int[] size = sizes.get(sizes.size() - 1);
        final int t = (int) (part * (image.getNFrames() - 1));
        final int[] zyx = new int[3];
        for (int d = 0; d < 3; d++) zyx[d] = (int) (part * (size[d] - 1));
        final long[] index = axes.chars()
                .mapToLong(a -> a == 'c' ? c : a == 't' ? t : zyx["zyx".indexOf(a)])
                .toArray();
        viewer.expectVoxel(layer, sizes.size() - 1, new FijiPixels(image).value(sizes, c, t, zyx), index);
    }

    /** Pixels of the screen have the colours that ImageJ paints on its current slice. */
    private static void expectPainted(final ViewerCheck viewer, final ImagePlus image, final int[]... spots)
            throws IOException {
        expectPainted(viewer, image, 0, spots);
    }

    /** @param origin where the first voxel lies along x, in voxels */
    private static void expectPainted(
            final ViewerCheck viewer, final ImagePlus image, final int origin, final int[]... spots)
            throws IOException {
        final FijiPixels pixels = new FijiPixels(image);
        for (final int[] xy : spots)
            viewer.expectColorAt(pixels.painted(xy[0], xy[1]), Map.of("x", xy[0] + origin, "y", xy[1]));
    }

    private static void calibrate(final ImagePlus image, final double xy, final double z, final String unit) {
        final Calibration calibration = image.getCalibration();
        calibration.pixelWidth = xy;
        calibration.pixelHeight = xy;
        calibration.pixelDepth = z;
        calibration.setUnit(unit);
    }

    /** Three channels of 16 bit, in mixed colours, none of them over its whole range. */
    private static ImagePlus cells() {
        final int width = 150;
        final int height = 41;
        final int depth = 9;
        final ImageStack stack = new ImageStack(width, height);
        for (int plane = 0; plane < 3 * depth; plane++) {
            final short[] pixels = new short[width * height];
            for (int i = 0; i < pixels.length; i++)
                pixels[i] = (short) (1000 * (plane % 3 + 1) + 40 * (plane / 3) + 5 * (i % width) + 11 * (i / width));
            stack.addSlice(
                    List.of("DAPI", "GFP", "cFOS").get(plane % 3), new ShortProcessor(width, height, pixels, null));
        }
        final ImagePlus image = IJ.createHyperStack("cells", width, height, 3, depth, 1, 16);
        image.setStack(stack, 3, depth, 1);
        calibrate(image, 0.65, 2, "micron");
        final CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.setLuts(new LUT[] {
            lut(new Color(40, 60, 200), 900, 3300), lut(new Color(0, 170, 30), 1500, 4200), lut(Color.RED, 2800, 6000)
        });
        composite.setPosition(1, 4, 1);
        return composite;
    }

    private static LUT lut(final Color color, final double min, final double max) {
        final LUT lut = LUT.createLutFromColor(color);
        lut.min = min;
        lut.max = max;
        return lut;
    }

    private void expectCells(final ViewerCheck viewer, final ImagePlus image) throws IOException {
        viewer.expectNoErrors()
                .expectSpace(List.of("x", "y", "z"), List.of("m", "m", "m"), 6.5e-7, 6.5e-7, 2e-6)
                .expectBounds(new double[] {-0.5, -0.5, -0.5}, new double[] {149.5, 40.5, 8.5})
                .expectPosition(74, 20, 3);
        assertEquals(List.of("DAPI", "GFP", "cFOS"), viewer.layers());
        viewer.layer("GFP").expectType("image").expectDataType("uint16").expectShape(0, 3, 9, 41, 150);
        expectLevels(viewer, image, "czyx");
        expectPainted(viewer, image, new int[] {60, 10}, new int[] {90, 32}, new int[] {74, 20});
    }

    @Test
    void hyperstackUnderAnAwkwardName() throws IOException {
        final ImagePlus image = cells();
        expectCells(open(export(image, "name", AWKWARD, "chunk", "32,32,4")), image);
    }

    @Test
    void shardsOfTheNewFormat() throws IOException {
        final ImagePlus image = cells();
        expectCells(open(export(image, "format", "OME-Zarr 0.5", "shards", "true", "chunk", "32,32,4")), image);
    }

    @Test
    void helmholtzLinkIsJudgedAsItIs() throws IOException {
        final ImagePlus image = cells();
        final Path dataset =
                export(image, "name", AWKWARD, "format", "OME-Zarr 0.5", "shards", "true", "compression", "None");
        final LinkResult link =
                link(dataset(dataset).viewer(ViewerLink.HELMHOLTZ).baseUrl(STORAGE));
        assertFalse(link.isServed());
        assertTrue(link.url().startsWith("https://neuroglancer.helmholtz-imaging.de/#!%7B%22title%22"), link.url());
        expectCells(mapped(link.url()), image);
    }

    @Test
    void shortHelmholtzLinkShowsTheSame() throws IOException {
        final ImagePlus image = cells();
        final Path dataset = export(image, "name", AWKWARD, "compression", "None");
        final LinkResult link = link(
                dataset(dataset).viewer(ViewerLink.HELMHOLTZ).baseUrl(STORAGE).shorten(true));
        assertTrue(link.url().length() < 200, link.url());
        assertEquals(dataset.resolve("state.json"), link.upload());
        expectCells(mapped(link.url()), image);
    }

    private ViewerCheck mapped(final String url) throws IOException {
        return ViewerCheck.link(url)
                .map(ViewerLink.HELMHOLTZ + "/", server.viewer())
                .map(STORAGE + "/", server.data())
                .open();
    }

    @Test
    void hiddenChannelAndInvertedTable() throws IOException {
        final CompositeImage image = (CompositeImage) cells();
        image.setActiveChannels("101");
        final LUT inverted = LUT.createLutFromColor(Color.WHITE).createInvertedLut();
        inverted.min = 900;
        inverted.max = 3300;
        image.setChannelLut(inverted, 1);
        image.updateAndDraw();
        final ViewerCheck viewer = open(export(image));
        assertFalse(link(dataset(folder.resolve("cells.ome.zarr")))
                .state()
                .layers()
                .get(1)
                .visible());
        expectPainted(viewer, image, new int[] {60, 10}, new int[] {90, 32});
    }

    @Test
    void rgbPhotograph() throws IOException {
        final int[] pixels = new int[300 * 200];
        for (int i = 0; i < pixels.length; i++) pixels[i] = i % 300 % 256 << 16 | i / 300 << 8 | (i * 7 + 13) % 256;
        final ImagePlus image = new ImagePlus("photo.png", new ColorProcessor(300, 200, pixels));
        final ViewerCheck viewer = open(export(image, "format", "OME-Zarr 0.5"));
        viewer.expectSpace(List.of("x", "y"), List.of("", ""), 1, 1)
                .expectBounds(new double[] {-0.5, -0.5}, new double[] {299.5, 199.5});
        assertEquals(List.of("Red", "Green", "Blue"), viewer.layers());
        expectLevels(viewer, image, "cyx");
        expectPainted(viewer, image, new int[] {100, 50}, new int[] {149, 99}, new int[] {200, 140});
    }

    @Test
    void timeSeriesOfVolumes() throws IOException {
        final ImageStack stack = new ImageStack(64, 48);
        for (int n = 0; n < 5 * 4; n++) {
            final byte[] pixels = new byte[64 * 48];
            for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (9 * n + i % 64 + i / 64 / 2);
            stack.addSlice(new ByteProcessor(64, 48, pixels, null));
        }
        final ImagePlus image = new ImagePlus("movie", stack);
        image.setDimensions(1, 5, 4);
        image.setOpenAsHyperStack(true);
        calibrate(image, 2, 5, "nm");
        image.getCalibration().frameInterval = 0.5;
        image.getCalibration().setTimeUnit("min");
        image.setPosition(1, 3, 2);
        image.setDisplayRange(10, 200);
        final ViewerCheck viewer = open(export(image, "levels", "3"));
        viewer.expectSpace(List.of("x", "y", "z", "t"), List.of("m", "m", "m", "s"), 2e-9, 2e-9, 5e-9, 30)
                .expectBounds(new double[] {-0.5, -0.5, -0.5, -0.5}, new double[] {63.5, 47.5, 4.5, 3.5})
                .expectPosition(31, 23, 2, 1);
        expectLevels(viewer, image, "tzyx");
        expectPainted(viewer, image, new int[] {31, 23}, new int[] {40, 30});
    }

    @Test
    void floatsWithAnInvertingTable() throws IOException {
        final float[] pixels = new float[120 * 90];
        for (int i = 0; i < pixels.length; i++) pixels[i] = i % 120 / 100f - i / 120 / 60f;
        final ImagePlus image = new ImagePlus("field", new FloatProcessor(120, 90, pixels));
        image.setDisplayRange(-0.8, 0.9);
        image.getProcessor().invertLut();
        image.setLut(image.getProcessor().getLut());
        final ViewerCheck viewer = open(export(image, "compression", "Gzip"));
        viewer.layer("field").expectDataType("float32");
        expectLevels(viewer, image, "yx");
        expectPainted(viewer, image, new int[] {30, 30}, new int[] {80, 20});
    }

    @Test
    void labelsAreObjects() throws IOException {
        final ImageStack stack = new ImageStack(40, 30);
        for (int z = 0; z < 6; z++) {
            final short[] pixels = new short[40 * 30];
            for (int i = 0; i < pixels.length; i++) pixels[i] = (short) (1 + i % 40 / 10 + 100 * (i / 40 / 15));
            stack.addSlice(new ShortProcessor(40, 30, pixels, null));
        }
        final ImagePlus image = new ImagePlus("nuclei labels", stack);
        final ViewerCheck viewer = open(export(image));
        viewer.layer("nuclei labels").expectType("segmentation");
        viewer.expectVoxel("nuclei labels", 0, 104, 5, 29, 39).expectVoxel("nuclei labels", 0, 2, 0, 0, 19);
    }

    /** Image, calibration and points share one space: points lie where they are on the image, origin or not. */
    @Test
    void pointsLieOnTheirImage() throws IOException {
        final ImagePlus image = cells();
        image.getCalibration().xOrigin = 10;
        image.getCalibration().zOrigin = -3;
        final Path dataset = export(image);
        final AnnotationSpace space =
                AnnotationSpace.of(ImagePlusSource.of(image).metadata());
        final double x = space.offset(0);
        final double z = space.offset(2);
        final TestSource source =
                TestSource.points(space, new double[] {x + 60, 10, z + 3}, new double[] {x + 149, 40, z + 8});
        final PointExportOptions options = PointExportOptions.DEFAULT.withName("cells");
        PointExport.run(source, new DirectoryStore(folder), options, Monitor.NONE);
        final ViewerCheck viewer = ViewerCheck.open(
                        link(dataset(dataset).points(folder.resolve("cells").toString()))
                                .url())
                .expectNoErrors()
                .expectBounds(new double[] {-10.5, -0.5, 2.5}, new double[] {139.5, 40.5, 11.5})
                .expectPosition(64, 20, 6)
                .expectAnnotations("cells", 2)
                .expectColorAt(0xffff00, Map.of("x", 50, "y", 10, "z", 6));
        expectPainted(viewer, image, -10, new int[] {90, 32});
    }

    /** What other programs write: other names of axes, no omero block. */
    @Test
    void imageOfAnotherProgram() throws IOException {
        TinyZarr.write(folder.resolve("foreign"), TinyZarr.CHANNEL.replace("\"c\"", "\"wave\""), 0);
        server.viewer();
        final LinkResult link =
                link(LinkOptions.builder().dataset(folder.resolve("foreign").toString()));
        final ViewerCheck viewer = ViewerCheck.open(link.url()).expectNoErrors();
        assertEquals(List.of("channel 1", "channel 2", "channel 3"), viewer.layers());
        final int[] values = {TinyZarr.value(0, 2, 11, 15), TinyZarr.value(1, 2, 11, 15), TinyZarr.value(2, 2, 11, 15)};
        final Map<String, Integer> middle = Map.of("x", 15, "y", 11, "z", 2);
        viewer.expectPosition(15, 11, 2)
                .expectValueAt("channel 2", 0, values[1], middle)
                .expectColorAt(
                        255 * values[0] / 65535 << 16 | 255 * values[1] / 65535 << 8 | 255 * values[2] / 65535, middle);
        assertEquals(values[2], viewer.hover("channel 3", middle).value());
    }

    /** An MRI head from Debian; the picture is the one of the README. */
    @Test
    void headOfARealPerson() throws IOException {
        ExternalTool.demand(
                ExternalTool.works(PYTHON, "-c", "import numpy, tifffile") && Files.exists(Paths.get(HEAD)),
                "mricron-data or python3-tifffile");
        ExternalTool.run(
                folder,
                100,
                PYTHON,
                Paths.get("src/test/python/mri.py").toAbsolutePath().toString(),
                folder.toString());
        final ImagePlus image =
                new Opener().openImage(folder.resolve("head.tif").toString());
        image.setPosition(90);
        image.setDisplayRange(10, 150);
        final Path dataset = export(image, "name", "head");
        final ViewerCheck viewer = ViewerCheck.link(link(dataset(dataset)).url())
                .size(1200, 800)
                .open()
                .expectNoErrors()
                .expectSpace(List.of("x", "y", "z"), List.of("m", "m", "m"), 1e-3, 1e-3, 1e-3)
                .expectBounds(new double[] {-0.5, -0.5, -0.5}, new double[] {180.5, 216.5, 180.5})
                .screenshot(Paths.get("target/viewer-head.png"));
        expectLevels(viewer, image, "zyx");
        expectPainted(viewer, image, new int[] {60, 60}, new int[] {90, 108}, new int[] {120, 150});
    }
}
