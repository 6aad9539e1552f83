package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.StoreContract;

class WebDavStoreTest extends StoreContract {

    private ScriptedServer server;
    private WebDavStore store;

    @Override
    protected Store emptyStore() throws IOException {
        server = new ScriptedServer(new DavHandler());
        store = new WebDavStore(
                server.address().resolve("a%20b/x.zarr"), WebOptions.builder().build());
        return store;
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        server.close();
    }
}
