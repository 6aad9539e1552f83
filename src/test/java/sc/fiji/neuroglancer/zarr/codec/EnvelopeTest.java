package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks as other programs compress them; those of this one are in {@link CodecContract}. */
class EnvelopeTest {

    private static byte[] zstd(final int length, final boolean checksum, final boolean size, final boolean noise) {
        final byte[] raw = new byte[length];
        if (noise) new Random(1).nextBytes(raw);
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setChecksum(checksum).setContentSize(size).compress(raw);
        }
    }

    private static void requireWhole(final String codec, final int decoded, final byte[] bytes) throws IOException {
        Envelope.requireWhole(codec, decoded, bytes.length, CodecContract.part(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, true, false",
        "5, false, true, true",
        "300, true, true, true",
        "70000, true, false, true",
        "500000, true, true, true",
        "500000, false, false, false",
        "500000, true, false, false"
    })
    void framesOfAnyKindAreWhole(final int length, final boolean checksum, final boolean size, final boolean noise)
            throws IOException {
        final byte[] frame = zstd(length, checksum, size, noise);
        requireWhole("zstd", length, frame);
        for (int cut = Math.max(0, frame.length - 300); cut < frame.length; cut++) {
            final byte[] part = Arrays.copyOf(frame, cut);
            assertThrows(IOException.class, () -> requireWhole("zstd", length, part), "cut to " + cut);
        }
        final byte[] two = Arrays.copyOf(frame, 2 * frame.length);
        System.arraycopy(frame, 0, two, frame.length, frame.length);
        requireWhole("zstd", 2 * length, two);
    }

    @Test
    void zlibIsKnownByItsHeader() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(new byte[100]);
        }
        requireWhole("zlib", 100, bytes.toByteArray());
        assertThrows(IOException.class, () -> requireWhole("zlib", 100, new byte[20]));
        assertThrows(IOException.class, () -> requireWhole("zlib", 100, new byte[1]));
    }

    @Test
    void whatIsNotKnownIsNotJudged() throws IOException {
        requireWhole("lz4", 100, new byte[1]);
    }

    @Test
    void messagesAreEndsOfSentences() {
        final String raw = assertThrows(IOException.class, () -> requireWhole("", 100, new byte[7]))
                .getMessage();
        assertEquals("it has 7 bytes instead of 100", raw);
        final String blosc = assertThrows(IOException.class, () -> requireWhole("blosc", 100, new byte[7]))
                .getMessage();
        assertTrue(blosc.startsWith("it has only 7 bytes"), blosc);
    }
}
