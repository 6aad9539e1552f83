package sc.fiji.neuroglancer.export.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.export.StorageFixture;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Points go straight to a storage and come to the bytes of a local export. */
@Timeout(60)
class StoragePointsTest {

    private static final String ROOT = "/data/cells";

    @TempDir
    Path temp;

    private final DavHandler dav = new DavHandler();
    private ScriptedServer server;
    private StorageFixture fixture;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(dav);
        fixture = new StorageFixture(temp, server.address().resolve("data/"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static AnnotationSource points(final int count) {
        final AnnotationSpace space =
                AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), 50, 50, 50);
        final double[][] positions = new double[count][];
        for (int i = 0; i < count; i++) positions[i] = new double[] {i % 60, i % 7, i % 11};
        return TestSource.points(space, positions);
    }

    private static AnnotationSource shapes(final GeometryKind kind) {
        final AnnotationSchema schema = AnnotationSchema.of(kind, AnnotationSpace.voxels());
        final Annotation shape = new Annotation(schema);
        for (int i = 0; i < 6; i++) shape.geometry(i, i);
        return TestSource.of(schema, List.of(shape));
    }

    private static void exportAll(
            final List<AnnotationSource> sources,
            final Destination destination,
            final String name,
            final IfExists existing)
            throws IOException {
        final PointExportOptions options =
                PointExportOptions.DEFAULT.withName(name).withExisting(existing);
        PointExport.runAll(sources, destination, options, Monitor.NONE);
    }

    private static PointExportResult export(
            final int count, final Destination destination, final IfExists existing, final Monitor monitor)
            throws IOException {
        final PointExportOptions options =
                PointExportOptions.DEFAULT.withName("cells").withExisting(existing);
        return PointExport.runAll(List.of(points(count)), destination, options, monitor)
                .get(0);
    }

    private PointExportResult export(final int count, final IfExists existing) throws IOException {
        return export(count, fixture.storage, existing, Monitor.NONE);
    }

