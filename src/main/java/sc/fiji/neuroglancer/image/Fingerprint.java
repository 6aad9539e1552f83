package sc.fiji.neuroglancer.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.LongStream;

/** Collects what makes an image this image, or an export this export, in a SHA-256. Not thread-safe. */
public final class Fingerprint {

    private static final int SAMPLED_BYTES = 1 << 20;
    private static final int LEAST_ROWS = 16;

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
        final ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(count, bytes(pixels)));
        if (pixels instanceof byte[]) buffer.put((byte[]) pixels, from, count);
        else if (pixels instanceof short[]) buffer.asShortBuffer().put((short[]) pixels, from, count);
        else if (pixels instanceof int[]) buffer.asIntBuffer().put((int[]) pixels, from, count);
        else if (pixels instanceof float[]) buffer.asFloatBuffer().put((float[]) pixels, from, count);
        else buffer.asLongBuffer().put((long[]) pixels, from, count);
        digest.update(buffer.array());
        return this;
    }

    private static int bytes(final Object pixels) {
        if (pixels instanceof byte[]) return Byte.BYTES;
        if (pixels instanceof short[]) return Short.BYTES;
        return pixels instanceof long[] ? Long.BYTES : Integer.BYTES;
    }

    /**
     * Rows that stand for all pixels of an image: all of them, or {@value #SAMPLED_BYTES} bytes of them that are spread
     * evenly from the first to the last.
     *
     * @param rows number of rows of all planes, at least 1
     * @param rowBytes bytes of a row
     * @return their numbers
     */
    static LongStream sampled(final long rows, final long rowBytes) {
        final long count = Math.min(rows, Math.max(LEAST_ROWS, SAMPLED_BYTES / rowBytes));
        return LongStream.range(0, count).map(i -> count == 1 ? 0 : (long) ((double) i * (rows - 1) / (count - 1)));
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
