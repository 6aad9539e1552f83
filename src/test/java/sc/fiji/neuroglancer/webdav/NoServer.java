package sc.fiji.neuroglancer.webdav;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A loopback port that refuses connections and that no other program can take. */
public final class NoServer implements Closeable {

    private final Socket bound = new Socket();

    public NoServer() throws IOException {
        bound.bind(new InetSocketAddress("127.0.0.1", 0));
    }

    /** Host and port. */
    public String host() {
        return "127.0.0.1:" + bound.getLocalPort();
    }

    /** Address of the root, with a final slash. */
    public URI address() {
        return URI.create("http://" + host() + "/");
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
