package sc.fiji.neuroglancer.zarr.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks by its header and trailer whether a compressed chunk of any program is complete. Nothing is decoded.
 *
 * <p>Sources of the formats: c-blosc, README_CHUNK_FORMAT; RFC 1952 (gzip); RFC 1950 (zlib); RFC 8878 (Zstandard).
 * Memory: a few bytes.
 */
public final class Envelope {

    /** Reads part of the encoded chunk. */
    @FunctionalInterface
    public interface Part {
        /** Returns bytes, all of them. */
        byte[] read(long offset, int length) throws IOException;
    }

    private static final int BLOSC_HEADER = 16;
    private static final int BLOSC_DECODED = 4;
    private static final int BLOSC_ENCODED = 12;

    private static final int GZIP_SHORTEST = 18;
    private static final int GZIP_MAGIC = 0x8b1f;

    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final int ZSTD_SHORTEST = 9;
    private static final int[] ZSTD_DICTIONARY = {0, 1, 2, 4};
    private static final int ZSTD_BLOCK_HEADER = 3;

    private final Part part;
    private final long size;

    private Envelope(final Part part, final long size) {
        this.part = part;
        this.size = size;
    }

    /**
     * Checks whether a chunk is complete, as far as possible without decoding it.
     *
     * @param codec as Zarr names it; empty for none; chunks of unknown codecs are accepted
     * @param decoded number of bytes that the chunk has when it is decoded
     * @param size number of encoded bytes
     * @throws IOException if it is incomplete; the message is the end of a sentence
     */
    public static void requireWhole(final String codec, final long decoded, final long size, final Part part)
            throws IOException {
        final Envelope envelope = new Envelope(part, size);
        switch (codec) {
            case "" -> demand("bytes", size, decoded);
            case "blosc" -> envelope.blosc(decoded);
            case "gzip" -> envelope.gzip(decoded);
            case "zlib" -> envelope.zlib();
            case "zstd" -> envelope.zstd();
            default -> {
                // only the decoder can tell
            }
        }
    }

    private static void demand(final String what, final long found, final long expected) throws IOException {
        if (found != expected) throw new IOException("it has " + found + " " + what + " instead of " + expected);
    }

    private void atLeast(final long bytes) throws IOException {
        if (size < bytes) throw new IOException("it has only " + size + " bytes");
    }

    private ByteBuffer read(final long offset, final int length) throws IOException {
        atLeast(offset + length);
        return ByteBuffer.wrap(part.read(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void blosc(final long decoded) throws IOException {
        final ByteBuffer header = read(0, BLOSC_HEADER);
        demand("bytes", size, Integer.toUnsignedLong(header.getInt(BLOSC_ENCODED)));
        demand("decoded bytes", Integer.toUnsignedLong(header.getInt(BLOSC_DECODED)), decoded);
    }

    private void gzip(final long decoded) throws IOException {
        atLeast(GZIP_SHORTEST);
        if ((read(0, 2).getShort() & 0xffff) != GZIP_MAGIC) throw new IOException("it is not gzip");
        if (read(size - Integer.BYTES, Integer.BYTES).getInt() != (int) decoded)
            throw new IOException("its end, after " + size + " bytes, is not that of a whole chunk");
    }

    private void zlib() throws IOException {
        final ByteBuffer header = read(0, 2).order(ByteOrder.BIG_ENDIAN);
        if ((header.get(0) & 0xf) != 8 || (header.getShort(0) & 0xffff) % 31 != 0)
            throw new IOException("it is not zlib");
    }

    private void zstd() throws IOException {
        atLeast(ZSTD_SHORTEST);
        long at = 0;
        while (at < size) at = frame(at);
        if (at != size) throw new IOException("it has " + size + " bytes instead of " + at);
    }

    /** Returns where the frame that begins at {@code start} ends. */
    private long frame(final long start) throws IOException {
        final ByteBuffer header = read(start, Integer.BYTES + 1);
        if (header.getInt(0) != ZSTD_MAGIC) throw new IOException("it is not Zstandard at byte " + start);
        final int flags = header.get(Integer.BYTES);
        final boolean single = (flags & 0x20) != 0;
        final int sizeFlag = (flags & 0xff) >> 6;
        final int sizeBytes = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
        long at = start + Integer.BYTES + 1 + (single ? 0 : 1) + ZSTD_DICTIONARY[flags & 3] + sizeBytes;
        boolean last = false;
        while (!last) {
            final ByteBuffer block = read(at, ZSTD_BLOCK_HEADER);
            final int bits = (block.getShort(0) & 0xffff) | (block.get(2) & 0xff) << 16;
            last = (bits & 1) != 0;
            final boolean repeated = (bits >> 1 & 3) == 1;
            at += ZSTD_BLOCK_HEADER + (repeated ? 1 : bits >> 3);
        }
        return at + ((flags & 4) != 0 ? Integer.BYTES : 0);
    }
}
