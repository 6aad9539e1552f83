package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.ome.OmeAxis;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** What was exported is read back and compared with the pixels that went in. */
@Timeout(120)
class ImageExportTest {

    private static final int LEVELS = 3;
    private static final int[][] SIZES = {{37, 29, 11}, {64, 32, 8}, {1, 21, 9}, {23, 1, 7}};
    /** z, channels, time points: whether there are several. */
    private static final String[] AXES = {"yx", "cyx", "tyx", "zyx", "czyx", "tzyx", "tczyx"};

    private static final String[] FORMATS = {"0.4", "0.5", "0.5 sharded"};

    @TempDir
    Path folder;

    private static SampleStack sample(final SampleStack.Kind kind, final int[] size, final String axes) {
        return new SampleStack(
                kind,
                size[0],
                size[1],
                axes.contains("z") ? size[2] : 1,
                axes.contains("c") ? 2 : 1,
                axes.contains("t") ? 2 : 1);
    }

    private static String axesOf(final SampleStack sample) {
        return (sample.frames > 1 ? "t" : "") + (sample.channels() > 1 ? "c" : "") + (sample.depth > 1 ? "z" : "")
                + "yx";
    }

    private ImageExportOptions options(final String format) {
        return ImageExportOptions.of(folder.toString(), "sample")
                .format(format.startsWith("0.4") ? VolumeFormat.OME_ZARR_04 : VolumeFormat.OME_ZARR_05)
                .shards(format.endsWith("sharded"))
                .levels(LEVELS)
                .threads(2)
                .chunk("32,16,4");
    }

