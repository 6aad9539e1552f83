package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.grid.PixelType;

class ScratchStorageTest extends SlabStorageContract {

    @TempDir
    private Path folder;

    private int files;

    @Override
    SlabStorage create(final PixelType type, final int width, final int height, final int planes, final int bandRows)
            throws IOException {
        return new ScratchStorage(type, width, height, planes, bandRows, folder.resolve("slab" + files++));
    }

    @Test
    void theFileHasTheSlabsSizeAndGoesAtTheEnd() throws IOException {
        final Path file = folder.resolve("slab0");
        final SlabStorage storage = create(PixelType.UINT16, 10, 6, 4, 2);
        for (int round = 0; round < 3; round++)
            for (int plane = 0; plane < 4; plane++) storage.put(plane, 0, 6, new short[60], 0);
        assertEquals(10 * 6 * 4 * 2, Files.size(file));
        storage.close();
        assertFalse(Files.exists(file));
        storage.close();
    }

    @Test
    void aFileCutShortIsAnErrorThatNamesIt() throws IOException {
        try (SlabStorage storage = create(PixelType.UINT16, 10, 6, 4, 2)) {
            storage.put(0, 0, 6, new short[60], 0);
            final SlabStorage.Box box = new SlabStorage.Box(0, 0, 10, 2, 10, 20);
            for (int i = 0; i < 3; i++) {
                final EOFException e = assertThrows(EOFException.class, () -> storage.gather(2, box, new short[40]));
                assertTrue(e.getMessage().contains("slab0"), e.getMessage());
            }
            storage.put(1, 0, 6, new short[60], 0);
            storage.gather(2, box, new short[40]);
        }
    }
}