    private void assertExported(final int count) throws IOException {
        final Path local = temp.resolve("local" + count);
        export(count, Destination.folder(local), IfExists.REPLACE, Monitor.NONE);
        final Map<String, byte[]> expected = DatasetFiles.of(local.resolve("cells"));
        assertTrue(expected.size() > 2);
        DatasetFiles.assertEqual(expected, dav.below(ROOT), count + " points");
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 20_000})
    void theFilesAreThoseOfALocalExport(final int count) throws IOException {
        final PointExportResult result = export(count, IfExists.FAIL);
        assertExported(count);
        assertEquals(dav.below(ROOT).size(), result.files());
        assertEquals(dav.below(ROOT).values().stream().mapToLong(f -> f.length).sum(), result.bytes());
        assertEquals(server.address() + "data/cells", result.location());
        final List<String> requests = server.requests();
        final int info = requests.indexOf("PUT " + ROOT + "/info.part");
        assertTrue(info > 0 && requests.contains("MOVE " + ROOT + "/info.part"));
        for (final String later : requests.subList(info + 1, requests.size()))
            assertFalse(later.startsWith("PUT"), later);
    }

    @Test
    void replaceTakesTheOldInfoAwayFirst() throws IOException {
        export(200, IfExists.FAIL);
        assertThrows(InputException.class, () -> export(120, IfExists.FAIL));
        dav.files.put(ROOT + "/notes.txt", new byte[1]);
        server.forget();
        export(120, IfExists.REPLACE);
        assertEquals(1, dav.files.remove(ROOT + "/notes.txt").length, "what is no dataset's stays");
        assertExported(120);
        final List<String> requests = server.requests();
        final int gone = requests.indexOf("DELETE " + ROOT + "/info");
        assertTrue(gone >= 0);
        assertTrue(requests.subList(0, gone).stream().noneMatch(r -> r.matches("(PUT|DELETE) .*by_id.*")));
    }

    @Test
    void formerPointsAreDeletedSeveralAtATime() throws IOException {
        export(200, IfExists.FAIL);
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicBoolean seen = new AtomicBoolean();
        server.on("DELETE", ROOT + "/.*/.*", 10_000, call -> {
            if (dav.files.containsKey(ROOT + "/info")) seen.set(true);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            ScriptedServer.pause(20);
            now.decrementAndGet();
            dav.answer(call);
        });
        export(120, IfExists.REPLACE);
        assertTrue(most.get() > 3, most + " at a time");
        assertFalse(seen.get(), "viewers could see the former points vanish");
        assertExported(120);
    }

    /** Links of the whole folder would still show what a former export made of kinds that there are not any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void kindsOfAFormerExportGoWithIt(final boolean storage) throws IOException {
        final Path folder = temp.resolve("out");
        final Destination destination = storage ? fixture.storage : Destination.folder(folder);
        final List<AnnotationSource> all = List.of(points(9), shapes(GeometryKind.LINE), shapes(GeometryKind.BOX));
        exportAll(all, destination, "cells", IfExists.FAIL);
        exportAll(List.of(points(5)), destination, "cells-points", IfExists.FAIL);
        exportAll(List.of(points(5)), destination, "cells-polylines", IfExists.FAIL);
        exportAll(List.of(shapes(GeometryKind.LINE)), destination, "others-lines", IfExists.FAIL);
        final String lines = storage ? server.address() + "data/cells-lines/" : folder.resolve("cells-lines") + "";
        if (storage) dav.files.put("/data/cells-boxes/notes.txt", new byte[1]);
        else Files.write(folder.resolve("cells-boxes/notes.txt"), new byte[1]);
        final Map<String, byte[]> before = storage ? dav.below("/data") : DatasetFiles.of(folder);
        exportAll(List.of(points(9)), destination, "cells", IfExists.REPLACE);
        final Map<String, byte[]> after = storage ? dav.below("/data") : DatasetFiles.of(folder);
        before.keySet()
                .removeIf(key -> key.startsWith("cells-lines/")
                        || key.startsWith("cells-boxes/") && !key.equals("cells-boxes/notes.txt"));
        DatasetFiles.assertEqual(before, after, "all but the former lines and boxes");
        assertFalse(storage ? dav.folders.contains("/data/cells-lines") : Files.exists(Paths.get(lines)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failRefusesKindsOfAFormerExport(final boolean storage) throws IOException {
        final Destination destination = storage ? fixture.storage : Destination.folder(temp.resolve("out"));
        exportAll(List.of(points(9), shapes(GeometryKind.BOX)), destination, "cells", IfExists.FAIL);
        if (storage) dav.files.remove(ROOT + "/info");
        else Files.delete(temp.resolve("out/cells/info"));
        final InputException e = assertThrows(
                InputException.class, () -> exportAll(List.of(points(9)), destination, "cells", IfExists.FAIL));
        final String boxes = storage
                ? server.address() + "data/cells-boxes/"
                : temp.resolve("out/cells-boxes").toString();
        assertEquals(
                boxes
                        + " already exists, because an earlier export of that name had other shapes, too. Choose another name, or"
                        + " set existing to Replace.",
                e.getMessage());
        assertFalse(storage ? dav.files.containsKey(ROOT + "/info") : Files.exists(temp.resolve("out/cells/info")));
        exportAll(List.of(points(9), shapes(GeometryKind.BOX)), destination, "cells", IfExists.REPLACE);
        final Path info = temp.resolve("out/cells-boxes/info");
        assertTrue(storage ? dav.files.containsKey("/data/cells-boxes/info") : Files.exists(info), "made again");
        exportAll(List.of(points(9)), destination, "cell", IfExists.FAIL);
    }

    @Test
    void otherDataStay() {
        dav.folders.addAll(List.of("/data", ROOT));
        dav.files.put(ROOT + "/info", "{\"@type\":\"neuroglancer_multiscale_volume\"}".getBytes());
        assertThrows(InputException.class, () -> export(9, IfExists.REPLACE));
        assertEquals(1, dav.files.size());
    }

    @Test
    void damagedAndLostFilesAreSentAgain() throws IOException {
        dav.dCache = true;
        final Set<String> faults = ConcurrentHashMap.newKeySet();
        server.on("PUT", ROOT + "/(by_id|spatial).*", 10_000, call -> {
            final int kind = faults.add(call.path) ? faults.size() % 9 : 0;
            if (kind == 1) dav.files.put(call.path, Arrays.copyOf(call.body(), 5));
            if (kind == 1 || kind == 2) call.body();
            if (kind == 1 || kind == 2) call.answer(201);
            else dav.answer(call);
        });
        export(120, IfExists.FAIL);
        assertExported(120);
    }

    @Test
    void aFullStorageIsGoneOnWithByTheSameCommand() throws IOException {
        server.on("PUT", ROOT + "/by_id/50", 1, call -> {
            call.body();
            call.answer(507);
        });
        final IOException e = assertThrows(IOException.class, () -> export(120, IfExists.FAIL));
        assertTrue(e.getMessage().contains("full"), e::toString);
        assertFalse(dav.files.containsKey(ROOT + "/info"));
        export(110, IfExists.FAIL);
        assertExported(110);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PROPFIND", "GET"})
    void cancelEndsWithinASecond(final String method) {
        server.on(method, ".*", 10_000, call -> call.hang(20_000));
        final long start = System.nanoTime();
        assertThrows(
                CancellationException.class,
                () -> export(120, fixture.storage, IfExists.FAIL, ImpatientUser.after(500)));
        assertTrue(System.nanoTime() - start < 1.9e9, "took " + (System.nanoTime() - start) / 1e9);
        assertFalse(dav.files.containsKey(ROOT + "/info"));
    }
}
