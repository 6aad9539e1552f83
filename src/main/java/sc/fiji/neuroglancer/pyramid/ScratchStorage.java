package sc.fiji.neuroglancer.pyramid;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.grid.PixelType;

/**
 * A slab in one scratch file, for planes that do not fit on the heap. The file is overwritten for every slab and
 * deleted at the end; it has the size of the slab.
 *
 * <p>The heap holds two bands, each as many rows as a chunk is high in every plane: chunks are gathered from them,
 * one row of chunks at a time.
 */
final class ScratchStorage implements SlabStorage {

    private static final int BANDS = 2;

    private final PixelType type;
    private final int width;
    private final int height;
    private final int bandRows;
    private final Path file;
    private final FileChannel channel;
    private final Band[] bands = new Band[BANDS];
    private long clock;

    /** Rows of every plane that one row of chunks needs. */
    private static final class Band {
        final Object pixels;
        int y = -1;
        int users;
        long lastUse;
        boolean loaded;

        Band(final Object pixels) {
            this.pixels = pixels;
        }
    }

    /** @param bandRows height of a chunk */
    ScratchStorage(
            final PixelType type,
            final int width,
            final int height,
            final int planes,
            final int bandRows,
            final Path file)
            throws IOException {
        this.type = type;
        this.width = width;
        this.height = height;
        this.bandRows = bandRows;
        this.file = file;
        final int rows = Math.min(bandRows, height);
        for (int i = 0; i < BANDS; i++)
            bands[i] = new Band(type.newArray(Math.multiplyExact(Math.multiplyExact(width, rows), planes)));
        channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public void put(final int plane, final int y, final int rows, final Object pixels, final int offset)
            throws IOException {
        forget();
        final byte[] bytes = new byte[stripRows(rows) * width * type.bytes()];
        for (int done = 0; done < rows; ) {
            final int now = Math.min(stripRows(rows), rows - done);
            PixelBytes.encode(type, pixels, offset + done * width, now * width, bytes);
            final ByteBuffer out = ByteBuffer.wrap(bytes, 0, now * width * type.bytes());
            long position = position(plane, y + done);
            while (out.hasRemaining()) position += write(out, position);
            done += now;
        }
    }

    /** @throws FileSystemException naming the file, whose disk may be full */
    private int write(final ByteBuffer bytes, final long position) throws IOException {
        try {
            return channel.write(bytes, position);
        } catch (final IOException e) {
            throw (IOException) new FileSystemException(file.toString(), null, e.getMessage()).initCause(e);
        }
    }

    @Override
    public void get(final int plane, final int y, final int rows, final Object pixels, final int offset)
            throws IOException {
        final byte[] bytes = new byte[stripRows(rows) * width * type.bytes()];
        for (int done = 0; done < rows; ) {
            final int now = Math.min(stripRows(rows), rows - done);
            final ByteBuffer in = ByteBuffer.wrap(bytes, 0, now * width * type.bytes());
            long position = position(plane, y + done);
            while (in.hasRemaining()) {
                final int n = channel.read(in, position);
                if (n < 0)
                    throw new EOFException("The scratch file " + file + " is shorter than what was written to it.");
                position += n;
            }
            PixelBytes.decode(type, bytes, pixels, offset + done * width, now * width);
            done += now;
        }
    }

    /** Rows that are converted at once: about a mebibyte. */
    private int stripRows(final int rows) {
        return Math.max(1, Math.min(rows, (1 << 20) / (width * type.bytes())));
    }

    private long position(final int plane, final int y) {
        return ((long) plane * height + y) * width * type.bytes();
    }

    @Override
    public void gather(final int planes, final Box box, final Object target) throws IOException {
        final Band band = acquire(planes, box.y() / bandRows * bandRows);
        try {
            final int bandPlane = width * Math.min(bandRows, height);
            for (int plane = 0; plane < planes; plane++) {
                int from = plane * bandPlane + (box.y() - band.y) * width + box.x();
                int to = plane * box.planeStride();
                for (int row = 0; row < box.height(); row++) {
                    System.arraycopy(band.pixels, from, target, to, box.width());
                    from += width;
                    to += box.rowStride();
                }
            }
        } finally {
            release(band);
        }
    }

    private Band acquire(final int planes, final int y) throws IOException {
        final Band band = reserve(y);
        synchronized (band) {
            if (!band.loaded) {
                try {
                    load(band, planes);
                } catch (final IOException | RuntimeException e) {
                    release(band);
                    throw e;
                }
            }
        }
        return band;
    }

    private synchronized Band reserve(final int y) {
        while (true) {
            Band oldest = null;
            for (final Band band : bands) {
                if (band.y == y) return used(band);
                if (band.users == 0 && (oldest == null || band.lastUse < oldest.lastUse)) oldest = band;
            }
            if (oldest != null) {
                oldest.y = y;
                oldest.loaded = false;
                return used(oldest);
            }
            try {
                wait();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    private Band used(final Band band) {
        band.users++;
        band.lastUse = ++clock;
        return band;
    }

    private synchronized void release(final Band band) {
        band.users--;
        notifyAll();
    }

    private void load(final Band band, final int planes) throws IOException {
        final int rows = Math.min(bandRows, height - band.y);
        final int bandPlane = width * Math.min(bandRows, height);
        for (int plane = 0; plane < planes; plane++) get(plane, band.y, rows, band.pixels, plane * bandPlane);
        band.loaded = true;
    }

    private synchronized void forget() {
        for (final Band band : bands) band.y = -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
