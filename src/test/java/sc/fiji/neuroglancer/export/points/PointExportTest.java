package sc.fiji.neuroglancer.export.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.points.PointExportOptions.ShowAll;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class PointExportTest {

    private static final byte[] OTHER =
            "{\"@type\":\"neuroglancer_multiscale_volume\"}".getBytes(StandardCharsets.UTF_8);

    private static AnnotationSource points(final int count) {
        final AnnotationSpace space =
                AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), 50, 50, 50);
        final double[][] positions = new double[count][];
        for (int i = 0; i < count; i++) positions[i] = new double[] {i % 60, i % 7, i % 11};
        return TestSource.points(space, positions);
    }

    private static PointExportOptions options(final IfExists existing) {
        return PointExportOptions.DEFAULT.withName("cells").withExisting(existing);
    }

    @Test
    void theResultSaysWhatIsThere(@TempDir final Path folder) throws IOException {
        final DirectoryStore store = new DirectoryStore(folder);
        final PointExportResult result = PointExport.run(points(120), store, options(IfExists.FAIL), Monitor.NONE);
        final AtomicLong files = new AtomicLong();
        final AtomicLong bytes = new AtomicLong();
        store.walk("", (key, size) -> {
            files.incrementAndGet();
            bytes.addAndGet(size);
        });
        assertEquals(files.get(), result.files());
        assertEquals(bytes.get(), result.bytes());
        assertEquals(120, result.count());
        assertEquals(20, result.outside());
        assertEquals(1, new AnnotationReader(store, "cells").limit(0));
        assertEquals(store.location() + "/cells", result.location());
        final String text = "120 annotations, 20 of them outside the image, in " + result.location() + " (122 files, ";
        assertTrue(result.toString().startsWith(text), result::toString);
        assertEquals(120, new AnnotationReader(store, "cells").byId().size());
    }

    @Test
    void anExistingDatasetIsInTheWay() throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(points(5), store, options(IfExists.FAIL), Monitor.NONE);
        final InputException e = assertThrows(
                InputException.class, () -> PointExport.run(points(3), store, options(IfExists.FAIL), Monitor.NONE));
        assertEquals(
                "cells in memory already exists. Choose another name, or set existing to Replace.", e.getMessage());
        assertEquals(5, new AnnotationReader(store, "cells").byId().size());
    }

    @ParameterizedTest
    @CsvSource({
        "cells-lines, line, true",
        "cells-boxes, AXIS_ALIGNED_BOUNDING_BOX, true",
        "cells-lines, point, false",
        "cells-points, point, false",
        "cells-tracks, line, false",
        "cell-lines, line, false"
    })
    void otherKindsOfAFormerExportAreInTheWay(final String name, final String kind, final boolean inTheWay)
            throws IOException {
        final MemoryStore store = new MemoryStore();
        final String info = "{\"@type\":\"neuroglancer_annotations_v1\",\"annotation_type\":\"" + kind + "\"}";
        store.write(name + "/info", info.getBytes(StandardCharsets.UTF_8));
        PointExport.requireAbsent(store, options(IfExists.REPLACE));
        if (inTheWay)
            assertThrows(InputException.class, () -> PointExport.requireAbsent(store, options(IfExists.FAIL)));
        else PointExport.requireAbsent(store, options(IfExists.FAIL));
        store.write(name + "/info", "{".getBytes(StandardCharsets.UTF_8));
        PointExport.requireAbsent(store, options(IfExists.FAIL));
    }

    @Test
    void thereIsNothingToResume() {
        final InputException e = assertThrows(InputException.class, () -> options(IfExists.RESUME));
        assertTrue(e.getMessage().startsWith("existing=Resume does not apply to points"), e.getMessage());
    }

    @Test
    void replaceLeavesNothingOfTheFormerDataset() throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(points(50), store, options(IfExists.FAIL), Monitor.NONE);
        store.write("cells/notes.txt", new byte[1]);
        store.write("cells/spatial7/1_2_3", new byte[1]);
        PointExport.run(points(3), store, options(IfExists.REPLACE), Monitor.NONE);
        assertEquals(3, new AnnotationReader(store, "cells").byId().size());
        assertFalse(store.size("cells/spatial7/1_2_3").isPresent());
        assertTrue(store.size("cells/notes.txt").isPresent(), "not ours");
    }

    @Test
    void replaceSparesOtherKindsOfData() {
        final MemoryStore store = new MemoryStore();
        store.write("cells/info", OTHER, OTHER.length);
        assertThrows(
                InputException.class, () -> PointExport.run(points(3), store, options(IfExists.REPLACE), Monitor.NONE));
        assertTrue(store.size("cells/info").isPresent());
    }

    @Test
    void whatACanceledExportLeftIsRemoved() throws IOException {
        final MemoryStore store = new MemoryStore();
        store.write("cells/spatial0/0_0_0", new byte[1]);
        store.write("cells/by_id/77", new byte[1]);
        PointExport.run(points(3), store, options(IfExists.FAIL), Monitor.NONE);
        assertEquals(3, new AnnotationReader(store, "cells").byId().size());
    }

    @Test
    void infoIsWrittenLast() throws IOException {
        final RecordingStore store = new RecordingStore();
        PointExport.run(points(200), store, options(IfExists.FAIL), Monitor.NONE);
        assertEquals(202, store.written.size());
        assertEquals("cells/info", store.written.get(201));
    }

    @Test
    void noPointsAreAnErrorAndTouchNothing() throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(points(5), store, options(IfExists.FAIL), Monitor.NONE);
        assertThrows(
                InputException.class, () -> PointExport.run(points(0), store, options(IfExists.REPLACE), Monitor.NONE));
        assertEquals(5, new AnnotationReader(store, "cells").byId().size());
    }

    @Test
    void aBadPointTouchesNothing() throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(points(5), store, options(IfExists.FAIL), Monitor.NONE);
        final AnnotationSource bad =
                TestSource.points(AnnotationSpace.voxels(), new double[3], new double[] {0, Double.NaN, 0});
        final InputException e = assertThrows(
                InputException.class, () -> PointExport.run(bad, store, options(IfExists.REPLACE), Monitor.NONE));
        assertTrue(e.getMessage().startsWith("Record 2 has NaN for y"));
        assertEquals(5, new AnnotationReader(store, "cells").byId().size());
    }

    @Test
    void cancelLeavesNoInfo() {
        final RecordingStore store = new RecordingStore();
        final Monitor canceling = ImpatientUser.when(() -> !store.written.isEmpty());
        assertThrows(
                CancellationException.class,
                () -> PointExport.run(points(900), store, options(IfExists.FAIL), canceling));
        assertFalse(store.written.contains("cells/info"));
    }

    @Test
    void aFailureOfTheStoreFailsTheJob() {
        final RecordingStore store = new RecordingStore();
        store.failAt = 100;
        final StoreException e = assertThrows(
                StoreException.class, () -> PointExport.run(points(900), store, options(IfExists.FAIL), Monitor.NONE));
        assertEquals("no room", e.getMessage());
        assertFalse(store.written.contains("cells/info"));
    }

    @Test
    void progressCountsWhatIsCommitted() throws IOException {
        final List<String> stages = Collections.synchronizedList(new ArrayList<>());
        final AtomicLong left = new AtomicLong();
        final Monitor monitor = new Monitor() {
            @Override
            public void start(final String stage, final long total) {
                stages.add(stage);
                left.set(total);
            }

            @Override
            public void advance(final long n) {
                assertTrue(left.addAndGet(-n) >= 0);
            }

            @Override
            public void throwIfCanceled() {
                // goes on
            }
        };
        PointExport.run(points(40_000), new MemoryStore(), options(IfExists.FAIL), monitor);
        assertEquals(0, left.get());
        assertEquals(
                List.of(
                        "Reading points",
                        "Deleting the former points",
                        "Writing the index by id",
                        "Writing the spatial index"),
                stages);
    }

    @Test
    void showAllFollowsTheOptionOrTheCount() throws IOException {
        for (final ShowAll choice : ShowAll.values()) {
            final PointExportOptions options = PointExportOptions.DEFAULT.withShowAll(choice);
            final MemoryStore store = new MemoryStore();
            PointExport.run(points(9), store, options, Monitor.NONE);
            assertEquals(choice == ShowAll.NO ? 9 : 1, new AnnotationReader(store, "points").limit(0));
        }
        final MemoryStore many = new MemoryStore();
        PointExport.run(points(100_001), many, options(IfExists.FAIL), Monitor.NONE);
        assertTrue(new AnnotationReader(many, "cells").limit(0) > 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\nb"})
    void namesThatAreNoFoldersAreRefused(final String name) {
        assertThrows(InputException.class, () -> PointExportOptions.DEFAULT.withName(name));
    }

    /** Knows the order of writes, and fails at one of them. */
    private static final class RecordingStore implements Store {
        private final MemoryStore store = new MemoryStore();
        private final List<String> written = Collections.synchronizedList(new ArrayList<>());
        private int failAt = Integer.MAX_VALUE;

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public Optional<byte[]> read(final String key) {
            return store.read(key);
        }

        @Override
        public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
            return store.read(key, offset, length);
        }

        @Override
        public OptionalLong size(final String key) {
            return store.size(key);
        }

        @Override
        public void write(final String key, final byte[] bytes, final int length) throws StoreException {
            if (written.size() >= failAt) throw new StoreException(Message.text("no room"), "memory", key, null);
            store.write(key, bytes, length);
            written.add(key);
        }

        @Override
        public void delete(final String key) {
            store.delete(key);
        }

        @Override
        public void walk(final String folder, final Visitor visitor) throws StoreException {
            store.walk(folder, visitor);
        }
    }
}
