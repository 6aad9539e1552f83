package sc.fiji.neuroglancer.serve;

import java.io.IOException;

/** The one server of this JVM: it serves every dataset that Fiji shows until it is stopped or Fiji ends. */
public final class Serving {

    private static LocalServer server;

    private Serving() {}

    /** The server, which the first call starts. */
    public static synchronized LocalServer start() throws IOException {
        if (server == null) server = LocalServer.builder().start();
        return server;
    }

    /** The server; null unless it runs. */
    public static synchronized LocalServer running() {
        return server;
    }

    /** Stops the server with all its datasets; returns whether one ran. */
    public static synchronized boolean stop() {
        if (server == null) return false;
        server.close();
        server = null;
        return true;
    }
}
