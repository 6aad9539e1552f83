package sc.fiji.neuroglancer.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request; it can be opened again for a retry. */
public abstract class Body {

    private final long length;
    private volatile IOException failure;

    /** @param length number of bytes, exactly */
    protected Body(final long length) {
        this.length = length;
    }

    /** The first bytes of an array, which must not change while the body is in use. */
    public static Body of(final byte[] bytes, final int length) {
        return new Body(length) {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes, 0, length);
            }
        };
    }

    /** Number of bytes. */
    public final long length() {
        return length;
    }

    /**
     * Opens the bytes from the start.
     *
     * @throws IOException when they can no longer be read, which ends the upload of this body
     */
    public abstract InputStream open() throws IOException;

    /** Why the bytes could not be read, or null. */
    public final IOException failure() {
        return failure;
    }

    /** The bytes, opened by the first read. Keeps failures, and fails if the length is not the announced one. */
    public final InputStream checked() {
        return new Checked();
    }

    private final class Checked extends InputStream {
        private InputStream in;
        private long left = length;

        @Override
        public int read() throws IOException {
            final byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(final byte[] to, final int offset, final int count) throws IOException {
            try {
                if (in == null) in = open();
                final int n = in.read(to, offset, count);
                left -= Math.max(n, 0);
                if (n < 0 && left > 0 || left < 0) throw new IOException("its size changed while it was being read");
                return n;
            } catch (final IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            if (in != null) in.close();
        }
    }
}
