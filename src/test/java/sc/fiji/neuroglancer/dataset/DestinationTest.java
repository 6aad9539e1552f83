package sc.fiji.neuroglancer.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.task.InputException;

class DestinationTest {

    @Test
    void takesFoldersAsUsersTypeThem() {
        assertEquals(
                Path.of("/data/out/brain").toString(),
                Destination.folder(" /data/x/../out ").location("brain"));
        assertEquals(
                Path.of("/data/out/brain").toString(),
                Destination.folder("file:///data/out").location("brain"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/x, s3://bucket/x",
        "gs://bucket/x?key=SECRET, gs://bucket/x",
        "ftp://lena:SECRET@host/x, ftp://host/x",
        "zarr://s3://bucket/x, zarr://s3://bucket/x",
    })
    void takesNoOtherAddressForAFolder(final String typed, final String shown) {
        assertEquals(
                "Data cannot be written to " + shown + ": give a folder on this computer, or the address of a WebDAV"
                        + " folder, which begins with https:// or davs://.",
                assertThrows(InputException.class, () -> Destination.folder(typed))
                        .getMessage());
    }
}
