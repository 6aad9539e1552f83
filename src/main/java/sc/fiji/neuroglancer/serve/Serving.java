package sc.fiji.neuroglancer.serve;

import java.io.IOException;
import java.util.Optional;

/** The one server of this JVM: every dataset that Fiji shows is served by it until it is stopped or Fiji ends. */
public final class Serving {

    private static LocalServer server;

    private Serving() {}

    /** Returns the server, which is started by the first call. */
    public static synchronized LocalServer start() throws IOException {
        if (server == null) server = LocalServer.builder().start();
        return server;
    }

    /** Returns the server if it runs. */
    public static synchronized Optional<LocalServer> running() {
        return Optional.ofNullable(server);
    }

    /** Stops the server with all its datasets; returns whether one ran. */
    public static synchronized boolean stop() {
        if (server == null) return false;
        server.close();
        server = null;
        return true;
    }
}
