package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Adler32;
import sc.fiji.neuroglancer.http.Body;

/** The checksums of a body, from one pass over it. Immutable. */
final class Digests {

    private static final int PIECE = 65536;

    private final long length;
    private final long adler32;
    private final String md5;

    private Digests(final long length, final long adler32, final String md5) {
        this.length = length;
        this.adler32 = adler32;
        this.md5 = md5;
    }

    static Digests of(final Body body) throws IOException {
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

    /** As the header Content-MD5 has it (RFC 1864). */
    String md5() {
        return md5;
    }

    long length() {
        return length;
    }

    long adler32() {
        return adler32;
    }

    /**
     * Whether an entry's size and checksum both prove that it is this content; without a checksum nothing is proven.
     */
    boolean provenBy(final DavEntry entry) {
        return !entry.isFolder() && entry.size() == length && entry.adler32() == adler32;
    }
}
