package sc.fiji.neuroglancer.check;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on loopback that serves a folder as a good one does, except where a test says otherwise. */
final class FaultyWeb implements AutoCloseable {

    /** Answers instead of the server. */
    @FunctionalInterface
    interface Fault {
        /** @return whether it has answered; else the server goes on */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = exchange -> false;
    private volatile String allowed = "*";

    FaultyWeb(final Path folder) throws IOException {
        this(folder, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    FaultyWeb(final Path folder, final HttpServer server) {
        this.folder = folder;
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    void fault(final Fault value) {
        fault = value;
    }

    /** @param value of Access-Control-Allow-Origin; null for none */
    void allow(final String value) {
        allowed = value;
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + host() + "/";
    }

    /** Method, path and the headers that matter, one request a line. */
    List<String> requests() {
        return requests;
    }

    static boolean status(final HttpExchange exchange, final int status, final String body) throws IOException {
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        return true;
    }

    private void handle(final HttpExchange exchange) throws IOException {
        final Headers asked = exchange.getRequestHeaders();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + asked.get("Origin") + " "
                + asked.get("Range") + " " + asked.get("Authorization") + asked.get("Cookie"));
        if (allowed != null) exchange.getResponseHeaders().set("Access-Control-Allow-Origin", allowed);
        if (fault.answer(exchange)) return;
        final Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Range");
            status(exchange, 204, "");
        } else if (!Files.isRegularFile(file)) status(exchange, 404, "");
        else send(exchange, Files.readAllBytes(file), asked.getFirst("Range"));
    }

    private static void send(final HttpExchange exchange, final byte[] all, final String range) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(all.length));
            exchange.sendResponseHeaders(200, -1);
        } else if (range == null) {
            exchange.sendResponseHeaders(200, all.length == 0 ? -1 : all.length);
            exchange.getResponseBody().write(all);
        } else {
            final Matcher bounds = RANGE.matcher(range);
            if (!bounds.matches()) throw new IOException(range);
            final int from = Integer.parseInt(bounds.group(1));
            if (from >= all.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + all.length);
                status(exchange, 416, "");
                return;
            }
            final int to = Math.min(all.length, Integer.parseInt(bounds.group(2)) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
            exchange.sendResponseHeaders(206, to - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(all, from, to));
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
