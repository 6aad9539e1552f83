package sc.fiji.neuroglancer.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.Body;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/** A value of a store as a body that is read in pieces of {@value #PIECE} bytes. */
final class StoreBody extends Body {

    private static final int PIECE = 256 << 10;

    private final ReadableStore store;
    private final String key;

    StoreBody(final ReadableStore store, final String key, final long length) {
        super(length);
        this.store = store;
        this.key = key;
    }

    @Override
    public InputStream open() {
        return new Pieces();
    }

    private final class Pieces extends InputStream {
        private byte[] piece = new byte[0];
        private int at;
        private long offset;

        @Override
        public int read() throws IOException {
            return fill() ? piece[at++] & 0xff : -1;
        }

        @Override
        public int read(final byte[] to, final int start, final int count) throws IOException {
            if (!fill()) return -1;
            final int n = Math.min(count, piece.length - at);
            System.arraycopy(piece, at, to, start, n);
            at += n;
            return n;
        }

        private boolean fill() throws StoreException {
            if (at < piece.length) return true;
            if (offset == length()) return false;
            final int count = (int) Math.min(PIECE, length() - offset);
            final Optional<byte[]> next = store.read(key, offset, count);
            if (next.isEmpty())
                throw new StoreException(Message.of("{} was deleted while it was being read", key), "", key, null);
            piece = next.get();
            at = 0;
            offset += count;
            return true;
        }
    }
}
