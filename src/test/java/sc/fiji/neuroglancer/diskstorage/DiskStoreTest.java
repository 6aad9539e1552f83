package sc.fiji.neuroglancer.diskstorage;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.RemoteStoreContract;

class DiskStoreTest extends RemoteStoreContract {

    private static int stores;

    @TempDir
    Path root;

    @Override
    protected RemoteStore emptyStore() {
        final URI folder = URI.create("https://disk.invalid/data/" + stores++ + ".zarr/");
        return DiskStore.open(root, folder, WebOptions.builder().build());
    }
}
