package sc.fiji.neuroglancer.http.login;

import java.util.Arrays;

/** A token or password. Neither {@code toString()} nor serialization reveals it. Immutable. */
public final class Secret {

    private final char[] characters;

    private Secret(final char[] characters) {
        this.characters = characters;
    }

    /** @param characters copied without surrounding whitespace */
    public static Secret of(final char... characters) {
        int from = 0;
        int to = characters.length;
        while (from < to && Character.isWhitespace(characters[from])) from++;
        while (to > from && Character.isWhitespace(characters[to - 1])) to--;
        return new Secret(Arrays.copyOfRange(characters, from, to));
    }

    static Secret of(final String text) {
        return of(text.toCharArray());
    }

    boolean isEmpty() {
        return characters.length == 0;
    }

    /** Whether it can be used in a header as it is. */
    boolean isToken() {
        for (final char c : characters) if (c <= ' ' || c >= 127) return false;
        return characters.length > 0;
    }

    String reveal() {
        return new String(characters);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Secret && Arrays.equals(characters, ((Secret) other).characters);
    }

    @Override
    public int hashCode() {
        return characters.length;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
