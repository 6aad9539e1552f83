package sc.fiji.neuroglancer.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path of a URL as names: percent-encoded UTF-8 between slashes (RFC 3986, 2 and 3.3). */
final class RequestPath {

    private static final String UNRESERVED = "-._~";

    private RequestPath() {}

    /**
     * Returns the decoded names, the last one empty when the path ends with a slash; or empty when a name is no name:
     * not UTF-8, empty, {@code .}, {@code ..}, or with a slash, a backslash or a control character in it, however
     * encoded. A {@code +} is a plus.
     *
     * @param raw the path of a request line, as it came
     */
    static Optional<List<String>> parse(final String raw) {
        if (raw == null || !raw.startsWith("/")) return Optional.empty();
        final String[] parts = raw.substring(1).split("/", -1);
        final List<String> names = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            final boolean folder = parts[i].isEmpty() && i == parts.length - 1;
            final Optional<String> name =
                    folder ? Optional.of("") : decode(parts[i]).filter(RequestPath::isName);
            if (!name.isPresent()) return Optional.empty();
            names.add(name.get());
        }
        return Optional.of(names);
    }

    /** Percent-encodes a name, so that {@link #parse} and every browser give it back. */
    static String encode(final String name) {
        final StringBuilder out = new StringBuilder();
        for (final byte b : name.getBytes(StandardCharsets.UTF_8)) {
            final boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (plain || UNRESERVED.indexOf(b) >= 0) out.append((char) b);
            else out.append(String.format("%%%02X", b & 0xff));
        }
        return out.toString();
    }

    /** Whether this is the name of one file or folder. */
    static boolean isName(final String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) return false;
        return name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == 0x7f);
    }

    private static Optional<String> decode(final String part) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            final char c = part.charAt(i);
            if (c == '%') {
                final int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
                final int low = high < 0 ? -1 : Character.digit(part.charAt(i + 2), 16);
                if (low < 0) return Optional.empty();
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c); // the JDK reads the request line as Latin-1, so a raw UTF-8 byte is one char
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (final CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
