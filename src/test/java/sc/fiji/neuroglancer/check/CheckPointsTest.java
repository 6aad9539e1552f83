package sc.fiji.neuroglancer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.neuroglancer.check.FaultyWeb.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.check.Finding.Severity;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.task.Amounts;

/** Whole, half and damaged annotations, in folders and on the web. */
@Timeout(120)
class CheckPointsTest extends CheckFixture {

    @TempDir
    Path copy;

    @BeforeAll
    static void exportMore() throws IOException {
        final AnnotationSpace space =
                AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), 64, 64, 64);
        points("cells", TestSource.of(schema(GeometryKind.POINT, space), related(GeometryKind.POINT, space)));
        points("tracks", TestSource.of(schema(GeometryKind.POLYLINE, space), related(GeometryKind.POLYLINE, space)));
        points("boxes", TestSource.of(schema(GeometryKind.BOX, space), related(GeometryKind.BOX, space)));
        final double[][] many = new double[100_000][];
        for (int i = 0; i < many.length; i++) many[i] = new double[] {i % 64, i / 64 % 64, i % 61};
        points("deep", TestSource.points(space, many));
    }

    private static AnnotationSchema schema(final GeometryKind kind, final AnnotationSpace space) {
        return AnnotationSchema.of(kind, space)
                .withProperties(List.of(new PropertySpec("area", PropertyType.UINT16, "")))
                .withRelationships(List.of("segments"));
    }

    private static List<Annotation> related(final GeometryKind kind, final AnnotationSpace space) {
        final List<Annotation> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            final Annotation a = new Annotation(schema(kind, space));
            if (kind == GeometryKind.POLYLINE) {
                for (int v = 0; v < 2 + i; v++) a.vertex(v, i, 5);
            } else {
                for (int d = 0; d < 3 * kind.positions(); d++) a.geometry(d, i + d);
            }
            a.property(0, 7);
            a.relate(0, 40 + i);
            all.add(a);
        }
        return all;
    }

    /** A copy of a dataset in which files are changed; null takes a file away. */
    private String changed(final String name, final String file, final UnaryOperator<byte[]> change)
            throws IOException {
        final Map<String, byte[]> files = new TreeMap<>(DatasetFiles.of(data.resolve(name)));
        int changes = 0;
        for (final Map.Entry<String, byte[]> e : files.entrySet()) {
            final boolean hit = e.getKey().matches(file);
            final byte[] bytes = hit ? change.apply(e.getValue()) : e.getValue();
            if (hit) changes++;
            if (bytes != null) write(copy.resolve(name + "/" + e.getKey()), bytes);
        }
        assertTrue(changes > 0, file + " is none of " + files.keySet());
        return name;
    }

    /** The errors, which are the same in the folder and on the web. */
    private CheckResult assertEverywhere(final String name, final Problem... errors) throws IOException {
        final CheckResult folder = check(copy.resolve(name).toString());
        assertErrors(folder, errors);
        try (FaultyWeb other = new FaultyWeb(copy)) {
            assertErrors(check(other.url() + name), errors);
        }
        return folder;
    }

    @ParameterizedTest
    @CsvSource({"cells, 1", "tracks, 1", "boxes, 1", "points, 1", "manypoints, 1", "deep, 2"})
    void goodAnnotationsAreGoodEverywhere(final String name, final int levels) throws IOException {
        final CheckResult folder = check(data.resolve(name).toString());
        assertClean(folder);
        assertEquals(
                "precomputed annotations, " + Amounts.count(levels, "spatial level"),
                folder.what(),
                "what is checked here");
        final CheckResult address = checkWeb(name);
        assertClean(address);
        assertEquals(folder.samples(), address.samples());
        assertClean(check("precomputed://" + web.url() + name + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cells", "deep"})
    void annotationsWithoutInfoAreUnfinished(final String name) throws IOException {
        assertEverywhere(changed(name, "info", bytes -> null), Problem.UNFINISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cells", "tracks", "boxes", "manypoints"})
    void annotationsWithoutASpatialIndexShowNothing(final String name) throws IOException {
        final CheckResult result = assertEverywhere(changed(name, "spatial0/.*", bytes -> null), Problem.EMPTY);
        assertTrue(
                result.summary().toString().contains("No annotation was found"),
                result.summary().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "deep, spatial1/.*, spatial1",
        "cells, by_id/.*, by_id/",
        "deep, by_id/.*, by_id/",
        "cells, rel_segments/.*, rel_segments/",
    })
    void anIndexThatIsMissingIsUnfinished(final String name, final String file, final String named) throws IOException {
        final CheckResult result = assertEverywhere(changed(name, file, bytes -> null), Problem.UNFINISHED);
        assertTrue(result.summary().toString().contains(named), result.summary().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "cells, spatial0/.*",
        "tracks, spatial0/.*",
        "deep, spatial1/.*",
        "cells, by_id/.*",
        "manypoints, by_id/.*",
        "boxes, rel_segments/.*"
    })
    void filesThatAreCutOffAreDamaged(final String name, final String file) throws IOException {
        assertEverywhere(changed(name, file, bytes -> Arrays.copyOf(bytes, bytes.length - 3)), Problem.DAMAGED);
    }

    @Test
    void aShardOfAFewBytesIsDamaged() throws IOException {
        assertEverywhere(changed("manypoints", "by_id/.*", bytes -> Arrays.copyOf(bytes, 5)), Problem.DAMAGED);
    }

    @Test
    void indicesOfTwoExportsAreDamaged() throws IOException {
        final CheckResult result = assertEverywhere(
                changed("cells", "by_id/.*", bytes -> {
                    bytes[0]++;
                    return bytes;
                }),
                Problem.DAMAGED);
        assertTrue(
                result.summary().toString().contains("two exports"),
                result.summary().toString());
    }

    @Test
    void relationsOfTwoExportsAreDamaged() throws IOException {
        assertEverywhere(
                changed("cells", "rel_segments/.*", bytes -> {
                    bytes[bytes.length - 8] += 9;
                    return bytes;
                }),
                Problem.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({"lower_bound, lower", "spatial, space", "\"limit\" : 1, \"limit\" : 0", "float32|uint16, string"})
    void anInfoThatViewersRefuseIsDamaged(final String part, final String instead) throws IOException {
        assertEverywhere(
                changed(
                        "cells",
                        "info",
                        bytes -> new String(bytes).replaceAll(part, instead).getBytes()),
                Problem.DAMAGED);
    }

    @Test
    void shardsOfAnUnknownKindAreDamage() throws IOException {
        assertEverywhere(
                changed(
                        "deep",
                        "info",
                        bytes -> new String(bytes).replace("identity", "md5").getBytes()),
                Problem.DAMAGED);
    }

    @Test
    void cellsAreLookedForAllOverALevelOfUnknownDensity(@TempDir final Path folder) throws IOException {
        final String grid =
                "{\"@type\":\"neuroglancer_annotations_v1\",\"dimensions\":{\"x\":[1,\"m\"],\"y\":[1,\"m\"]},"
                        + "\"lower_bound\":[0,0],\"upper_bound\":[%1$d,2],\"annotation_type\":\"point\",\"properties\":[],"
                        + "\"relationships\":[],\"by_id\":{\"key\":\"by_id\"},\"spatial\":[{\"key\":\"s\","
                        + "\"grid_shape\":[%1$d,2],\"chunk_size\":[1,1],\"limit\":1}]}";
        final byte[] one = new byte[24];
        one[0] = 1;
        write(folder.resolve("info"), String.format(grid, 5).getBytes());
        write(folder.resolve("s/4_1"), one);
        write(folder.resolve("by_id/0"), new byte[8]);
        assertClean(check(folder.toString()));
        Files.delete(folder.resolve("s/4_1"));
        assertErrors(check(folder.toString()), Problem.EMPTY);
        write(folder.resolve("info"), String.format(grid, 5000).getBytes());
        final CheckResult large = check(folder.toString());
        assertErrors(large);
        assertEquals(List.of(Problem.EMPTY), problems(large, Severity.WARNING), "nobody looked everywhere");
    }

    @Test
    void whatIsNotPublicIsNotCalledMissing() throws IOException {
        web.fault(exchange -> !path(exchange).endsWith("/info") && status(exchange, 401, ""));
        assertErrors(checkWeb("cells"), Problem.LOGIN);
        web.fault(exchange -> path(exchange).contains("spatial") && status(exchange, 403, ""));
        assertErrors(checkWeb("cells"), Problem.FORBIDDEN);
        web.fault(exchange -> path(exchange).contains("by_id") && status(exchange, 403, ""));
        final CheckResult result = checkWeb("cells");
        assertErrors(result, Problem.UNFINISHED);
        assertEquals(List.of(Problem.FORBIDDEN), problems(result, Severity.WARNING));
    }

    @Test
    void annotationsNeedRangesButNoHead() throws IOException {
        web.fault(exchange -> exchange.getRequestMethod().equals("HEAD") && status(exchange, 405, ""));
        assertClean(checkWeb("deep"));
        web.fault(exchange -> exchange.getRequestHeaders().containsKey("Range") && status(exchange, 200, "all of it"));
        assertErrors(checkWeb("deep"), Problem.RANGE);
    }
}
