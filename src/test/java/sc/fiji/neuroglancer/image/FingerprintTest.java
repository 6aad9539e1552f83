package sc.fiji.neuroglancer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /** As {@code printf '\0\0\0\0\0\0\0\3abc' | sha256sum} says. */
    @Test
    void isTheSha256OfLengthsAndTexts() {
        assertEquals(
                "c3494ca1a2cf8eeb8a11ded316fb55b83c3bbbedb6313cd50415251e5d09e12f",
                new Fingerprint().add("abc").hex());
    }

    @Test
    void textsDoNotRunTogether() {
        assertNotEquals(
                new Fingerprint().add("a").add("bc").hex(),
                new Fingerprint().add("ab").add("c").hex());
        assertEquals(
                new Fingerprint().add("").hex(),
                new Fingerprint().add((String) null).hex());
    }

    @Test
    void rowsAreSampledFromTheFirstToTheLast() {
        assertArrayEquals(new long[] {0}, Fingerprint.sampled(1, 100).toArray());
        assertArrayEquals(
                LongStream.range(0, 1000).toArray(),
                Fingerprint.sampled(1000, 1000).toArray());
        final long rows = 1L << 40;
        final long[] few = Fingerprint.sampled(rows, 65_536).toArray();
        assertEquals(16, few.length);
        assertEquals(0, few[0]);
        assertEquals(rows - 1, few[15]);
        for (int i = 1; i < 16; i++) assertEquals(rows / 15.0, few[i] - few[i - 1], 2);
        assertEquals(16, Fingerprint.sampled(rows, 1L << 30).count());
    }

    @Test
    void pixelsCountByTypeAndPlace() {
        final String bytes =
                new Fingerprint().addPixels(new byte[] {0, 1, 2, 3}, 1, 2).hex();
        assertEquals(bytes, new Fingerprint().addPixels(new byte[] {1, 2}, 0, 2).hex());
        assertNotEquals(
                bytes, new Fingerprint().addPixels(new short[] {1, 2}, 0, 2).hex());
        assertNotEquals(
                new Fingerprint().addPixels(new float[] {0f}, 0, 1).hex(),
                new Fingerprint().addPixels(new float[] {-0f}, 0, 1).hex());
    }
}
