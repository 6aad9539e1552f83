package sc.fiji.neuroglancer.webdav;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;

/** A web server on loopback that a test controls: normal answers from a handler, and faults on request. */
public final class ScriptedServer implements Closeable {

    private static final int NOT_FOUND = 404;

    private final ServerSocket listener;
    private final boolean secure;
    private final Handler handler;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<Call> calls = new ConcurrentLinkedDeque<>();
    private volatile boolean keeps = true;

    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        void answer(Call call) throws IOException;
    }

    /** Answers requests with 404 unless a rule says otherwise. */
    public ScriptedServer() throws IOException {
        this(call -> call.answer(NOT_FOUND));
    }

    public ScriptedServer(final Handler handler) throws IOException {
        this(handler, ServerSocketFactory.getDefault(), false);
    }

    public ScriptedServer(final Handler handler, final ServerSocketFactory sockets, final boolean secure)
            throws IOException {
        this.handler = handler;
        this.secure = secure;
        listener = sockets.createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        daemon(this::listen);
    }

    private static void daemon(final Runnable task) {
        final Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next requests whose method and path match these regular expressions get a fault, a number of times. */
    public void on(final String method, final String path, final int times, final Handler fault) {
        rules.add(new Rule(method, path, times, fault));
    }

    /** Waits. */
    public static void pause(final long millis) {
        try {
            Thread.sleep(millis);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No more faults. */
    public void heal() {
        rules.clear();
    }

    /** Address of the root, with a final slash. */
    public URI address() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** Requests so far, as {@code METHOD /path}. */
    public List<String> requests() {
        return calls.stream().map(Call::toString).collect(Collectors.toList());
    }

    public long count(final String method) {
        return calls.stream().filter(call -> call.method.equals(method)).count();
    }

    /** All requests so far. */
    public List<Call> calls() {
        return new ArrayList<>(calls);
    }

    public void forget() {
        calls.clear();
    }

    /** For more requests than fit into memory. */
    public void keepNoCalls() {
        keeps = false;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                final Socket socket = listener.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (final IOException e) {
                return;
            }
        }
    }

    private void serve(final Socket socket) {
        try (Socket s = socket) {
            s.setTcpNoDelay(true);
            final InputStream in = new BufferedInputStream(s.getInputStream());
            for (Call call = Call.read(s, in); call != null; call = Call.read(s, in)) {
                if (keeps) calls.add(call);
                handlerOf(call).answer(call);
                if (call.isOver()) return;
                call.finish();
            }
        } catch (final IOException e) {
            // the client disconnected, or a fault broke the connection
        } finally {
            open.remove(socket);
        }
    }

    private Handler handlerOf(final Call call) {
        for (final Rule rule : rules) if (rule.takes(call)) return rule.fault;
        return handler;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (final Socket socket : open) socket.close();
    }

    private static final class Rule {
        private final String method;
        private final String path;
        private final AtomicInteger left;
        private final Handler fault;

        Rule(final String method, final String path, final int times, final Handler fault) {
            this.method = method;
            this.path = path;
            this.left = new AtomicInteger(times);
            this.fault = fault;
        }

        boolean takes(final Call call) {
            if (!call.method.matches(method) || !call.path.matches(path)) return false;
            return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    /** A request, and methods to answer it. */
    public static final class Call {
        public final String method;
        public final String path;
        public final String rawPath;
        private final Map<String, String> headers;
        private final Socket socket;
        private final InputStream in;
        private long left;
        private byte[] body;
        private boolean over;

        private Call(final Socket socket, final InputStream in, final String first, final Map<String, String> headers) {
            final String[] words = first.split(" ");
            method = words[0];
            rawPath = words[1];
            path = URLDecoder.decode(rawPath.replaceAll("\\?.*", "").replace("+", "%2B"), StandardCharsets.UTF_8);
            this.socket = socket;
            this.in = in;
            this.headers = headers;
            left = Long.parseLong(headers.getOrDefault("content-length", "0"));
        }

        private static Call read(final Socket socket, final InputStream in) throws IOException {
            final String first = line(in);
            if (first.isEmpty()) return null;
            final Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                final int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            return new Call(socket, in, first, headers);
        }

        private static String line(final InputStream in) throws IOException {
            final StringBuilder line = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) if (b != '\r') line.append((char) b);
            return line.toString();
        }

        /** A header of the request, or null. */
        public String header(final String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        public Set<String> headerNames() {
            return headers.keySet();
        }

        /** The whole body. */
        public byte[] body() throws IOException {
            if (body == null) body = readBody((int) left);
            return body;
        }

        /** The next bytes of the body. */
        public byte[] readBody(final int count) throws IOException {
            final byte[] part = in.readNBytes(count);
            left -= part.length;
            if (part.length < count) throw new IOException("the client broke off");
            return part;
        }

        public void answer(final int status, final String... headerLines) throws IOException {
            answer(status, new byte[0], headerLines);
        }

        /** Answers, without having read the body. */
        public void answer(final int status, final byte[] content, final String... headerLines) throws IOException {
            final StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
            for (final String line : headerLines) head.append(line).append("\r\n");
            final boolean sized = Arrays.stream(headerLines).anyMatch(h -> h.startsWith("Content-Length"));
            if (!sized && status != 204)
                head.append("Content-Length: ").append(content.length).append("\r\n");
            final OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            if (!method.equals("HEAD")) out.write(content);
            out.flush();
        }

        /** Sends more of a body whose length was announced. */
        public void write(final byte[] more) throws IOException {
            socket.getOutputStream().write(more);
        }

        /** Breaks the connection with a reset. */
        public void reset() throws IOException {
            over = true;
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Closes the connection. */
        public void hangUp() throws IOException {
            over = true;
            socket.close();
        }

        /** Sends nothing more. */
        public void hang(final long millis) throws IOException {
            pause(millis);
            hangUp();
        }

        private boolean isOver() {
            return over;
        }

        private void finish() throws IOException {
            body();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
