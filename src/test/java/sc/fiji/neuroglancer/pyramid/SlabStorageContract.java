package sc.fiji.neuroglancer.pyramid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;

/** What every storage of a slab must do. Boxes lie in one row of chunks each, as those of chunks do. */
abstract class SlabStorageContract {

    private static final int BAND = 8;

    abstract SlabStorage create(PixelType type, int width, int height, int planes, int bandRows) throws IOException;

    /** A storage and, next to it, what it should hold. */
    private final class Filled implements AutoCloseable {
        final PixelType type;
        final int width;
        final int height;
        final int planes;
        final SlabStorage storage;
        Object expected;

        Filled(final PixelType type, final int width, final int height, final int planes) throws IOException {
            this.type = type;
            this.width = width;
            this.height = height;
            this.planes = planes;
            storage = create(type, width, height, planes, BAND);
        }

        void fill(final Random random) throws IOException {
            expected = Pixels.random(type, width * height * planes, random);
            for (int plane = 0; plane < planes; plane++) {
                for (int y = 0; y < height; ) {
                    final int rows = random.nextBoolean() ? height - y : 1 + random.nextInt(height - y);
                    storage.put(plane, y, rows, expected, (plane * height + y) * width);
                    y += rows;
                }
            }
        }

        void checkRows(final Random random) throws IOException {
            final int plane = random.nextInt(planes);
            final int y = random.nextInt(height);
            final int rows = 1 + random.nextInt(height - y);
            final Object found = type.newArray(rows * width + 5);
            storage.get(plane, y, rows, found, 5);
            final Object wanted = type.newArray(rows * width + 5);
            System.arraycopy(expected, (plane * height + y) * width, wanted, 5, rows * width);
            assertTrue(Pixels.equal(wanted, found));
        }

        void checkBox(final Random random) throws IOException {
            final int band = random.nextInt((height + BAND - 1) / BAND) * BAND;
            final int rows = Math.min(BAND, height - band);
            final int y = band + random.nextInt(rows);
            final int h = 1 + random.nextInt(band + rows - y);
            final int x = random.nextInt(width);
            final int w = 1 + random.nextInt(width - x);
            final int rowStride = w + random.nextInt(3);
            final int planeStride = rowStride * h + random.nextInt(3);
            final Object found = type.newArray(planeStride * planes + rowStride);
            storage.gather(planes, new SlabStorage.Box(x, y, w, h, rowStride, planeStride), found);
            final Object wanted = type.newArray(planeStride * planes + rowStride);
            for (int p = 0; p < planes; p++)
                for (int r = 0; r < h; r++)
                    System.arraycopy(
                            expected, ((p * height) + y + r) * width + x, wanted, p * planeStride + r * rowStride, w);
            assertTrue(Pixels.equal(wanted, found));
        }

        @Override
        public void close() throws IOException {
            storage.close();
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void givesBackWhatWasPut(final PixelType type) throws IOException {
        final Random random = new Random(1);
        final int[][] sizes = {{1, 1, 1}, {37, 29, 5}, {64, 8, 4}, {5, 64, 3}, {300, 3, 7}, {9, 17, 1}};
        for (final int[] size : sizes) {
            try (Filled filled = new Filled(type, size[0], size[1], size[2])) {
                filled.fill(random);
                for (int i = 0; i < 30; i++) {
                    filled.checkRows(random);
                    filled.checkBox(random);
                }
            }
        }
    }

    @Test
    void isFilledAgainAndAgain() throws IOException {
        final Random random = new Random(2);
        try (Filled filled = new Filled(PixelType.UINT16, 40, 30, 6)) {
            for (int round = 0; round < 10; round++) {
                filled.fill(random);
                for (int i = 0; i < 10; i++) filled.checkBox(random);
            }
        }
    }

    @Test
    void fewerPlanesMayBeGathered() throws IOException {
        try (SlabStorage storage = create(PixelType.UINT8, 2, 2, 3, BAND)) {
            storage.put(0, 0, 2, new byte[] {1, 2, 3, 4}, 0);
            final byte[] found = new byte[5];
            storage.gather(1, new SlabStorage.Box(0, 0, 2, 2, 2, 4), found);
            assertTrue(Pixels.equal(new byte[] {1, 2, 3, 4, 0}, found));
        }
    }

    @Test
    void rowsLongerThanAStripAreKept() throws IOException {
        try (Filled filled = new Filled(PixelType.UINT64, 200_000, 3, 2)) {
            final Random random = new Random(3);
            filled.fill(random);
            filled.checkRows(random);
            filled.checkBox(random);
        }
    }

    @Test
    void severalThreadsReadAtOnce() throws IOException {
        final Random random = new Random(4);
        try (Filled filled = new Filled(PixelType.UINT16, 50, 70, 6);
                WorkerPool pool = new WorkerPool(6, 6, Monitor.NONE)) {
            for (int round = 0; round < 5; round++) {
                filled.fill(random);
                for (int i = 0; i < 300; i++) {
                    final long seed = random.nextLong();
                    pool.submit(() -> filled.checkBox(new Random(seed)));
                }
                pool.drain();
            }
        }
    }
}
