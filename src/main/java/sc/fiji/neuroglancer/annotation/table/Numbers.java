package sc.fiji.neuroglancer.annotation.table;

import java.util.Locale;

/** Numbers as people and programs write them: decimal point or comma, with or without thousands separators. */
final class Numbers {

    private Numbers() {}

    /** @throws NumberFormatException when the text is no number; NaN and Infinity are numbers */
    static double parse(final String text) {
        final String plain = text.trim();
        if (plain.isEmpty() || !mayBegin(plain.charAt(0))) throw new NumberFormatException(text);
        final int comma = plain.lastIndexOf(',');
        if (comma < 0) return word(plain);
        final int point = plain.lastIndexOf('.');
        if (point > comma) return decimal(plain.replace(",", ""));
        return decimal(plain.replace(".", "").replace(',', '.'));
    }

    /** Java would take the suffixes d and f, too. */
    private static double decimal(final String text) {
        final char last = text.charAt(text.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) throw new NumberFormatException(text);
        return Double.parseDouble(text);
    }

    private static boolean mayBegin(final char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == ',' || "nNiI".indexOf(c) >= 0;
    }

    private static double word(final String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "nan":
                return Double.NaN;
            case "inf":
            case "+inf":
            case "infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf":
            case "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                return decimal(text);
        }
    }

    static boolean isNumber(final String text) {
        try {
            parse(text);
            return true;
        } catch (final NumberFormatException e) {
            return false;
        }
    }
}
