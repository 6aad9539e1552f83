package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scalableminds.bloscjava.Blosc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The containers, judged by the C library of Blosc. */
abstract class BloscCodecContract extends CodecContract {

    private static final int STORED = 2;

    abstract Blosc.Compressor compressor();

    private static boolean libraryLoads() {
        try {
            Blosc.compress(new byte[16], 1);
            return true;
        } catch (final LinkageError e) { // there is no library for this platform
            return false;
        }
    }

    @Override
    byte[] judge(final byte[] encoded, final int length) {
        assumeTrue(libraryLoads());
        return Blosc.decompress(encoded);
    }

    @Test
    void whatDoesNotShrinkIsStored() throws IOException {
        final byte[] raw = Kind.NOISE.make(4096);
        final byte[] encoded = encode(raw, 2);
        assertEquals(4096 + 16, encoded.length);
        assertEquals(STORED, encoded[2] & STORED);
        final byte[] pixels = new byte[4096];
        System.arraycopy(encoded, 16, pixels, 0, 4096);
        assertArrayEquals(raw, pixels);
    }

    @Test
    void headerSaysTheLengths() {
        final byte[] encoded = encode(Kind.CONSTANT.make(5000), 4);
        final ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(2, header.get(0));
        assertEquals(1, header.get(1));
        assertEquals(4, header.get(3));
        assertEquals(5000, header.getInt(4));
        assertEquals(5000, header.getInt(8));
        assertEquals(encoded.length, header.getInt(12));
        assertEquals(0, header.get(2) & STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIT_SHUFFLE", "BYTE_SHUFFLE", "NO_SHUFFLE"})
    void containersOfSeveralBlocksAreRefused(final String shuffle) {
        assumeTrue(libraryLoads());
        final byte[] raw = Kind.IMAGE.make(100_000);
        final byte[] foreign = Blosc.compress(raw, 2, compressor(), 5, Blosc.Shuffle.valueOf(shuffle), 8192);
        assertThrows(IOException.class, () -> codec().decode(foreign, raw.length));
    }

    @Test
    void bitShuffledContainersAreRefused() {
        final byte[] encoded = encode(Kind.IMAGE.make(5000), 2);
        encoded[2] = (byte) (encoded[2] & ~1 | 4);
        assertThrows(IOException.class, () -> codec().decode(encoded, 5000));
    }
}
