package sc.fiji.neuroglancer.serve;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * The viewer's files on the class path. Requested files stay on the heap, unpacked; the whole viewer takes about
 * 5 MB.
 */
final class ViewerFiles implements ServedFiles {

    private static final String START_PAGE = "index.html";

    private final ClassLoader loader;
    private final String prefix;
    private final Map<String, Loaded> files = new ConcurrentHashMap<>();

    /** @param prefix of the resource names, with a slash at its end */
    ViewerFiles(final ClassLoader loader, final String prefix) {
        this.loader = loader;
        this.prefix = prefix;
    }

    /** Whether the viewer is on the class path. */
    boolean exists() {
        return loader.getResource(prefix + START_PAGE) != null;
    }

    @Override
    public Resource find(final List<String> names) throws IOException {
        final String path = String.join("/", names);
        final String name = path.isEmpty() ? START_PAGE : path;
        if (name.endsWith("/")) return null;
        final Loaded known = files.get(name);
        if (known != null) return known;
        final Loaded file = load(name);
        if (file != null) files.put(name, file);
        return file;
    }

    private Loaded load(final String name) throws IOException {
        final URL url = loader.getResource(prefix + name);
        if (url == null || isFolder(url)) return null;
        final URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a cached jar would stay locked on Windows when the updater replaces it
        try (InputStream in = connection.getInputStream()) {
            return new Loaded(in.readAllBytes());
        }
    }

    private static boolean isFolder(final URL url) throws IOException {
        if (url.getProtocol().equals("file")) return new File(URI.create(url.toString())).isDirectory();
        final URLConnection connection = url.openConnection();
        return connection instanceof JarURLConnection jar && jar.getJarEntry().isDirectory();
    }

    private static final class Loaded implements Resource {

        private final byte[] bytes;
        private final String etag;

        Loaded(final byte[] bytes) {
            this.bytes = bytes;
            final CRC32 crc = new CRC32();
            crc.update(bytes);
            etag = String.format("\"%x-%x\"", crc.getValue(), bytes.length);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String etag() {
            return etag;
        }

        @Override
        public int read(final long position, final byte[] into, final int length) {
            final int n = (int) Math.min(length, bytes.length - position);
            System.arraycopy(bytes, (int) position, into, 0, n);
            return n;
        }
    }
}
