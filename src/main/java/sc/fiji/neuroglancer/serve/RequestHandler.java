package sc.fiji.neuroglancer.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sc.fiji.neuroglancer.address.PercentCode;
import sc.fiji.neuroglancer.store.MetadataFiles;

/**
 * HTTP over {@link Shares}: GET, HEAD, OPTIONS, one Range, conditional requests, and CORS (RFC 9110; Fetch standard;
 * Private Network Access). Holds one buffer of 64 KiB per thread, whatever the size of a file.
 */
final class RequestHandler implements HttpHandler {

    private static final int BUFFER = 64 * 1024;

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private static final String JSON = "application/json";

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("json", JSON),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ico", "image/x-icon"));

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A second time stamp cannot tell two exports of the same second apart, so young files have none. */
    private static final Duration YOUNG = Duration.ofSeconds(2);

    private final Shares shares;
    private final Workers workers;
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    RequestHandler(final Shares shares, final Workers workers) {
        this.shares = shares;
        this.workers = workers;
    }

    @Override
    public void handle(final HttpExchange exchange) throws IOException {
        workers.progress();
        try {
            allowOtherOrigins(exchange.getResponseHeaders());
            answer(exchange);
        } finally {
            exchange.close(); // also closes the connection if the answer is incomplete
        }
    }

    private void answer(final HttpExchange exchange) throws IOException {
        final String method = exchange.getRequestMethod();
        if (!isForUs(exchange)) {
            sendText(exchange, 403, "This server answers only under its own loopback address.");
        } else if (method.equals("OPTIONS")) {
            exchange.getResponseHeaders().set("Allow", METHODS);
            exchange.sendResponseHeaders(204, -1);
        } else if (method.equals("GET") || isHead(exchange)) {
            answerFor(exchange, names(exchange.getRequestURI().getRawPath()));
        } else {
            exchange.getResponseHeaders().set("Allow", METHODS);
            sendText(exchange, 405, "This server can only be read.");
        }
    }

    private void answerFor(final HttpExchange exchange, final List<String> names) throws IOException {
        if (names.isEmpty()) {
            sendText(exchange, 404, "This file does not exist.");
            return;
        }
        final String redirect = shares.redirect(names);
        if (redirect != null) {
            exchange.getResponseHeaders().set("Location", redirect);
            sendText(exchange, 302, redirect);
            return;
        }
        final Resource found;
        try {
            found = shares.find(names);
        } catch (final AccessDeniedException e) {
            sendText(exchange, 403, "This file may not be read: permission denied.");
            return;
        } catch (final IOException e) {
            sendText(exchange, 500, "This file cannot be read.");
            return;
        }
        if (found == null) {
            sendText(exchange, 404, shares.missing(names));
            return;
        }
        try (found) {
            final String last = names.get(names.size() - 1);
            exchange.getResponseHeaders().set("Content-Type", contentType(last.isEmpty() ? "index.html" : last));
            send(exchange, found);
        }
    }

    /** Other host names are those of a page that had its own name point to this computer (DNS rebinding). */
    private static boolean isForUs(final HttpExchange exchange) {
        final List<String> hosts = exchange.getRequestHeaders().get("Host");
        if (hosts == null || hosts.size() != 1) return false;
        return isOwn(hosts.get(0), exchange.getLocalAddress().getPort());
    }

