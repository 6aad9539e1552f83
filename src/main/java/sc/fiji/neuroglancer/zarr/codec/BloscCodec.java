package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * A Blosc 1 container of one block, byte-shuffled, with zstd or lz4 inside.
 *
 * <p>Format (c-blosc 1.21, README_CHUNK_FORMAT): a header of 16 bytes — version 2, version of the inner format 1,
 * flags, element size, then as little-endian 32-bit numbers the decoded length, the block length, the container's
 * length — then the offset of each block, and per block its encoded length and bytes. Flags: bit 0 byte shuffle, bit 1
 * stored as it is, bit 4 block not split by byte, bits 5-7 inner format (1 lz4, 4 zstd). Data that does not shrink
 * is stored.
 */
final class BloscCodec implements Codec {

    /** The compressor inside the container. */
    enum Inner {
        ZSTD("zstd", 4, 1),
        LZ4("lz4", 1, 5);

        private final String id;
        private final int format;
        private final int level;

        Inner(final String id, final int format, final int level) {
            this.id = id;
            this.format = format;
            this.level = level;
        }
    }

    private static final int HEADER = 16;
    /** Header, the offset of the only block, its encoded length. */
    private static final int PREFIX = HEADER + 8;

    private static final int SHUFFLED = 0x1;
    private static final int STORED = 0x2;
    private static final int NOT_SPLIT = 0x10;

    private final Inner inner;

    BloscCodec(final Inner inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return "Blosc " + inner.id;
    }

    @Override
    public JsonNode v2() {
        return Codecs.object()
                .put("id", "blosc")
                .put("cname", inner.id)
                .put("clevel", inner.level)
                .put("shuffle", 1)
                .put("blocksize", 0);
    }

    @Override
    public JsonNode v3(final int elementSize) {
        final ObjectNode codec = Codecs.object().put("name", "blosc");
        codec.putObject("configuration")
                .put("cname", inner.id)
                .put("clevel", inner.level)
                .put("shuffle", elementSize > 1 ? "shuffle" : "noshuffle")
                .put("typesize", elementSize)
                .put("blocksize", 0);
        return codec;
    }

    @Override
    public Encoder encoder(final int maxLength, final int elementSize) {
        return inner == Inner.ZSTD ? new ZstdEncoder(maxLength, elementSize) : new Lz4Encoder(maxLength, elementSize);
    }

    /** Shuffles, frames, and stores data that does not shrink. */
    private abstract static class BloscEncoder implements Encoder {
        private final Inner inner;
        private final int elementSize;
        private final byte[] shuffled;
        private final byte[] out;

        BloscEncoder(final Inner inner, final int maxLength, final int elementSize, final long bound) {
            this.inner = inner;
            this.elementSize = elementSize;
            shuffled = elementSize > 1 ? new byte[maxLength] : null;
            out = new byte[Math.addExact(PREFIX, Math.toIntExact(bound))];
        }

        /** Compresses into {@code out} from {@link #PREFIX} on and returns how many bytes it wrote. */
        abstract int compress(byte[] in, int length, byte[] target);

        @Override
        public final ByteBuffer encode(final byte[] raw, final int length) {
            if (elementSize > 1) Shuffle.shuffle(raw, length, elementSize, shuffled);
            final int n = compress(elementSize > 1 ? shuffled : raw, length, out);
            final boolean shrunk = PREFIX + n < HEADER + length;
            if (!shrunk) System.arraycopy(raw, 0, out, HEADER, length);
            final int size = shrunk ? PREFIX + n : HEADER + length;
            final int flags = inner.format << 5 | NOT_SPLIT | (elementSize > 1 ? SHUFFLED : 0) | (shrunk ? 0 : STORED);
            final ByteBuffer header = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
            header.put((byte) 2).put((byte) 1).put((byte) flags).put((byte) elementSize);
            header.putInt(length).putInt(length).putInt(size);
            if (shrunk) header.putInt(HEADER + 4).putInt(n);
            return ByteBuffer.wrap(out, 0, size);
        }
    }

    private static final class ZstdEncoder extends BloscEncoder {
        private final ZstdCompressCtx context = ZstdCodec.context(Inner.ZSTD.level);

        ZstdEncoder(final int maxLength, final int elementSize) {
            super(Inner.ZSTD, maxLength, elementSize, Zstd.compressBound(maxLength));
        }

        @Override
        int compress(final byte[] in, final int length, final byte[] target) {
            return context.compressByteArray(target, PREFIX, target.length - PREFIX, in, 0, length);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static final class Lz4Encoder extends BloscEncoder {
        private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();

        Lz4Encoder(final int maxLength, final int elementSize) {
            super(
                    Inner.LZ4,
                    maxLength,
                    elementSize,
                    LZ4Factory.fastestInstance().fastCompressor().maxCompressedLength(maxLength));
        }

        @Override
        int compress(final byte[] in, final int length, final byte[] target) {
            return compressor.compress(in, 0, length, target, PREFIX, target.length - PREFIX);
        }
    }

    @Override
    public byte[] decode(final byte[] encoded, final int length) throws IOException {
        if (encoded.length < HEADER) throw new IOException("A chunk is not a Blosc container: it is too short.");
        final ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        final int flags = header.get(2) & 0xff;
        final int elementSize = header.get(3) & 0xff;
        Codecs.requireLength(header.getInt(4), length);
        Codecs.requireLength(encoded.length, header.getInt(12));
        if ((flags & STORED) != 0)
            return Codecs.requireLength(Arrays.copyOfRange(encoded, HEADER, encoded.length), length);
        if (header.getInt(8) != length || (flags & ~SHUFFLED) != (inner.format << 5 | NOT_SPLIT) || elementSize == 0)
            throw new IOException("A chunk is a Blosc container of a kind that this program does not write.");
        if (encoded.length < PREFIX
                || header.getInt(HEADER) != HEADER + 4
                || header.getInt(HEADER + 4) != encoded.length - PREFIX)
            throw new IOException("A chunk is damaged: the lengths in its Blosc container do not agree.");
        final byte[] raw = decodeBlock(encoded, length);
        if ((flags & SHUFFLED) == 0 || elementSize == 1) return raw;
        final byte[] pixels = new byte[length];
        Shuffle.unshuffle(raw, length, elementSize, pixels);
        return pixels;
    }

    private byte[] decodeBlock(final byte[] encoded, final int length) throws IOException {
        final byte[] raw = new byte[length];
        final int size = encoded.length - PREFIX;
        if (inner == Inner.ZSTD) ZstdCodec.decode(encoded, PREFIX, size, raw);
        else decodeLz4(encoded, size, raw);
        return raw;
    }

    /** In Java with all bounds checked: the faster decoders may read and write beyond the arrays on damaged bytes. */
    private static void decodeLz4(final byte[] encoded, final int size, final byte[] raw) throws IOException {
        try {
            final LZ4SafeDecompressor decoder = LZ4Factory.safeInstance().safeDecompressor();
            Codecs.requireLength(decoder.decompress(encoded, PREFIX, size, raw, 0), raw.length);
        } catch (final LZ4Exception e) {
            throw new IOException("A chunk is damaged: " + e.getMessage() + ".", e);
        }
    }
}
