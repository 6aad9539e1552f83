package sc.fiji.neuroglancer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.check.Finding.Severity;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.SampleStack;
import sc.fiji.neuroglancer.export.VolumeFormat;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Monitor;

/** Datasets, and a web server that serves them. */
abstract class CheckFixture {

    static final String VIEWER = "https://viewer.example.org/page/#!{}";
    static final String ORIGIN = "https://viewer.example.org";

    @TempDir
    static Path data;

    FaultyWeb web;

    @BeforeAll
    static void export() throws IOException {
        image("v04", VolumeFormat.OME_ZARR_04, false);
        image("v05", VolumeFormat.OME_ZARR_05, false);
        image("sharded", VolumeFormat.OME_ZARR_05, true);
        final AnnotationSpace space =
                AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), 50, 50, 50);
        final double[][] few = {{1, 2, 3}, {4, 5, 6}};
        points("points", TestSource.points(space, few));
        final double[][] many = new double[20_000][];
        for (int i = 0; i < many.length; i++) many[i] = new double[] {i % 50, i / 50 % 50, i % 49};
        points("manypoints", TestSource.points(space, many));
    }

    static void image(final String name, final VolumeFormat version, final boolean shards) throws IOException {
        final SampleStack sample = new SampleStack(SampleStack.Kind.GRAY16, 60, 40, 9, 2, 1);
        final ImageExportOptions options = ImageExportOptions.of(data.toString(), name)
                .format(version)
                .shards(shards)
                .levels(3)
                .threads(1)
                .chunk("16,16,4")
                .checked();
        new ImageExport(Content.INTENSITY.open(sample.image(), null), options, Monitor.NONE).run();
    }

    static void points(final String name, final TestSource source) throws IOException {
        final PointExportOptions options = PointExportOptions.DEFAULT.withName(name);
        PointExport.run(source, new DirectoryStore(data), options, Monitor.NONE);
    }

    @BeforeEach
    void start() throws IOException {
        web = new FaultyWeb(data);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    static CheckResult check(final String place) throws IOException {
        final CheckOptions options = new CheckOptions(place, VIEWER, Duration.ofSeconds(5));
        return new Check(options, Monitor.NONE).run();
    }

    CheckResult checkWeb(final String name) throws IOException {
        return check(web.url() + name);
    }

    static List<Problem> problems(final CheckResult result, final Severity severity) {
        return result.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::problem)
                .collect(Collectors.toList());
    }

    static void assertErrors(final CheckResult result, final Problem... expected) {
        assertEquals(
                List.of(expected),
                problems(result, Severity.ERROR),
                () -> result.findings().toString());
        assertEquals(expected.length == 0, result.ok());
        for (final Finding finding : result.findings())
            assertTrue(
                    finding.message().toString().matches("\\S.*: .*\\S\\."),
                    () -> finding.message().toString());
    }

    static void assertClean(final CheckResult result) {
        assertErrors(result);
        assertEquals(
                List.of(),
                problems(result, Severity.WARNING),
                () -> result.findings().toString());
        assertTrue(result.samples() > 0);
    }

    static void write(final Path file, final byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String path(final HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }
}
