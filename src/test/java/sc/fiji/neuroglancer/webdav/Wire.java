package sc.fiji.neuroglancer.webdav;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy to a server on loopback that a test can interrupt. Its address stays when the server stops. */
public final class Wire implements Closeable {

    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private volatile long cutAfter = Long.MAX_VALUE;

    public Wire(final URI server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        daemon(this::listen);
    }

    private static void daemon(final Runnable task) {
        final Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    /** Address of the server's root by this way, with a final slash. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** Bytes that clients have sent so far, to measure their progress. */
    public long sent() {
        return sent.get();
    }

    /** From now on a connection is reset after this number of bytes. */
    public void cutAfter(final long bytes) {
        cutAfter = bytes;
    }

    /** Resets all connections; returns how many. */
    public int cut() {
        int n = 0;
        for (final Socket socket : open) {
            reset(socket);
            n++;
        }
        return n / 2;
    }

    private static void reset(final Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (final IOException e) {
            // it is closed already
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                final Socket client = listener.accept();
                daemon(() -> connect(client));
            } catch (final IOException e) {
                return;
            }
        }
    }

    private void connect(final Socket client) {
        try {
            final Socket there = new Socket(server.getHost(), server.getPort());
            there.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            open.add(client);
            open.add(there);
            daemon(() -> pass(there, client, Long.MAX_VALUE, new AtomicLong()));
            pass(client, there, cutAfter, sent);
        } catch (final IOException e) {
            reset(client); // the server is down
        }
    }

    private void pass(final Socket from, final Socket to, final long most, final AtomicLong count) {
        final byte[] bytes = new byte[8192];
        try {
            final InputStream in = from.getInputStream();
            final OutputStream out = to.getOutputStream();
            long passed = 0;
            for (int n = in.read(bytes); n >= 0 && passed < most; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                passed += n;
                count.addAndGet(n);
            }
        } catch (final IOException e) {
            // one end is gone: so is the other
        } finally {
            open.remove(from);
            open.remove(to);
            reset(from);
            reset(to);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
