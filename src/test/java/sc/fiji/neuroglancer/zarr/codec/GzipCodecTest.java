package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipCodecTest extends CodecContract {

    @Override
    Codec codec() {
        return Codecs.byName("Gzip");
    }

    @Override
    byte[] judge(final byte[] encoded, final int length) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(encoded))) {
            return in.readAllBytes();
        }
    }

    @Override
    String v2() {
        return "{\"id\":\"gzip\",\"level\":1}";
    }

    @Override
    String v3(final int elementSize) {
        return "{\"name\":\"gzip\",\"configuration\":{\"level\":1}}";
    }

    @Override
    boolean hasChecksum() {
        return true;
    }

    @Test
    void readsMembersOfOthers() throws IOException {
        final byte[] raw = Kind.IMAGE.make(5000);
        final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(encoded)) {
            out.write(raw);
        }
        assertArrayEquals(raw, codec().decode(encoded.toByteArray(), raw.length));
    }
}
