package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.Monitor;

class RelatedIndexTest {

    /** Each point names its own segment and segment 7. */
    private static TestSource source(final int count) {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, AnnotationSpace.voxels())
                .withRelationships(List.of("segments"));
        final List<Annotation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final Annotation a = new Annotation(schema);
            a.relate(0, 1000 + i);
            a.relate(0, 7);
            all.add(a);
        }
        return TestSource.of(schema, all);
    }

    @Test
    void fewObjectsHaveAFileEachManyHaveShards() throws IOException {
        for (final int count : new int[] {999, 1000}) {
            final MemoryStore store = new MemoryStore();
            try (AnnotationWriter writer = AnnotationWriter.read(source(count), Monitor.NONE)) {
                InfoFile.write(store, "p", writer.write(store, "p", false, Monitor.NONE));
            }
            final AnnotationReader reader = new AnnotationReader(store, "p");
            assertEquals(count == 1000, reader.info().at("/relationships/0").has("sharding"));
            assertEquals(count + 1, reader.related(0).size());
            assertEquals(count, reader.related(0).get(BigInteger.valueOf(7)).size());
        }
    }

    @Test
    void canBeCanceled() throws IOException {
        final MemoryStore store = new MemoryStore();
        final Monitor canceling = ImpatientUser.in("Writing the index by segment");
        try (AnnotationWriter writer = AnnotationWriter.read(source(10), Monitor.NONE)) {
            assertThrows(CancellationException.class, () -> writer.write(store, "p", false, canceling));
        }
        store.walk("p", (key, size) -> assertTrue(key.startsWith("p/by_id/"), key));
    }
}
