package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {

    private static final byte UNTOUCHED = 99;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16})
    void equalsTheNaiveLoop(final int elementSize) {
        final Random random = new Random(elementSize);
        for (int length = 0; length < 300; length++) {
            final byte[] in = new byte[length + 3];
            random.nextBytes(in);
            final byte[] shuffled = new byte[length + 3];
            Arrays.fill(shuffled, length, length + 3, UNTOUCHED);
            Shuffle.shuffle(in, length, elementSize, shuffled);
            assertArrayEquals(naive(in, length, elementSize), shuffled, "length " + length);

            final byte[] back = new byte[length];
            Shuffle.unshuffle(shuffled, length, elementSize, back);
            assertArrayEquals(Arrays.copyOf(in, length), back, "length " + length);
        }
    }

    private static byte[] naive(final byte[] in, final int length, final int elementSize) {
        final byte[] out = Arrays.copyOf(in, length + 3);
        final int n = length / elementSize;
        for (int i = 0; i < n * elementSize; i++) out[i % elementSize * n + i / elementSize] = in[i];
        Arrays.fill(out, length, length + 3, UNTOUCHED);
        return out;
    }
}
