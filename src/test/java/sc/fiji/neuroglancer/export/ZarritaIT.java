package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** Every version and codec, read back by zarrita, the reader of other web viewers. */
@Timeout(300)
class ZarritaIT {

    private static final int LEVELS = 3;
    private static final Path NODE = Paths.get("target/node").toAbsolutePath();

    @TempDir
    Path folder;

    /** Installs zarrita where a build before has not done so. */
    @BeforeAll
    static void install() throws IOException {
        ExternalTool.demand(
                ExternalTool.works("node", "-e", "process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)"),
                "node 20 or newer");
        final Path from = Paths.get("src/test/node");
        Files.createDirectories(NODE);
        final boolean same = Files.exists(NODE.resolve("package.json"))
                && Files.readString(NODE.resolve("package.json"))
                        .equals(Files.readString(from.resolve("package.json")));
        for (final String name : List.of("package.json", ".npmrc", "levels.mjs"))
            Files.copy(from.resolve(name), NODE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        if (same && Files.exists(NODE.resolve("node_modules/zarrita"))) return;
        ExternalTool.demand(installed(), "zarrita from npm");
    }

    private static boolean installed() {
        return ExternalTool.works("npm", "install", "--no-audit", "--no-fund", "--prefix", NODE.toString());
    }

    private static PixelType type(final SampleStack sample) {
        return sample.kind.type;
    }

    @Test
    void everyLevelComesBack() throws IOException {
        final List<SampleStack> samples = new ArrayList<>();
        final List<String> command = new ArrayList<>(List.of("node", "levels.mjs", folder.toString()));
        for (final VolumeFormat version : VolumeFormat.values())
            for (final boolean shards :
                    version == VolumeFormat.OME_ZARR_05 ? new boolean[] {false, true} : new boolean[1])
                for (final String codec : Codecs.names())
                    for (final SampleStack sample : samples()) {
                        final ImageExportOptions options = ImageExportOptions.of(
                                        folder.toString(), "sample" + samples.size())
                                .format(version)
                                .shards(shards)
                                .compression(codec)
                                .levels(LEVELS)
                                .chunk("16,16,4")
                                .checked();
                        new ImageExport(Content.INTENSITY.open(sample.image(), null), options, Monitor.NONE).run();
                        command.add(options.dataset().toString());
                        samples.add(sample);
                    }
        final String lines = ExternalTool.run(NODE, 200, command.toArray(new String[0]));
        assertEquals(samples.size() * LEVELS, lines.split("\n").length, lines);
        for (int i = 0; i < samples.size(); i++) check(samples.get(i), i);
    }

    private static List<SampleStack> samples() {
        return List.of(
                new SampleStack(SampleStack.Kind.GRAY16, 37, 29, 11, 1, 1),
                new SampleStack(SampleStack.Kind.FLOAT, 40, 17, 1, 1, 1),
                new SampleStack(SampleStack.Kind.RGB, 20, 33, 5, 1, 2));
    }

    /** zarrita's arrays are in C order, so the volumes follow each other: time, then channel. */
    private void check(final SampleStack sample, final int number) throws IOException {
        final Size3 size = Size3.of(sample.width, sample.height, sample.depth);
        final PyramidPlan plan = PyramidPlan.of(size, new double[] {1, 1, 1}, LEVELS);
        final ByteBuffer[] levels = new ByteBuffer[LEVELS];
        for (int l = 0; l < LEVELS; l++)
            levels[l] = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(number + "-" + l + ".raw")))
                    .order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < sample.frames; t++)
            for (int c = 0; c < sample.channels(); c++) {
                Levels.Volume expected = first(sample, size, c, t);
                for (int l = 0; l < LEVELS; l++) {
                    assertArrayEquals(
                            expected.values,
                            values(type(sample), levels[l], expected.values.length),
                            "dataset " + number + ", level " + l);
                    if (l + 1 < LEVELS) expected = Levels.next(expected, plan.step(l), type(sample), false);
                }
            }
        for (final ByteBuffer level : levels) assertTrue(!level.hasRemaining(), "dataset " + number + " is too long");
    }

    private static Levels.Volume first(final SampleStack sample, final Size3 size, final int c, final int t) {
        final Levels.Volume volume = new Levels.Volume(size);
        for (int z = 0; z < size.z(); z++)
            for (int y = 0; y < size.y(); y++)
                for (int x = 0; x < size.x(); x++) volume.values[volume.index(x, y, z)] = sample.value(x, y, z, c, t);
        return volume;
    }

    private static double[] values(final PixelType type, final ByteBuffer from, final int length) {
        final double[] values = new double[length];
        for (int i = 0; i < length; i++)
            values[i] = type == PixelType.FLOAT32
                    ? from.getFloat()
                    : type == PixelType.UINT16 ? from.getShort() & 0xffff : from.get() & 0xff;
        return values;
    }
}
