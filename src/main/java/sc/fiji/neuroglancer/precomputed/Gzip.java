package sc.fiji.neuroglancer.precomputed;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes gzip members (RFC 1952) with a shared deflater, because creating one costs more than compressing a short value.
 */
final class Gzip implements AutoCloseable {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int CHUNK = 1 << 12;

    private final Deflater deflater;
    private final CRC32 crc = new CRC32();

    Gzip(final int level) {
        deflater = new Deflater(level, true);
    }

    /** Appends one member to {@code out}. */
    void append(final byte[] bytes, final int offset, final int length, final Bytes out) {
        out.add(HEADER, 0, HEADER.length);
        deflater.reset();
        deflater.setInput(bytes, offset, length);
        deflater.finish();
        while (!deflater.finished()) {
            out.reserve(CHUNK);
            out.skip(deflater.deflate(out.array(), out.size(), CHUNK));
        }
        crc.reset();
        crc.update(bytes, offset, length);
        out.addInt((int) crc.getValue());
        out.addInt(length);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
