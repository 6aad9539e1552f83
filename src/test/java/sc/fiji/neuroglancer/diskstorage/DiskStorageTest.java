package sc.fiji.neuroglancer.diskstorage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.storage.StorageKindContract;

class DiskStorageTest extends StorageKindContract {

    @TempDir
    Path root;

    private LocalServer server;
    private String read;

    @Override
    protected void start() throws IOException {
        server = LocalServer.builder().start();
        read = server.share(Files.createDirectory(root.resolve("data")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected StorageKind kind() {
        return DiskStore.kind(root);
    }

    @Override
    protected String address() {
        return "https://disk.invalid/data/";
    }

    @Override
    protected String publicRule() {
        return read;
    }

    @Override
    protected RequestSigner login() {
        return RequestSigner.NONE;
    }
}
