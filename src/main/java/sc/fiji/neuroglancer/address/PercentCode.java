package sc.fiji.neuroglancer.address;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Percent-encoding of UTF-8, with one's own choice of the characters that stay. */
public final class PercentCode {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final BitSet kept = new BitSet(128);

    /** @param marks the ASCII characters that stay besides letters and digits */
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
     * Undoes the encoding, as JavaScript's {@code decodeURIComponent} does.
     *
     * @throws IllegalArgumentException for a {@code %} without two hexadecimal digits, or bytes that are not UTF-8
     */
    public static String decode(final String text) {
        final byte[] in = text.getBytes(StandardCharsets.UTF_8);
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

    /** Whether a {@code %} with two hexadecimal digits stands there. */
    private static boolean isEscape(final byte[] text, final int i) {
        return i + 2 < text.length
                && text[i] == '%'
                && Character.digit(text[i + 1], 16) >= 0
                && Character.digit(text[i + 2], 16) >= 0;
    }
}
