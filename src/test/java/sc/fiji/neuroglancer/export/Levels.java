package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.zarr.ArrayReader;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/** Reads whole volumes of a dataset back, and says by the plainest loops what the next level must be. */
final class Levels {

    private Levels() {}

    /** One volume of one level, x fastest. */
    static final class Volume {
        final Size3 size;
        final double[] values;

        Volume(final Size3 size) {
            this.size = size;
            values = new double[(int) size.product()];
        }

        int index(final int x, final int y, final int z) {
            return (z * size.y() + y) * size.x() + x;
        }
    }

    static ArraySpec spec(final Path dataset, final int level) throws IOException {
        return ZarrMetadata.readArray(new DirectoryStore(dataset), String.valueOf(level));
    }

    /**
     * Reads a volume.
     *
     * @param axes the axes of the arrays, for instance {@code czyx}
     */
    static Volume read(final Path dataset, final String axes, final int level, final int channel, final int time)
            throws IOException {
        final ArraySpec spec = spec(dataset, level);
        final ArrayReader reader = new ArrayReader(new DirectoryStore(dataset), String.valueOf(level), spec);
        final Size3 chunk = xyz(axes, spec.chunk());
        final Volume volume = new Volume(
                xyz(axes, Arrays.stream(spec.shape()).mapToInt(n -> (int) n).toArray()));
        final Size3 grid = volume.size.ceilDiv(chunk);
        for (int cz = 0; cz < grid.z(); cz++)
            for (int cy = 0; cy < grid.y(); cy++)
                for (int cx = 0; cx < grid.x(); cx++)
                    scatter(
                            reader.read(index(axes, time, channel, cz, cy, cx)),
                            spec.type(),
                            chunk,
                            cx,
                            cy,
                            cz,
                            volume);
        return volume;
    }

    private static Size3 xyz(final String axes, final int[] values) {
        final int z = axes.indexOf('z');
        return Size3.of(values[axes.indexOf('x')], values[axes.indexOf('y')], z < 0 ? 1 : values[z]);
    }

    private static long[] index(final String axes, final int... tczyx) {
        return axes.chars().mapToLong(axis -> tczyx["tczyx".indexOf(axis)]).toArray();
    }

    private static void scatter(
            final Object pixels,
            final PixelType type,
            final Size3 chunk,
            final int cx,
            final int cy,
            final int cz,
            final Volume to) {
        for (int i = 0; i < Array.getLength(pixels); i++) {
            final int x = cx * chunk.x() + i % chunk.x();
            final int y = cy * chunk.y() + i / chunk.x() % chunk.y();
            final int z = cz * chunk.z() + i / chunk.x() / chunk.y();
            if (x < to.size.x() && y < to.size.y() && z < to.size.z())
                to.values[to.index(x, y, z)] = number(type, pixels, i);
        }
    }

    private static double number(final PixelType type, final Object pixels, final int i) {
        final double value = ((Number) Array.get(pixels, i)).doubleValue();
        return type.isUnsigned() && value < 0 ? value + Math.pow(2, 8 * type.bytes()) : value;
    }

    /** The level that follows: each voxel is the mean (rounded half up), or the mode, of those voxels that exist. */
    static Volume next(final Volume from, final Size3 step, final PixelType type, final boolean labels) {
        final Volume to = new Volume(from.size.ceilDiv(step));
        for (int z = 0; z < to.size.z(); z++)
            for (int y = 0; y < to.size.y(); y++)
                for (int x = 0; x < to.size.x(); x++) {
                    final List<Double> block = block(from, step, x, y, z);
                    to.values[to.index(x, y, z)] = labels ? mode(block) : mean(block, type);
                }
        return to;
    }

    private static List<Double> block(final Volume from, final Size3 step, final int x, final int y, final int z) {
        final List<Double> block = new ArrayList<>();
        for (int k = z * step.z(); k < Math.min((z + 1) * step.z(), from.size.z()); k++)
            for (int j = y * step.y(); j < Math.min((y + 1) * step.y(), from.size.y()); j++)
                for (int i = x * step.x(); i < Math.min((x + 1) * step.x(), from.size.x()); i++)
                    block.add(from.values[from.index(i, j, k)]);
        return block;
    }

    private static double mean(final List<Double> block, final PixelType type) {
        double sum = 0;
        for (final double value : block) sum += value;
        return type.isInteger() ? Math.floor(sum / block.size() + 0.5) : (float) (sum / block.size());
    }

    /** The most frequent; of equally frequent ones the smallest that is not zero. */
    private static double mode(final List<Double> block) {
        final Map<Double, Integer> counts = new LinkedHashMap<>();
        for (final Double value : block) counts.merge(value, 1, Integer::sum);
        double best = Double.NaN;
        int most = 0;
        for (final Map.Entry<Double, Integer> e : counts.entrySet()) {
            final double value = e.getKey();
            final boolean wins = e.getValue() > most || value != 0 && (best == 0 || value < best);
            if (e.getValue() >= most && wins) {
                best = value;
                most = e.getValue();
            }
        }
        return best;
    }

    static void assertSame(final Volume expected, final Volume actual, final String what) {
        assertArrayEquals(expected.values, actual.values, what);
    }
}
