package sc.fiji.neuroglancer.annotation.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Parses numbers as people and programs write them, with decimal point or comma, with or without thousands separators;
 * and ids: whole numbers from 0 to 2^64 - 1, also in decimal notation such as 12.0.
 */
final class Numbers {

    /** Describes ids in messages. */
    static final String ID_RANGE = "a whole number from 0 to 18446744073709551615";

    private static final int MAX_DIGITS = 20;
    private static final int MAX_LENGTH = 40;

    private Numbers() {}

    /** Groups of three digits, then decimals, which are optional after more than one comma. */
    private static final Pattern GROUPS =
            Pattern.compile("[-+]?\\d{1,3}(?:(?:,\\d{3})+\\.\\d*(?:[eE][-+]?\\d+)?|(?:,\\d{3}){2,})");

    /** @throws NumberFormatException when the text is not a number; NaN, NA and Infinity are numbers */
    static double parse(final String text) {
        final String plain = text.trim();
        if (plain.isEmpty() || !mayBegin(plain.charAt(0))) throw new NumberFormatException(text);
        final int comma = plain.indexOf(',');
        final int point = plain.indexOf('.');
        if (comma < 0 && point == plain.lastIndexOf('.')) return word(plain);
        if (point < 0 && comma == plain.lastIndexOf(',')) return decimal(plain.replace(',', '.'));
        return grouped(plain);
    }

    /** English 1,234.5 or German 1.234,5. */
    private static double grouped(final String text) {
        final int point = text.lastIndexOf('.');
        final int comma = text.lastIndexOf(',');
        final boolean german = point >= 0 && (comma < 0 || comma > point);
        final String english = german ? text.replace(',', ';').replace('.', ',').replace(';', '.') : text;
        if (!GROUPS.matcher(english).matches()) throw new NumberFormatException(text);
        return decimal(english.replace(",", ""));
    }

    /** Java would also accept the suffixes d and f. */
    private static double decimal(final String text) {
        final char last = text.charAt(text.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) throw new NumberFormatException(text);
        return Double.parseDouble(text);
    }

    private static boolean mayBegin(final char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == ',' || "nNiI#".indexOf(c) >= 0;
    }

    private static double word(final String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "na", "n/a", "#n/a" -> Double.NaN; // na from R, #n/a from Excel
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> decimal(text);
        };
    }

    static boolean isNumber(final String text) {
        try {
            parse(text);
            return true;
        } catch (final NumberFormatException e) {
            return false;
        }
    }

    /**
     * Parses an id, an unsigned number.
     *
     * @throws NumberFormatException when the text is not an id
     */
    static long id(final String text) {
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
            id(text);
            return true;
        } catch (final NumberFormatException e) {
            return false;
        }
    }
}