    /** Whether a Host header names a server on this computer; browsers leave out port 80. */
    static boolean isOwn(final String header, final int port) {
        final String host = header.trim().toLowerCase(Locale.ROOT);
        final String named = port == 80 && !host.matches(".*:\\d+") ? host + ":80" : host;
        return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port)
                .contains(named);
    }

    private static void allowOtherOrigins(final Headers headers) {
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Allow-Methods", METHODS);
        headers.set("Access-Control-Allow-Headers", "Range, If-Range, If-None-Match, If-Modified-Since, Cache-Control");
        headers.set(
                "Access-Control-Expose-Headers",
                "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag, Last-Modified");
        headers.set("Access-Control-Allow-Private-Network", "true");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Cache-Control",
                "no-cache"); // caches may keep it, but must ask each time: a dataset may be exported again
    }

    private void send(final HttpExchange exchange, final Resource resource) throws IOException {
        final Headers headers = exchange.getResponseHeaders();
        final Instant old = Instant.now().minus(YOUNG);
        final String etag = resource.etag();
        final Instant modified = resource.modified();
        final boolean dated = modified != null && modified.isBefore(old);
        if (etag != null) headers.set("ETag", etag);
        if (dated) headers.set("Last-Modified", HTTP_DATE.format(modified));
        headers.set("Accept-Ranges", "bytes");
        if (isUnchanged(exchange.getRequestHeaders(), etag, dated ? modified : null)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        final ByteRange range = isHead(exchange) ? null : range(exchange, resource.size());
        if (range == null) {
            sendBytes(exchange, 200, resource, ByteRange.whole(resource.size()));
        } else if (range.length() == 0) {
            headers.set("Content-Range", "bytes */" + resource.size());
            sendText(exchange, 416, "This range is outside the file.");
        } else {
            headers.set("Content-Range", range.contentRange(resource.size()));
            sendBytes(exchange, 206, resource, range);
        }
    }

    private static ByteRange range(final HttpExchange exchange, final long size) {
        final Headers asked = exchange.getRequestHeaders();
        final Headers given = exchange.getResponseHeaders();
        final String only = asked.getFirst("If-Range");
        final boolean same =
                only == null || only.equals(given.getFirst("ETag")) || only.equals(given.getFirst("Last-Modified"));
        return same ? ByteRange.parse(asked.getFirst("Range"), size) : null;
    }

    private static boolean isUnchanged(final Headers asked, final String etag, final Instant modified) {
        final List<String> tags = asked.get("If-None-Match");
        if (tags != null) return etag != null && anyMatches(tags, etag);
        final String since = asked.getFirst("If-Modified-Since");
        if (since == null || modified == null) return false;
        try {
            final Instant known = HTTP_DATE.parse(since, Instant::from);
            return !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(known);
        } catch (final DateTimeParseException e) {
            return false;
        }
    }

    private static boolean anyMatches(final List<String> lists, final String tag) {
        for (final String list : lists) {
            for (final String item : list.split(",")) {
                final String wanted = item.trim();
                if (wanted.equals("*") || wanted.equals(tag) || wanted.equals("W/" + tag)) return true;
            }
        }
        return false;
    }

    private void sendBytes(
            final HttpExchange exchange, final int status, final Resource resource, final ByteRange range)
            throws IOException {
        if (!startBody(exchange, status, range.length())) return;
        final byte[] buffer = buffers.get();
        final OutputStream out = exchange.getResponseBody();
        long done = 0;
        while (done < range.length()) {
            final int wanted = (int) Math.min(buffer.length, range.length() - done);
            final int n = resource.read(range.first() + done, buffer, wanted);
            out.write(buffer, 0, n);
            workers.progress();
            done += n;
        }
        out.close();
    }

    private static void sendText(final HttpExchange exchange, final int status, final String sentence)
            throws IOException {
        final byte[] bytes = ("<!DOCTYPE html><title>Neuroglancer for Fiji</title><p>" + sentence + "\n")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType(".html"));
        if (startBody(exchange, status, bytes.length))
            exchange.getResponseBody().write(bytes);
    }

    /** Sends the headers; returns whether a body must follow. */
    private static boolean startBody(final HttpExchange exchange, final int status, final long length)
            throws IOException {
        final boolean body = length > 0 && !isHead(exchange);
        if (isHead(exchange)) exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        exchange.sendResponseHeaders(status, body ? length : -1); // for the JDK, 0 means unknown and -1 means no body
        return body;
    }

    private static boolean isHead(final HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /**
     * The decoded names of a path (RFC 3986, 2 and 3.3), the last one empty when the path ends with a slash. No names
     * when one of them is invalid: not UTF-8, empty, {@code .}, {@code ..}, or with a slash, a backslash, or a control
     * character in it, however encoded. A {@code +} is a plus.
     *
     * @param raw the path of a request line, as received
     */
    private static List<String> names(final String raw) {
        if (raw == null || !raw.startsWith("/")) return List.of();
        final String[] parts = raw.substring(1).split("/", -1);
        final List<String> names = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            final boolean folder = parts[i].isEmpty() && i == parts.length - 1;
            final String name = folder ? "" : decode(parts[i]);
            if (!folder && !isName(name)) return List.of();
            names.add(name);
        }
        return names;
    }

    /** Whether this is the name of one file or folder. */
    static boolean isName(final String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) return false;
        return name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == 0x7f);
    }

    /** Empty when the escapes are not valid. */
    private static String decode(final String part) {
        try {
            // the JDK reads the request line as Latin-1, so a raw UTF-8 byte is one char
            return PercentCode.decode(part.getBytes(StandardCharsets.ISO_8859_1));
        } catch (final IllegalArgumentException e) {
            return "";
        }
    }

    /** @param name of a file, without its folder */
    private static String contentType(final String name) {
        if (MetadataFiles.isOne(name)) return JSON;
        final int dot = name.lastIndexOf('.');
        final String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }
}
