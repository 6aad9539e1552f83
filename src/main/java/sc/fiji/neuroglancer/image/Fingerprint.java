package sc.fiji.neuroglancer.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** Collects what identifies an image or an export in a SHA-256. Not thread-safe. */
public final class Fingerprint {

    /** Number of bytes that are hashed at once. */
    private static final int PIECE = 1 << 16;

    private final MessageDigest digest = sha256();

    /** Adds a text; null counts as empty. */
    public Fingerprint add(final String text) {
        final byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** Adds a number. */
    public Fingerprint add(final long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    /** Adds a number. */
    public Fingerprint add(final double number) {
        return add(Double.doubleToLongBits(number));
    }

    /**
     * Adds pixels, by their CRC-32C, which takes a fraction of a nanosecond for a byte.
     *
     * @param pixels byte[], short[], int[], long[] or float[]
     * @param from index of the first
     * @param count number of pixels
     */
    public Fingerprint addPixels(final Object pixels, final int from, final int count) {
        final int bytes = bytes(pixels);
        final int most = PIECE / bytes;
        final ByteBuffer piece = ByteBuffer.allocate(Math.min(count, most) * bytes);
        final CRC32C sum = new CRC32C();
        for (int i = 0; i < count; i += most) {
            final int n = Math.min(most, count - i);
            put(pixels, from + i, n, piece);
            sum.update(piece.array(), 0, n * bytes);
        }
        return add((long) bytes).add((long) count).add(sum.getValue());
    }

    private static void put(final Object pixels, final int from, final int count, final ByteBuffer piece) {
        if (pixels instanceof byte[]) piece.duplicate().put((byte[]) pixels, from, count);
        else if (pixels instanceof short[]) piece.asShortBuffer().put((short[]) pixels, from, count);
        else if (pixels instanceof int[]) piece.asIntBuffer().put((int[]) pixels, from, count);
        else if (pixels instanceof float[]) piece.asFloatBuffer().put((float[]) pixels, from, count);
        else piece.asLongBuffer().put((long[]) pixels, from, count);
    }

    private static int bytes(final Object pixels) {
        if (pixels instanceof byte[]) return Byte.BYTES;
        if (pixels instanceof short[]) return Short.BYTES;
        return pixels instanceof long[] ? Long.BYTES : Integer.BYTES;
    }

    /** The hash of everything added so far, 64 hex digits; nothing can be added afterwards. */
    public String hex() {
        final StringBuilder hex = new StringBuilder();
        for (final byte b : digest.digest())
            hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
