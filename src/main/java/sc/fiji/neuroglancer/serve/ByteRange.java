package sc.fiji.neuroglancer.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Part of a file: {@code length} bytes from {@code first}, as a Range header asks for it (RFC 9110, 14). */
record ByteRange(long first, long length) {

    private static final Pattern SINGLE = Pattern.compile("(?i)\\s*bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

    /** All of a file. */
    static ByteRange whole(final long size) {
        return new ByteRange(0, size);
    }

    /**
     * The part that a header asks for, cut at the end of the file: length 0 when it lies outside. Null for headers that
     * this server ignores (several ranges, other units, nonsense), which means the whole file.
     *
     * @param header value of the Range header, or null
     * @param size of the file in bytes
     */
    static ByteRange parse(final String header, final long size) {
        final Matcher m = SINGLE.matcher(header == null ? "" : header);
        if (!m.matches() || m.group(1).isEmpty() && m.group(2).isEmpty()) return null;
        if (m.group(1).isEmpty()) {
            final long n = Math.min(number(m.group(2)), size);
            return new ByteRange(size - n, n);
        }
        final long first = number(m.group(1));
        final long last = m.group(2).isEmpty() ? Long.MAX_VALUE : number(m.group(2));
        if (last < first) return null;
        return new ByteRange(first, Math.max(0, Math.min(last, size - 1) - first + 1));
    }

    /** Value of the Content-Range header of this part. */
    String contentRange(final long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }

    private static long number(final String digits) {
        final String plain = digits.replaceFirst("^0+(?=.)", "");
        return plain.length() > 18 ? Long.MAX_VALUE : Long.parseLong(plain);
    }
}
