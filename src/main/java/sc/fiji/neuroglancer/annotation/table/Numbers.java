package sc.fiji.neuroglancer.annotation.table;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people and programs write them: decimal point or comma, with or without thousands separators. */
final class Numbers {

    private Numbers() {}

    /** Groups of three digits, then the decimals, which may be missing where there is more than one comma. */
    private static final Pattern GROUPS =
            Pattern.compile("[-+]?\\d{1,3}(?:(?:,\\d{3})+\\.\\d*(?:[eE][-+]?\\d+)?|(?:,\\d{3}){2,})");

    /** @throws NumberFormatException when the text is no number; NaN, NA and Infinity are numbers */
    static double parse(final String text) {
        final String plain = text.trim();
        if (plain.isEmpty() || !mayBegin(plain.charAt(0))) throw new NumberFormatException(text);
        final int comma = plain.indexOf(',');
        final int point = plain.indexOf('.');
        if (comma < 0 && point == plain.lastIndexOf('.')) return word(plain);
        if (point < 0 && comma == plain.lastIndexOf(',')) return decimal(plain.replace(',', '.'));
        return grouped(plain);
    }

    /** In English 1,234.5, in German 1.234,5. */
    private static double grouped(final String text) {
        final int point = text.lastIndexOf('.');
        final int comma = text.lastIndexOf(',');
        final boolean german = point >= 0 && (comma < 0 || comma > point);
        final String english = german ? text.replace(',', ';').replace('.', ',').replace(';', '.') : text;
        if (!GROUPS.matcher(english).matches()) throw new NumberFormatException(text);
        return decimal(english.replace(",", ""));
    }

    /** Java would take the suffixes d and f, too. */
    private static double decimal(final String text) {
        final char last = text.charAt(text.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) throw new NumberFormatException(text);
        return Double.parseDouble(text);
    }

    private static boolean mayBegin(final char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == ',' || "nNiI#".indexOf(c) >= 0;
    }

    private static double word(final String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "nan":
            case "na": // of R
            case "n/a":
            case "#n/a": // of Excel
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
