package sc.fiji.neuroglancer.pyramid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sc.fiji.neuroglancer.grid.PixelType;

/** Pixels as little-endian bytes and back. */
public final class PixelBytes {

    private PixelBytes() {}

    /**
     * Writes pixels as little-endian bytes.
     *
     * @param bytes receives {@code length * type.bytes()} bytes at its beginning
     */
    public static void encode(
            final PixelType type, final Object pixels, final int offset, final int length, final byte[] bytes) {
        final ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (type == PixelType.FLOAT32) {
            out.asFloatBuffer().put((float[]) pixels, offset, length);
            return;
        }
        switch (type.bytes()) {
            case 1 -> System.arraycopy(pixels, offset, bytes, 0, length);
            case 2 -> out.asShortBuffer().put((short[]) pixels, offset, length);
            case 4 -> out.asIntBuffer().put((int[]) pixels, offset, length);
            default -> out.asLongBuffer().put((long[]) pixels, offset, length);
        }
    }

    /** Reads {@code length} pixels from the beginning of little-endian bytes. */
    public static void decode(
            final PixelType type, final byte[] bytes, final Object pixels, final int offset, final int length) {
        final ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (type == PixelType.FLOAT32) {
            in.asFloatBuffer().get((float[]) pixels, offset, length);
            return;
        }
        switch (type.bytes()) {
            case 1 -> System.arraycopy(bytes, 0, pixels, offset, length);
            case 2 -> in.asShortBuffer().get((short[]) pixels, offset, length);
            case 4 -> in.asIntBuffer().get((int[]) pixels, offset, length);
            default -> in.asLongBuffer().get((long[]) pixels, offset, length);
        }
    }
}
