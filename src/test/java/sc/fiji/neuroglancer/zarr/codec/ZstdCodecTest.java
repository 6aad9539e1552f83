package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdCodecTest extends CodecContract {

    @Override
    Codec codec() {
        return Codecs.byName("Zstd");
    }

    /** The streaming decoder; zstd has no second implementation among the test's libraries. */
    @Override
    byte[] judge(final byte[] encoded, final int length) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(encoded))) {
            return in.readAllBytes();
        }
    }

    @Override
    String v2() {
        return "{\"id\":\"zstd\",\"level\":1}";
    }

    @Override
    String v3(final int elementSize) {
        return "{\"name\":\"zstd\",\"configuration\":{\"level\":1,\"checksum\":false}}";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 65_791, 65_792, 300_000})
    void frameCarriesTheContentSize(final int length) {
        for (final Kind kind : Kind.values()) assertEquals(length, contentSize(encode(kind.make(length), 2)));
    }

    /** Reads the frame header as RFC 8878, section 3.1.1.1, says. */
    private static long contentSize(final byte[] frame) {
        final ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0xFD2FB528, header.getInt());
        final int descriptor = header.get() & 0xff;
        final boolean singleSegment = (descriptor & 0x20) != 0;
        assertEquals(0, descriptor & 0x3, "a dictionary");
        assertTrue(singleSegment || descriptor >>> 6 != 0, "no content size");
        if (!singleSegment) header.get();
        switch (descriptor >>> 6) {
            case 0:
                return header.get() & 0xff;
            case 1:
                return (header.getShort() & 0xffff) + 256;
            case 2:
                return header.getInt() & 0xffffffffL;
            default:
                return header.getLong();
        }
    }
}
