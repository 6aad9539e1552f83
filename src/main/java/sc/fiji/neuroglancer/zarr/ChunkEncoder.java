package sc.fiji.neuroglancer.zarr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sc.fiji.neuroglancer.pyramid.PixelBytes;
import sc.fiji.neuroglancer.zarr.codec.Codec;

/**
 * Encodes chunks of one array specification, one at a time, on one thread. Needs about five times the bytes of a
 * chunk.
 */
public final class ChunkEncoder implements AutoCloseable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ArraySpec spec;
    private final Object pixels;
    private final byte[] raw;
    private final Codec.Encoder encoder;

    /** @param spec only chunk, type and codec are used; arrays that differ only in shape may share an encoder */
    public ChunkEncoder(final ArraySpec spec) {
        this.spec = spec;
        pixels = spec.type().newArray(spec.chunkLength());
        raw = new byte[spec.chunkBytes()];
        encoder = spec.codec().encoder(raw.length, spec.type().bytes());
    }

    /** The array to put the pixels of the next chunk into: all of them, last axis fastest. */
    public Object pixels() {
        return pixels;
    }

    /**
     * Encodes what is in {@link #pixels()}.
     *
     * @return the bytes, array-backed, valid until the next call; none when all pixels are 0, as such a chunk need not be
     *     stored
     */
    public ByteBuffer encode() {
        PixelBytes.encode(spec.type(), pixels, 0, spec.chunkLength(), raw);
        return isZero() ? ByteBuffer.allocate(0) : encoder.encode(raw, raw.length);
    }

    private boolean isZero() {
        final int whole = raw.length / 8 * 8;
        for (int i = 0; i < whole; i += 8) if ((long) LONGS.get(raw, i) != 0) return false;
        for (int i = whole; i < raw.length; i++) if (raw[i] != 0) return false;
        return true;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
