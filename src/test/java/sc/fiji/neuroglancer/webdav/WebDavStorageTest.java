package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.storage.StorageKindContract;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.upload.UploadFixture;

class WebDavStorageTest extends StorageKindContract {

    private ScriptedServer server;

    @Override
    protected void start() throws IOException {
        final PublicDav storage = new PublicDav();
        storage.dav.login = "Bearer " + UploadFixture.SECRET + "0";
        server = new ScriptedServer(storage);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    protected StorageKind kind() {
        return StorageKinds.WEBDAV;
    }

    @Override
    protected String address() {
        return server.address() + "data/";
    }

    @Override
    protected String publicRule() {
        return "";
    }

    @Override
    protected RequestSigner login() {
        return new UploadFixture.Token();
    }
}
