package sc.fiji.neuroglancer.e2e;

import java.io.IOException;
import java.nio.file.Path;
import sc.fiji.neuroglancer.serve.LocalServer;

/** A folder and the viewer, as users have them: behind the plugin's own server. */
final class ServedFolder implements AutoCloseable {

    private final LocalServer server;
    private final String data;

    ServedFolder(final Path folder) throws IOException {
        server = LocalServer.builder().start();
        data = server.share(folder);
    }

    /** The server. */
    LocalServer server() {
        return server;
    }

    /** Address of the folder, with a final slash. */
    String data() {
        return data;
    }

    /** Address of the viewer; skips the test when the bundle was not built. */
    String viewer() {
        return ViewerBrowser.built(server.viewerUrl());
    }

    @Override
    public void close() {
        server.close();
    }
}
