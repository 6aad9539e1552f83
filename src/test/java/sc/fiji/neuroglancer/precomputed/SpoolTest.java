package sc.fiji.neuroglancer.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpoolTest {

    private static final int SIZE = 700_000;

    @Property(tries = 30)
    void whatWasAppendedIsReadBack(
            @ForAll @IntRange(max = 2 * SIZE) final int budget,
            @ForAll @IntRange(min = 1000, max = 400_000) final int step,
            @ForAll final long seed)
            throws IOException {
        final byte[] data = new byte[SIZE];
        final Random random = new Random(seed);
        random.nextBytes(data);
        try (Spool spool = new Spool(budget)) {
            for (int at = 0; at < SIZE; ) {
                final int n = Math.min(SIZE - at, 1 + random.nextInt(step));
                spool.append(data, at, n);
                at += n;
                if (random.nextInt(50) == 0) check(spool, data, random);
            }
            assertEquals(SIZE, spool.size());
            assertEquals(budget < SIZE, spool.onDisk());
            for (int i = 0; i < 20; i++) check(spool, data, random);
        }
    }

    private static void check(final Spool spool, final byte[] data, final Random random) throws IOException {
        final int from = random.nextInt((int) spool.size());
        final int length = random.nextInt((int) spool.size() - from + 1);
        final byte[] found = new byte[length + 1];
        spool.read(from, found, 1, length);
        assertArrayEquals(Arrays.copyOfRange(data, from, from + length), Arrays.copyOfRange(found, 1, length + 1));
    }

    @Test
    void readingBeyondTheEndIsAnError() throws IOException {
        try (Spool spool = new Spool(100)) {
            spool.append(new byte[10], 0, 10);
            assertThrows(EOFException.class, () -> spool.read(5, new byte[6], 0, 6));
            assertThrows(EOFException.class, () -> spool.read(-1, new byte[6], 0, 6));
        }
    }
}
