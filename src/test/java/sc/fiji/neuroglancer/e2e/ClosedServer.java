package sc.fiji.neuroglancer.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves a folder as most web servers do: without CORS. */
final class ClosedServer implements AutoCloseable {

    private final HttpServer server;
    private final Path folder;

    ClosedServer(final Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Address of the folder, with a final slash. */
    String data() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(final HttpExchange exchange) throws IOException {
        final Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
        try {
            final byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(body.length > 0 ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
