package sc.fiji.neuroglancer.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a folder under {@code /data/} and the viewer bundle under {@code /viewer/}, on loopback, whole files only. */
final class LoopbackServer implements AutoCloseable {

    private static final String BUNDLE = "/neuroglancer-viewer/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Path folder;
    private final boolean cors;

    /** @param cors whether other origins may read */
    LoopbackServer(final Path folder, final boolean cors) throws IOException {
        this.folder = folder;
        this.cors = cors;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/data/", this::data);
        server.createContext("/viewer/", LoopbackServer::viewer);
        server.start();
    }

    /** Address of the folder, with a final slash. */
    String data() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/data/";
    }

    /** Address of the viewer; skips the test when the bundle was not built. */
    String viewer() {
        if (LoopbackServer.class.getResource(BUNDLE + "index.html") == null)
            throw ViewerBrowser.missing("the viewer was not built (-DskipViewer)");
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/viewer/";
    }

    private void data(final HttpExchange exchange) throws IOException {
        if (cors) exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        final Path file = folder.resolve(rest(exchange));
        answer(exchange, Files.isRegularFile(file) ? Files.readAllBytes(file) : null, "application/octet-stream");
    }

    private static void viewer(final HttpExchange exchange) throws IOException {
        final String name = rest(exchange).isEmpty() ? "index.html" : rest(exchange);
        try (InputStream in = LoopbackServer.class.getResourceAsStream(BUNDLE + name)) {
            answer(exchange, in == null ? null : in.readAllBytes(), contentType(name));
        }
    }

    private static String rest(final HttpExchange exchange) {
        final URI uri = exchange.getRequestURI();
        return uri.getPath().substring(exchange.getHttpContext().getPath().length());
    }

    private static String contentType(final String name) {
        if (name.endsWith(".html")) return "text/html";
        if (name.endsWith(".js")) return "text/javascript";
        if (name.endsWith(".css")) return "text/css";
        return "application/octet-stream";
    }

    private static void answer(final HttpExchange exchange, final byte[] body, final String type) throws IOException {
        try {
            exchange.getResponseHeaders().set("Content-Type", type);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
