package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.task.InputException;

class ScratchRoomTest {

    private static final Path FOLDER = Path.of("somewhere");

    @Test
    void stopsBeforeAScratchFileFillsTheDisk() {
        ImageExport.demandRoom(3L << 30, FOLDER, OptionalLong.of(3L << 30));
        ImageExport.demandRoom(3L << 30, FOLDER, OptionalLong.empty());
        final String message = assertThrows(
                        InputException.class, () -> ImageExport.demandRoom(3L << 30, FOLDER, OptionalLong.of(1L << 20)))
                .getMessage();
        assertTrue(
                message.contains("a scratch file of 3.0 GiB in " + FOLDER + ", where only 1.0 MiB are free"), message);
    }
}