    /** All types with all axes, the rest in turn; all types with all codecs and formats. */
    static Stream<Arguments> cases() {
        final List<Arguments> cases = new ArrayList<>();
        for (final SampleStack.Kind kind : SampleStack.Kind.values()) {
            for (int i = 0; i < 2 * AXES.length; i++) {
                final int[] size = SIZES[i % 2 * 2 + (i / 2 + kind.ordinal()) % 2];
                cases.add(Arguments.of(
                        kind, AXES[i / 2], size, FORMATS[i % 3], Codecs.names().get((i + kind.ordinal()) % 5)));
            }
            for (final String codec : Codecs.names())
                for (final String format : FORMATS) {
                    final int n = cases.size();
                    cases.add(Arguments.of(kind, AXES[n % 7], SIZES[n % 4], format, codec));
                }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1} {3} {4}")
    @MethodSource("cases")
    void allLevelsComeBack(
            final SampleStack.Kind kind, final String axes, final int[] size, final String format, final String codec)
            throws IOException {
        final SampleStack sample = sample(kind, size, axes);
        final ImageExportOptions options = options(format).compression(codec).checked();
        check(sample, Content.INTENSITY, options);
        assertEquals(codec, Levels.spec(options.dataset(), 0).codec().name());
    }

    @ParameterizedTest
    @EnumSource(value = SampleStack.Kind.class, names = "RGB", mode = EnumSource.Mode.EXCLUDE)
    void labelsComeBackByMode(final SampleStack.Kind kind) throws IOException {
        for (final int[] size : SIZES) {
            final SampleStack sample = new SampleStack(kind, size[0], size[1], size[2], 1, 2).labels();
            check(
                    sample,
                    Content.LABELS,
                    options("0.5").labels(true).existing(IfExists.REPLACE).checked());
        }
    }

    private void check(final SampleStack sample, final Content content, final ImageExportOptions options)
            throws IOException {
        final PixelSource source = content.open(sample.image(), null);
        new ImageExport(source, options, Monitor.NONE).run();
        DatasetFiles.assertOnlyDataset(options.dataset());
        final PixelType type = source.metadata().type();
        final int channels = source.metadata().channels().size();
        final String axes = content == Content.LABELS ? axesOf(sample).replace("c", "") : axesOf(sample);
        assertEquals(axes, String.join("", names(options.dataset())));
        for (int t = 0; t < sample.frames; t++)
            for (int c = 0; c < channels; c++) checkVolume(sample, axes, type, options, c, t);
    }

    private static void checkVolume(
            final SampleStack sample,
            final String axes,
            final PixelType type,
            final ImageExportOptions options,
            final int c,
            final int t)
            throws IOException {
        Levels.Volume expected = new Levels.Volume(Size3.of(sample.width, sample.height, sample.depth));
        for (int z = 0; z < sample.depth; z++)
            for (int y = 0; y < sample.height; y++)
                for (int x = 0; x < sample.width; x++)
                    expected.values[expected.index(x, y, z)] = options.labels()
                                    && sample.kind == SampleStack.Kind.COLOR8
                            ? ((byte[]) sample.plane(1 + z + sample.depth * t))[y * sample.width + x]
                            : sample.value(x, y, z, c, t);
        final PyramidPlan plan = PyramidPlan.of(expected.size, new double[] {1, 1, 1}, LEVELS);
        for (int l = 0; l < LEVELS; l++) {
            final Levels.Volume actual = Levels.read(options.dataset(), axes, l, c, t);
            assertEquals(expected.size, actual.size);
            Levels.assertSame(expected, actual, "level " + l + ", channel " + c + ", time " + t);
            if (l + 1 < LEVELS) expected = Levels.next(actual, plan.step(l), type, options.labels());
        }
    }

    private static OmeMetadata metadata(final Path dataset) throws IOException {
        final DirectoryStore store = new DirectoryStore(dataset);
        final String key = store.size(".zattrs").isPresent() ? ".zattrs" : "zarr.json";
        return OmeMetadata.read(ZarrMetadata.read(store, key));
    }

    private static List<String> names(final Path dataset) throws IOException {
        return metadata(dataset).axes().stream().map(OmeAxis::name).collect(Collectors.toList());
    }

    @ParameterizedTest
    @EnumSource(VolumeFormat.class)
    void theMetadataSaysWhereTheVoxelsLie(final VolumeFormat version) throws IOException {
        final ImagePlus image = new SampleStack(SampleStack.Kind.GRAY16, 101, 100, 20, 2, 1).image();
        image.getCalibration().pixelWidth = 0.65;
        image.getCalibration().pixelHeight = 0.65;
        image.getCalibration().pixelDepth = 2;
        image.getCalibration().setUnit("um");
        image.getCalibration().zOrigin = -3;
        final ImageExportOptions options = ImageExportOptions.of(folder.toString(), "demo.ome.zarr")
                .format(version)
                .levels(4)
                .chunk("32,16,8")
                .checked();

        final ImageExportResult result =
                new ImageExport(Content.INTENSITY.open(image, null), options, Monitor.NONE).run();

        assertEquals(folder.resolve("demo.ome.zarr"), result.dataset());
        final OmeMetadata ome = metadata(result.dataset());
        assertEquals("demo", ome.name());
        assertEquals("mean", ome.type());
        assertEquals(List.of(1.0, 2.0, 0.65, 0.65), ome.datasets().get(0).scale());
        assertEquals(List.of(0.0, 6.0, 0.0, 0.0), ome.datasets().get(0).translation());
        assertEquals(List.of(1.0, 2.0, 1.3, 1.3), ome.datasets().get(1).scale());
        assertEquals(List.of(0.0, 6.0, 0.325, 0.325), ome.datasets().get(1).translation());
        assertEquals(List.of(1.0, 4.0, 5.2, 5.2), ome.datasets().get(3).scale());
        assertEquals(List.of(0.0, 7.0, 2.275, 2.275), ome.datasets().get(3).translation());
        final ArraySpec last = Levels.spec(result.dataset(), 3);
        assertArrayEquals(new long[] {2, 10, 13, 13}, last.shape());
        assertArrayEquals(new int[] {1, 8, 16, 32}, last.chunk());
    }

    @Test
    void theResultCountsWhatIsOnDisk() throws IOException {
        final ImageExportOptions options = options("0.5 sharded").checked();
        final SampleStack sample = new SampleStack(SampleStack.Kind.RGB, 40, 30, 10, 1, 2);
        final ImageExportResult result =
                new ImageExport(Content.INTENSITY.open(sample.image(), null), options, Monitor.NONE).run();
        final Map<String, byte[]> files = DatasetFiles.of(result.dataset());
        assertEquals(files.size(), result.files());
        assertEquals(files.values().stream().mapToLong(b -> b.length).sum(), result.bytes());
        assertFalse(result.resumed());
        assertTrue(result.summary().contains(result.dataset().toString()));
    }

    @Test
    void chunksOfZerosAreNotWritten() throws IOException {
        for (final String format : FORMATS) {
            final ImagePlus image = new ImagePlus(
                    "dark",
                    new SampleStack(SampleStack.Kind.GRAY16, 48, 16, 12, 1, 1)
                            .image()
                            .getStack());
            for (int n = 1; n <= 12; n++) {
                final short[] pixels = (short[]) image.getStack().getPixels(n);
                for (int i = 0; i < pixels.length; i++) if (n > 4 || i % 48 >= 16) pixels[i] = 0;
            }
            final ImageExportOptions options = options(format)
                    .levels(1)
                    .existing(IfExists.REPLACE)
                    .chunk("16,16,4")
                    .checked();
            new ImageExport(Content.INTENSITY.open(image, null), options, Monitor.NONE).run();
            final List<String> chunks = DatasetFiles.of(options.dataset()).keySet().stream()
                    .filter(name -> name.matches("0/(c/)?\\d.*"))
                    .collect(Collectors.toList());
            assertEquals(List.of(format.equals("0.4") ? "0/0/0/0" : "0/c/0/0/0"), chunks);
        }
    }
}
