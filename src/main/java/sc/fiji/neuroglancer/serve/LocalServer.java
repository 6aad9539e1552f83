package sc.fiji.neuroglancer.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Serves datasets and the viewer to browsers on this computer.
 *
 * <p>It listens on 127.0.0.1 only and answers only requests for its own address, so neither other computers nor web pages
 * whose names point here reach it. Datasets are at {@code /data/SECRET/NAME/}: any page in the browser may ask this
 * server, but only those with the link know the secret. Folders are never listed. The viewer is at {@code /v/}, on the
 * same origin, so that browsers do not ask for permission to access the local network.
 *
 * <p>All threads are daemons: the server ends with the JVM. Memory on the heap: 64 KiB for each thread, at most
 * 128; about 150 KiB for each open connection; the viewer's files; and at most 64 KiB for each thread that reads from a
 * store.
 */
public final class LocalServer implements AutoCloseable {

    /** Where the build puts the viewer on the class path. */
    public static final String BUNDLED_VIEWER = "neuroglancer-viewer/";

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int MOST_THREADS = 128;

    /** Connections that wait to be accepted: a browser or script may open hundreds at once. */
    private static final int BACKLOG = 512;

    static {
        // Without it each answer on a kept connection waits 40 ms for an acknowledgment. The JDK reads it once.
        if (System.getProperty(NO_DELAY) == null) System.setProperty(NO_DELAY, "true");
    }

    private final HttpServer server;
    private final Workers workers;
    private final Shares shares;

    private LocalServer(final HttpServer server, final Workers workers, final Shares shares) {
        this.server = server;
        this.workers = workers;
        this.shares = shares;
    }

    /** Starts with any free port and the viewer of this jar. */
    public static Builder builder() {
        return new Builder();
    }

    /** Options of a server. */
    public static final class Builder {

        private int port;
        private String viewer = BUNDLED_VIEWER;
        private ClassLoader loader = LocalServer.class.getClassLoader();
        private Duration patience = Duration.ofSeconds(30);

        private Builder() {}

        /** @param value the TCP port, 1 to 65535, or 0 for any free port (the default) */
        public Builder port(final int value) {
            port = value;
            return this;
        }

        /**
         * Takes another viewer from the class path.
         *
         * @param prefix of the names of its resources, such as {@code my-viewer/}; it has an {@code index.html}
         * @param from finds the resources
         */
        public Builder viewer(final String prefix, final ClassLoader from) {
            viewer = prefix.endsWith("/") ? prefix : prefix + "/";
            loader = from;
            return this;
        }

        /** @param value how long a client may stall before it is dropped; 30 s by default */
        public Builder patience(final Duration value) {
            patience = value;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws InputException when the port does not exist or is in use
         */
        public LocalServer start() throws IOException {
            if (port < 0 || port > 65535)
                throw new InputException("Port {} does not exist: give 1 to 65535, or 0 for any free port.", port);
            final HttpServer server = bind(port);
            final Workers workers = new Workers(MOST_THREADS, patience);
            final Shares shares = new Shares(new ViewerFiles(loader, viewer));
            server.setExecutor(workers);
            server.createContext("/", new RequestHandler(shares, workers));
            startAsDaemon(server);
            return new LocalServer(server, workers, shares);
        }
    }

    private static HttpServer bind(final int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
        } catch (final BindException e) {
            throw new InputException(
                    e, "Port {} cannot be used ({}): choose another, or 0 for any free port.", port, e.getMessage());
        }
    }

    /** The JDK's dispatcher thread is a daemon if the thread that starts it is one. */
    private static void startAsDaemon(final HttpServer server) {
        final Thread starter = new Thread(server::start, "neuroglancer-serve-start");
        starter.setDaemon(true);
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** The TCP port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of the server, with a final slash; it takes a browser to the viewer. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** The address of the viewer; empty when it is not on the class path. */
    public String viewerUrl() {
        return shares.hasViewer() ? url() + Shares.VIEWER + "/" : "";
    }

    /**
     * Serves the files below a folder until {@link #unshare} or {@link #close}. A folder that is already served keeps
     * its address.
     *
     * @return the address of the folder, percent-encoded, with a final slash
     * @throws InputException when the folder does not exist
     */
    public String share(final Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            throw new InputException("The folder {} does not exist: export first, or choose another folder.", folder);
        final Path name = folder.toAbsolutePath().normalize().getFileName();
        return url() + shares.add(name == null ? "root" : name.toString(), folder.toRealPath());
    }

    /**
     * Serves the values of a store until {@link #unshare} or {@link #close}.
     *
     * @param name end of the address, which readers see; without slashes and backslashes
     * @return the address of the store, percent-encoded, with a final slash
     */
    public String share(final String name, final ReadableStore store) {
        if (!RequestHandler.isName(name)) throw new IllegalArgumentException("not a name: " + name);
        return url() + shares.add(name, new StoreFiles(store));
    }

    /**
     * Stops serving a folder or store; answers in progress are finished.
     *
     * @param address what {@code share} returned
     * @return whether it was served
     */
    public boolean unshare(final String address) {
        return address.startsWith(url()) && shares.remove(address.substring(url().length()));
    }

    /** Stops at once, even answers in progress. */
    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
