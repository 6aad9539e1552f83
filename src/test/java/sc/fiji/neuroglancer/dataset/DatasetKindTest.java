package sc.fiji.neuroglancer.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;

class DatasetKindTest {

    @Test
    void isToldByTheMetadataFile() throws StoreException {
        assertEquals(DatasetKind.IMAGE, kind(".zattrs", "{'multiscales': []}"));
        assertEquals(DatasetKind.LABELS, kind(".zattrs", "{'image-label': {}}"));
        assertEquals(DatasetKind.IMAGE, kind("zarr.json", "{'attributes': {'ome': {'multiscales': []}}}"));
        assertEquals(DatasetKind.LABELS, kind("zarr.json", "{'attributes': {'ome': {'image-label': {}}}}"));
        assertEquals(DatasetKind.ANNOTATIONS, kind("info", "{'@type': 'neuroglancer_annotations_v1'}"));
        assertEquals(DatasetKind.VOLUME, kind("info", "{'type': 'image'}"));
        assertEquals(
                DatasetKind.SEGMENTATION,
                kind("info", "{'@type': 'neuroglancer_multiscale_volume', 'type': 'segmentation'}"));
        assertEquals(DatasetKind.UNKNOWN, kind("info", "{'@type': 'neuroglancer_skeletons'}"));
        assertEquals(DatasetKind.UNKNOWN, kind("data.csv", "x,y"));
    }

    @Test
    void asksForJson() {
        assertThrows(InputException.class, () -> kind("info", "{"));
    }

    private static DatasetKind kind(final String file, final String json) throws StoreException {
        final MemoryStore store = new MemoryStore();
        store.write(file, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return DatasetKind.of(store);
    }
}
