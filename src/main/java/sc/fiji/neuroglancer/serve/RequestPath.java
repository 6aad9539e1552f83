package sc.fiji.neuroglancer.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.address.PercentCode;

/** The path of a URL as names: percent-encoded UTF-8 between slashes (RFC 3986, 2 and 3.3). */
final class RequestPath {

    private RequestPath() {}

    /**
     * The decoded names, the last one empty when the path ends with a slash. Empty when a part is not a name: not UTF-8,
     * empty, {@code .}, {@code ..}, or with a slash, a backslash, or a control character in it, however encoded. A
     * {@code +} is a plus.
     *
     * @param raw the path of a request line, as received
     */
    static List<String> parse(final String raw) {
        if (raw == null || !raw.startsWith("/")) return List.of();
        final String[] parts = raw.substring(1).split("/", -1);
        final List<String> names = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            final boolean folder = parts[i].isEmpty() && i == parts.length - 1;
            final String name = folder ? "" : decode(parts[i]);
            if (!folder && !isName(name)) return List.of();
            names.add(name);
        }
        return names;
    }

    /** Whether this is the name of one file or folder. */
    static boolean isName(final String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) return false;
        return name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == 0x7f);
    }

    /** Empty when the escapes are not valid. */
    private static String decode(final String part) {
        try {
            // the JDK reads the request line as Latin-1, so a raw UTF-8 byte is one char
            return PercentCode.decode(part.getBytes(StandardCharsets.ISO_8859_1));
        } catch (final IllegalArgumentException e) {
            return "";
        }
    }
}
