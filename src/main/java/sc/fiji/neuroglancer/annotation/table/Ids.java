package sc.fiji.neuroglancer.annotation.table;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Ids in tables: whole numbers from 0 to 2^64 - 1, also as tables of decimal numbers write them, such as 12.0. */
final class Ids {

    /** What an id is, for messages. */
    static final String RANGE = "a whole number from 0 to 18446744073709551615";

    private static final int MAX_DIGITS = 20;
    private static final int MAX_LENGTH = 40;

    private Ids() {}

    /**
     * The id as unsigned number.
     *
     * @throws NumberFormatException when the text is none
     */
    static long parse(final String text) {
        if (isDigits(text)) return Long.parseUnsignedLong(text);
        if (text.length() > MAX_LENGTH) throw new NumberFormatException(text);
        final BigDecimal number = new BigDecimal(text);
        final boolean huge = number.precision() - (long) number.scale() > MAX_DIGITS;
        if (huge || number.scale() > MAX_LENGTH) throw new NumberFormatException(text);
        try {
            final BigInteger whole = number.toBigIntegerExact();
            if (whole.signum() < 0 || whole.bitLength() > Long.SIZE) throw new NumberFormatException(text);
            return whole.longValue();
        } catch (final ArithmeticException e) {
            throw new NumberFormatException(text);
        }
    }

    private static boolean isDigits(final String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) return false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        }
        return true;
    }

    static boolean isId(final String text) {
        try {
            parse(text);
            return true;
        } catch (final NumberFormatException e) {
            return false;
        }
    }
}
