package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.InputException;

class ScratchRoomTest {

    @Test
    void stopsBeforeAScratchFileFillsTheDisk() {
        ImageExport.requireRoom(3L << 30, 3L << 30);
        ImageExport.requireRoom(3L << 30, DirectoryStore.UNKNOWN);
        final String message = assertThrows(InputException.class, () -> ImageExport.requireRoom(3L << 30, 1L << 20))
                .getMessage();
        assertTrue(message.contains("needs 3.0 GiB of temporary disk space, but only 1.0 MiB is free"), message);
    }
}
