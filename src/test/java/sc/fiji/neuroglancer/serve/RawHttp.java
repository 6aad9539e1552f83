package sc.fiji.neuroglancer.serve;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One kept connection that sends what it is given, byte for byte: no client library repairs or hides anything. */
public final class RawHttp implements Closeable {

    /** Status, headers (names in any case) and body of one answer. */
    public static final class Answer {
        public final int status;
        public final Map<String, String> headers;
        public final byte[] body;

        Answer(final int status, final Map<String, String> headers, final byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(final String name) {
            return headers.get(name);
        }
    }

    private static final int TIMEOUT_MILLIS = 20_000;

    private final int port;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];
    private boolean open = true;

    public RawHttp(final int port) throws IOException {
        this.port = port;
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), buffer.length);
        out = socket.getOutputStream();
    }

    /** Sends a request with a Host header and the given further headers ({@code "Name: value"}). */
    public Answer ask(final String method, final String path, final String... headers) throws IOException {
        send(request(method, path, headers));
        return answer(method.equals("HEAD"));
    }

    public String request(final String method, final String path, final String... headers) {
        final StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port);
        for (final String header : headers) text.append("\r\n").append(header);
        return text.append("\r\n\r\n").toString();
    }

    /** Sends text as Latin-1. */
    public void send(final String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Answer answer(final boolean head) throws IOException {
        final int status = readHead();
        final long length = length(status, head);
        final byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes((int) length);
        if (body.length < length) throw new EOFException(body.length + " of " + length + " bytes came");
        return new Answer(status, headers, body);
    }

    /** Sends a GET and reads the answer without keeping it; returns the number of bytes of the body. */
    public long drain(final String path) throws IOException {
        send(request("GET", path));
        final int status = readHead();
        if (status != 200) throw new IOException("status " + status);
        final long length = length(status, false);
        long done = 0;
        while (done < length) {
            final int n = in.read(buffer, 0, (int) Math.min(buffer.length, length - done));
            if (n < 0) throw new EOFException(done + " of " + length + " bytes came");
            done += n;
        }
        return done;
    }

    /** Whether the server keeps the connection after the last answer. */
    public boolean open() {
        return open;
    }

    public Socket socket() {
        return socket;
    }

    private Map<String, String> headers;

    private int readHead() throws IOException {
        final String first = line();
        headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            final int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        final String connection = headers.getOrDefault("Connection", "");
        open = first.startsWith("HTTP/1.1") && !connection.equalsIgnoreCase("close");
        return Integer.parseInt(first.split(" ")[1]);
    }

    private long length(final int status, final boolean head) {
        if (head || status == 204 || status == 304) return 0;
        final String length = headers.get("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    private String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("the server closed the connection");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
