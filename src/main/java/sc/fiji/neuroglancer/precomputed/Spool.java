package sc.fiji.neuroglancer.precomputed;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are appended, then read back at any position: on the heap up to a budget, beyond it in a temporary file,
 * which {@link #close} deletes. For one thread.
 */
public final class Spool implements Closeable {

    /** Less than half a region of the smallest heaps, so that blocks fit into the young generation. */
    private static final int BLOCK_BITS = 18;

    private static final int BLOCK = 1 << BLOCK_BITS;

    private final long heapBudget;
    private final List<byte[]> blocks = new ArrayList<>();
    private long size;
    /** Number of bytes in the file; the rest is in the only block. */
    private long filed;

    private Path path;
    private FileChannel file;

    /** @param heapBudget number of bytes that may stay on the heap; 0 to write all to the file, with a 256 KiB buffer */
    public Spool(final long heapBudget) {
        this.heapBudget = heapBudget;
    }

    /** Number of bytes appended. */
    public long size() {
        return size;
    }

    /** Whether the bytes are in a temporary file. */
    public boolean onDisk() {
        return file != null;
    }

    /** Appends bytes. */
    public void append(final byte[] bytes, final int offset, final int length) throws IOException {
        if (file == null && size + length > heapBudget) moveToFile();
        int done = 0;
        while (done < length) {
            final int used = (int) (size - filed) & BLOCK - 1;
            if (used == 0) nextBlock();
            final int n = Math.min(length - done, BLOCK - used);
            System.arraycopy(bytes, offset + done, blocks.get(blocks.size() - 1), used, n);
            done += n;
            size += n;
        }
    }

    private void nextBlock() throws IOException {
        if (file != null && size > filed) flush();
        if (file == null || blocks.isEmpty()) blocks.add(new byte[BLOCK]);
    }

    private void moveToFile() throws IOException {
        path = Files.createTempFile("neuroglancer-", ".tmp");
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        flush();
        blocks.clear();
    }

    private void flush() throws IOException {
        try {
            for (final byte[] block : blocks) {
                final ByteBuffer buffer = ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, size - filed));
                while (buffer.hasRemaining()) filed += file.write(buffer, filed);
            }
        } catch (final IOException e) {
            throw new IOException(
                    "Could not write the temporary file " + path + ": " + e.getMessage()
                            + ". Free some space there, or choose another folder with -Djava.io.tmpdir.",
                    e);
        }
    }

    /** Copies {@code length} bytes, starting at {@code position}. */
    public void read(final long position, final byte[] into, final int offset, final int length) throws IOException {
        if (position < 0 || length < 0 || position + length > size)
            throw new EOFException("bytes " + position + " to " + (position + length) + " of " + size);
        if (file != null) readFile(position, into, offset, length);
        else readBlocks(position, into, offset, length);
    }

    private void readBlocks(final long position, final byte[] into, final int offset, final int length) {
        int done = 0;
        while (done < length) {
            final long at = position + done;
            final int start = (int) at & BLOCK - 1;
            final int n = Math.min(length - done, BLOCK - start);
            System.arraycopy(blocks.get((int) (at >>> BLOCK_BITS)), start, into, offset + done, n);
            done += n;
        }
    }

    private void readFile(final long position, final byte[] into, final int offset, final int length)
            throws IOException {
        if (position + length > filed) {
            flush();
            blocks.clear();
        }
        final ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + length - buffer.remaining()) < 0)
                throw new EOFException(path + " is shorter than what was written to it");
        }
    }

    /** Reads from the first byte; nothing may be appended while it is in use. */
    public Cursor reader() {
        return new Cursor();
    }

    /** Reads from beginning to end. Heap: 256 KiB when the bytes are in a file. */
    public final class Cursor {
        private final byte[] buffer = new byte[onDisk() ? BLOCK : 0];
        private long position;
        /** Where the content of the buffer ends; {@link #filled} is its size. */
        private long buffered;

        private int filled;

        private Cursor() {}

        /** Copies the next {@code length} bytes. */
        public void read(final byte[] into, final int offset, final int length) throws IOException {
            if (length > buffer.length) {
                Spool.this.read(position, into, offset, length);
            } else {
                if (position + length > buffered) fill(length);
                final int at = (int) (position - (buffered - filled));
                System.arraycopy(buffer, at, into, offset, length);
            }
            position += length;
        }

        private void fill(final int atLeast) throws IOException {
            filled = (int) Math.max(atLeast, Math.min(buffer.length, size - position));
            Spool.this.read(position, buffer, 0, filled);
            buffered = position + filled;
        }
    }

    /** Frees the heap and deletes the temporary file. */
    @Override
    public void close() {
        blocks.clear();
        if (file == null) return;
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (final IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
