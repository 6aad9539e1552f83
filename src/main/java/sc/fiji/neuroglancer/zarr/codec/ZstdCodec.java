package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One Zstandard frame with the content size in its header, RFC 8878: readers in Python and older viewers cannot read
 * frames without it.
 */
final class ZstdCodec implements Codec {

    private final int level;

    ZstdCodec(final int level) {
        this.level = level;
    }

    @Override
    public String name() {
        return "Zstd";
    }

    @Override
    public JsonNode v2() {
        return Codecs.object().put("id", "zstd").put("level", level);
    }

    @Override
    public JsonNode v3(final int elementSize) {
        final ObjectNode codec = Codecs.object().put("name", "zstd");
        codec.putObject("configuration").put("level", level).put("checksum", false);
        return codec;
    }

    @Override
    public Encoder encoder(final int maxLength, final int elementSize) {
        return new ZstdFrameEncoder(level, maxLength);
    }

    private static final class ZstdFrameEncoder implements Encoder {
        private final ZstdCompressCtx context;
        private final byte[] out;

        ZstdFrameEncoder(final int level, final int maxLength) {
            context = context(level);
            out = new byte[Math.toIntExact(Zstd.compressBound(maxLength))];
        }

        @Override
        public ByteBuffer encode(final byte[] raw, final int length) {
            return ByteBuffer.wrap(out, 0, context.compressByteArray(out, 0, out.length, raw, 0, length));
        }

        @Override
        public void close() {
            context.close();
        }
    }

    static ZstdCompressCtx context(final int level) {
        final ZstdCompressCtx context = new ZstdCompressCtx();
        context.setLevel(level);
        context.setContentSize(true);
        return context;
    }

    @Override
    public byte[] decode(final byte[] encoded, final int length) throws IOException {
        final byte[] raw = new byte[length];
        decode(encoded, 0, encoded.length, raw);
        return raw;
    }

    /** Fills {@code raw} from the frame at {@code encoded[offset .. offset + size - 1]}. */
    static void decode(final byte[] encoded, final int offset, final int size, final byte[] raw) throws IOException {
        try {
            Codecs.requireLength(Zstd.decompressByteArray(raw, 0, raw.length, encoded, offset, size), raw.length);
        } catch (final ZstdException e) {
            throw new IOException("A chunk is not a whole Zstandard frame: " + e.getMessage() + ".", e);
        }
    }
}
