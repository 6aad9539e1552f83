package sc.fiji.neuroglancer.zarr.codec;

import java.io.IOException;

/** Checks what a decoder delivers. */
final class Lengths {

    private Lengths() {}

    static byte[] check(final byte[] decoded, final int length) throws IOException {
        check(decoded.length, length);
        return decoded;
    }

    static void check(final long decoded, final int length) throws IOException {
        if (decoded != length)
            throw new IOException("A chunk has " + decoded + " bytes where " + length + " were expected.");
    }
}
