package sc.fiji.neuroglancer.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.check.ForeignZarr;
import sc.fiji.neuroglancer.task.InputException;

class DatasetsTest {

    @TempDir
    private Path folder;

    private Path add(final String dataset, final String file) throws IOException {
        final String type = file.equals("info") ? "{'@type':'neuroglancer_annotations_v1'}" : "{}";
        ForeignZarr.text(folder.resolve(dataset).resolve(file), type);
        return folder.resolve(dataset);
    }

    @Test
    void findsADatasetItself() throws IOException {
        final Path brain = add("brain", "zarr.json");
        assertEquals(List.of(brain), Datasets.of(brain).one());
    }

    @Test
    void findsTheImageAndThePointsOfAFolder() throws IOException {
        final Path cells = add("cells", "info");
        final Path brain = add("brain", ".zattrs");
        Files.createDirectory(folder.resolve("other"));
        assertEquals(List.of(brain, cells), Datasets.of(folder).one());
    }

    @Test
    void takesPrecomputedVolumesForImagesAndOtherInfoFilesForNothing() throws IOException {
        final Path em = folder.resolve("em");
        ForeignZarr.text(em.resolve("info"), "{'type':'image','scales':[]}");
        ForeignZarr.text(folder.resolve("notes/info"), "about this folder");
        ForeignZarr.text(folder.resolve("other/info"), "{'@type':'other'}");
        assertEquals(List.of(em), Datasets.of(folder).one());
        assertEquals(List.of(em), Datasets.of(folder).images());
    }

    @Test
    void letsTheUserChooseAmongSeveralImages() throws IOException {
        final Path a = add("a", ".zattrs");
        final Path d = add("d", ".zattrs");
        final Path b = add("b", "zarr.json");
        final Path c = add("c", "zarr.json");
        final Datasets found = Datasets.of(folder);
        assertEquals(List.of(a, b, c, d), found.images());
        final String message = assertThrows(InputException.class, found::one).getMessage();
        assertTrue(message.endsWith("choose one of a, b, c, d."), message);
    }

    @Test
    void saysThatThereIsNone() throws IOException {
        assertThrows(InputException.class, () -> Datasets.of(folder));
        assertThrows(InputException.class, () -> Datasets.of(folder.resolve("nowhere")));
        final Path file = Files.writeString(folder.resolve("file"), "x");
        assertThrows(InputException.class, () -> Datasets.of(file));
    }
}
