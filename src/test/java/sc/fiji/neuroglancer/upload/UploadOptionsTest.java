package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.LocalDataset;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

class UploadOptionsTest {

    private static final URI ADDRESS = URI.create("https://host/data");

    @TempDir
    Path temp;

    private UploadOptions build(final UnaryOperator<UploadOptions.Builder> change) {
        return change.apply(UploadOptions.builder(temp, ADDRESS)).build();
    }

    private String refused(final UnaryOperator<UploadOptions.Builder> change) {
        return refused(temp, change);
    }

    private static String refused(final Path dataset, final UnaryOperator<UploadOptions.Builder> change) {
        final UploadOptions.Builder options = change.apply(UploadOptions.builder(dataset, ADDRESS));
        return assertThrows(InputException.class, options::build).getMessage();
    }

    @Test
    void aDatasetGoesBelowTheAddressUnderItsOwnName() throws IOException {
        final Path folder = Files.createDirectory(temp.resolve("my brain.ome.zarr"));
        final Path file = Files.writeString(temp.resolve("state.json"), "{}");
        assertEquals(
                URI.create("https://host/data/my%20brain.ome.zarr/"),
                UploadOptions.builder(folder, ADDRESS).build().target());
        assertEquals(
                URI.create("https://host/data/state.json"),
                UploadOptions.builder(file, ADDRESS).build().target());
    }

    @Test
    void theDefaultsAreThoseOfTheCommand() {
        final UploadOptions options = build(b -> b);
        assertEquals(IfExists.RESUME, options.existing());
        assertEquals(8, options.parallel());
        assertTrue(options.verify());
        assertEquals(0, options.requestsPerSecond());
    }

    @Test
    void dCacheLimitsRequestsUnlessToldOtherwise() {
        assertEquals(200, build(b -> b.kind(StorageKinds.DCACHE)).requestsPerSecond());
        assertEquals(
                50,
                build(b -> b.kind(StorageKinds.DCACHE).requestsPerSecond(50)).requestsPerSecond());
    }

    /** It would be reported as a success, but viewers would show nothing. */
    @Test
    void anExportThatWasNotFinishedIsNotUploaded() throws IOException {
        final Path dataset = Files.createDirectory(temp.resolve("half.ome.zarr"));
        final Path journal = Files.writeString(new LocalDataset(dataset).journalFile(), "x\n");
        assertTrue(refused(dataset, b -> b).contains("is not complete"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
        assertEquals(dataset, UploadOptions.builder(dataset, ADDRESS).build().dataset(), "complete all the same");
        Files.delete(dataset.resolve(".zattrs"));
        Files.delete(journal);
        assertEquals(dataset, UploadOptions.builder(dataset, ADDRESS).build().dataset(), "any folder");
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        assertTrue(refused(b -> b.parallel(0)).contains("parallel=0"));
        assertTrue(refused(b -> b.parallel(33)).contains("parallel=33"));
        assertTrue(refused(b -> b.requestsPerSecond(-1)).contains("requests"));
        assertTrue(refused(b -> b.requestsPerSecond(Double.NaN)).contains("requests"));
        assertTrue(refused(b -> b.caFile(temp.resolve("none.pem"))).contains("none.pem"));
        final Path odd = temp.resolve("a\\b").getFileName();
        if (odd.toString().equals("a\\b"))
            assertTrue(refused(Files.createDirectory(temp.resolve(odd)), b -> b).contains("rename it"));
        final InputException e = assertThrows(
                InputException.class,
                () -> UploadOptions.builder(temp.resolve("gone"), ADDRESS).build());
        assertTrue(e.getMessage().contains("gone"), e::toString);
    }
}
