package sc.fiji.neuroglancer.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Collects what makes an image this image, or an export this export, in a SHA-256. Not thread-safe. */
public final class Fingerprint {

    private final MessageDigest digest = sha256();

    /** Adds a text; null counts as empty. */
    public Fingerprint add(final String text) {
        final byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** Adds a number. */
    Fingerprint add(final long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    /** Adds a number. */
    Fingerprint add(final double number) {
        return add(Double.doubleToLongBits(number));
    }

    /**
     * Adds pixels.
     *
     * @param pixels byte[], short[], int[], long[] or float[]
     * @param from index of the first
     * @param count how many
     */
    Fingerprint addPixels(final Object pixels, final int from, final int count) {
        final ByteBuffer buffer = ByteBuffer.allocate(count * Long.BYTES);
        if (pixels instanceof byte[]) buffer.put((byte[]) pixels, from, count);
        else for (int i = from; i < from + count; i++) buffer.putLong(bits(pixels, i));
        digest.update(buffer.flip());
        return this;
    }

    private static long bits(final Object pixels, final int i) {
        if (pixels instanceof short[]) return ((short[]) pixels)[i];
        if (pixels instanceof int[]) return ((int[]) pixels)[i];
        if (pixels instanceof float[]) return Float.floatToIntBits(((float[]) pixels)[i]);
        return ((long[]) pixels)[i];
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
