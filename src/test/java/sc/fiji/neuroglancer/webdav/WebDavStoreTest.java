package sc.fiji.neuroglancer.webdav;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.RemoteStoreContract;

class WebDavStoreTest extends RemoteStoreContract {

    private ScriptedServer server;
    private WebDavStore store;

    @Override
    protected RemoteStore emptyStore() throws IOException {
        server = new ScriptedServer(new DavHandler());
        store = new WebDavStore(
                server.address().resolve("a%20b/x.zarr"), WebOptions.builder().build());
        return store;
    }

    /** Only the second answer counts, nothing of the first. */
    @Test
    void whatAnAnswerBeganToTellIsForgotten() throws IOException {
        emptyStore();
        final String begin = "<D:multistatus xmlns:D='DAV:'><D:response><D:href>/a%20b/x.zarr/k</D:href><D:propstat>"
                + "<D:prop><D:resourcetype/><D:getcontentlength>5</D:getcontentlength></D:prop>"
                + "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
        server.on("PROPFIND", ".*", 1, call -> {
            call.body();
            call.answer(207, begin.getBytes(StandardCharsets.UTF_8), "Content-Length: 5000");
            call.hangUp();
        });
        assertEquals(OptionalLong.empty(), store.size("k"));
        assertEquals(2, server.count("PROPFIND"));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        server.close();
    }
}
