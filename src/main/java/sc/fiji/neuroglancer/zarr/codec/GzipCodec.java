package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/** One gzip member, RFC 1952: slow, but supported everywhere. */
final class GzipCodec implements Codec {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER = 8;

    private final int level;

    GzipCodec(final int level) {
        this.level = level;
    }

    @Override
    public String name() {
        return "Gzip";
    }

    @Override
    public JsonNode v2() {
        return Codecs.object().put("id", "gzip").put("level", level);
    }

    @Override
    public JsonNode v3(final int elementSize) {
        final ObjectNode codec = Codecs.object().put("name", "gzip");
        codec.putObject("configuration").put("level", level);
        return codec;
    }

    @Override
    public Encoder encoder(final int maxLength, final int elementSize) {
        return new MemberEncoder(level, maxLength);
    }

    private static final class MemberEncoder implements Encoder {
        private final Deflater deflater;
        private final byte[] out;

        MemberEncoder(final int level, final int maxLength) {
            deflater = new Deflater(level, true);
            out = new byte[HEADER.length + bound(maxLength) + TRAILER];
            System.arraycopy(HEADER, 0, out, 0, HEADER.length);
        }

        /** Upper bound for incompressible bytes: nine bits per byte with zlib-ng, which some systems use. */
        private static int bound(final int length) {
            return Math.addExact(length, length / 8 + 64);
        }

        @Override
        public ByteBuffer encode(final byte[] raw, final int length) {
            deflater.reset();
            deflater.setInput(raw, 0, length);
            deflater.finish();
            final int n = deflater.deflate(out, HEADER.length, out.length - HEADER.length - TRAILER);
            if (!deflater.finished()) throw new IllegalStateException("deflate made " + length + " bytes much longer");
            final CRC32 crc = new CRC32();
            crc.update(raw, 0, length);
            ByteBuffer.wrap(out, HEADER.length + n, TRAILER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt(length);
            return ByteBuffer.wrap(out, 0, HEADER.length + n + TRAILER);
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    @Override
    public byte[] decode(final byte[] encoded, final int length) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(encoded))) {
            final byte[] raw = in.readNBytes(length);
            if (in.read() >= 0) throw new IOException("A chunk has more than the " + length + " bytes expected.");
            return Codecs.requireLength(raw, length);
        }
    }
}
