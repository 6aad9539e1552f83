package sc.fiji.neuroglancer.viewer;

/**
 * The older notation of a state in an address: {@code '} for {@code "}, and {@code _} or {@code &} for {@code ,}
 * outside strings. Source: Neuroglancer, {@code src/util/json.ts}, {@code urlSafeToJSON}.
 */
final class UrlSafeJson {

    private final String in;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private UrlSafeJson(final String in) {
        this.in = in;
    }

    /** Plain JSON; plain JSON is returned unchanged. */
    static String toJson(final String text) {
        return new UrlSafeJson(text).convert();
    }

    private String convert() {
        while (at < in.length()) {
            final char c = in.charAt(at++);
            if (c == '"' || c == '\'') string(c);
            else out.append(c == '_' || c == '&' ? ',' : c);
        }
        return out.toString();
    }

    /** Copies a string that began with this quote. */
    private void string(final char quote) {
        out.append('"');
        while (at < in.length()) {
            final char c = in.charAt(at++);
            if (c == quote) {
                out.append('"');
                return;
            }
            if (c == '\\' && at < in.length()) escape(in.charAt(at++));
            else if (c == '"') out.append("\\\"");
            else out.append(c);
        }
    }

    private void escape(final char c) {
        if (c != '\'') out.append('\\'); // JSON has no escaped apostrophe
        out.append(c);
    }
}
