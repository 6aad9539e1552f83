package sc.fiji.neuroglancer.address;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Percent-encoding of UTF-8. Immutable. */
public final class PercentCode {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** Encodes all but letters, digits, {@code -._~}, and slashes: the path of a file in an address. */
    public static final PercentCode PATH = new PercentCode("-._~/");

    private final BitSet kept = new BitSet(128);

    /** @param marks characters that are kept, besides letters and digits */
    public PercentCode(final String marks) {
        (LETTERS_AND_DIGITS + marks).chars().forEach(kept::set);
    }

    /** Encodes the UTF-8 bytes of a text. */
    public String encode(final String text) {
        final StringBuilder out = new StringBuilder(text.length() + 16);
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && kept.get(b)) out.append((char) b);
            else out.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        return out.toString();
    }

    /**
     * Decodes a text, as JavaScript's {@code decodeURIComponent} does.
     *
     * @throws IllegalArgumentException for a {@code %} without two hexadecimal digits, or bytes that are not UTF-8
     */
    public static String decode(final String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #decode(String)}, of UTF-8 that may contain escapes. */
    public static String decode(final byte[] in) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            if (!isEscape(in, i)) throw new IllegalArgumentException("a % without two hexadecimal digits");
            out.write(Character.digit(in[i + 1], 16) << 4 | Character.digit(in[i + 2], 16));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (final CharacterCodingException e) {
            throw new IllegalArgumentException("escapes that are not UTF-8", e);
        }
    }

    /** Whether a {@code %} with two hexadecimal digits begins at an index. */
    private static boolean isEscape(final byte[] text, final int i) {
        return i + 2 < text.length
                && text[i] == '%'
                && Character.digit(text[i + 1], 16) >= 0
                && Character.digit(text[i + 2], 16) >= 0;
    }
}
