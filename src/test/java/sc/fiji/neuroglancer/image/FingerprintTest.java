package sc.fiji.neuroglancer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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

    /** More of them than are summed at once. */
    @Test
    void everyPixelCounts() {
        final short[] pixels = new short[100_000];
        final String zeros =
                new Fingerprint().addPixels(pixels, 0, pixels.length).hex();
        for (final int i : new int[] {0, 32_767, 32_768, 65_536, 99_999}) {
            pixels[i] = 1;
            assertNotEquals(
                    zeros, new Fingerprint().addPixels(pixels, 0, pixels.length).hex(), "pixel " + i);
            pixels[i] = 0;
        }
        assertEquals(
                zeros, new Fingerprint().addPixels(pixels, 0, pixels.length).hex());
        assertNotEquals(zeros, new Fingerprint().addPixels(pixels, 0, 99_999).hex());
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
