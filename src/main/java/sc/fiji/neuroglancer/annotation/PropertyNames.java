package sc.fiji.neuroglancer.annotation;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Turns column names into legal, unique names of properties. */
public final class PropertyNames {

    private final Set<String> taken = new HashSet<>();

    /**
     * A legal name: without accents, micro as u, other characters as underscores, beginning in lower case (names in
     * capitals become lower case). A name that is taken gets a number.
     */
    public String next(final String name) {
        final String legal = legal(name);
        String unique = legal;
        for (int n = 2; !taken.add(unique); n++) unique = legal + "_" + n;
        return unique;
    }

    private static String legal(final String name) {
        final String plain = Normalizer.normalize(name.trim(), Normalizer.Form.NFKD)
                .replace('\u03bc', 'u')
                .replace("%", " percent ")
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-zA-Z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (plain.isEmpty()) return "property";
        if (Character.isDigit(plain.charAt(0))) return "p" + plain;
        if (plain.equals(plain.toUpperCase(Locale.ROOT))) return plain.toLowerCase(Locale.ROOT);
        return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
