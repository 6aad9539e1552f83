package sc.fiji.neuroglancer.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Adler32;

/**
 * Size and checksums of a file, computed in one pass.
 *
 * @param length in bytes
 * @param md5 in Base64, as in the header Content-MD5 (RFC 1864)
 */
public record Digests(long length, long adler32, String md5) {

    private static final int PIECE = 65536;

    /** The digests of a body, which is read once. */
    public static Digests of(final Body body) throws IOException {
        final MessageDigest md5 = md5Digest();
        final Adler32 adler = new Adler32();
        final byte[] piece = new byte[(int) Math.max(1, Math.min(PIECE, body.length()))];
        try (InputStream in = body.open()) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                md5.update(piece, 0, n);
                adler.update(piece, 0, n);
            }
        }
        return new Digests(body.length(), adler.getValue(), Base64.getEncoder().encodeToString(md5.digest()));
    }

    private static MessageDigest md5Digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Whether size and checksum prove that an entry has this content; without a checksum nothing is proven. */
    public boolean provenBy(final StoredEntry entry) {
        return !entry.isFolder() && entry.size() == length && entry.adler32() == adler32;
    }

    /** Whether an entry may have this content: it has its size, and its checksum unless that is unknown. */
    public boolean matches(final StoredEntry entry) {
        return entry.size() == length && (entry.adler32() == StoredEntry.UNKNOWN || entry.adler32() == adler32);
    }
}
