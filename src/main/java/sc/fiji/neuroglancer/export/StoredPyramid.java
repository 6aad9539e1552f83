package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.ome.Axes;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.pyramid.SlabCascade.StoredLevels;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.zarr.ArrayReader;
import sc.fiji.neuroglancer.zarr.ArraySpec;

/** Reads back the levels of an interrupted export, chunk by chunk. */
final class StoredPyramid implements StoredLevels {

    private final Axes axes;
    private final Size3 chunk;
    private final List<ArrayReader> arrays = new ArrayList<>();
    private final List<PyramidPlan.Level> levels;

    StoredPyramid(final ExportPlan plan, final ReadableStore store) {
        axes = plan.axes();
        chunk = plan.chunk();
        levels = plan.pyramid().levels();
        for (final ArraySpec spec : plan.specs())
            arrays.add(new ArrayReader(store, String.valueOf(arrays.size()), spec));
    }

    @Override
    public void read(
            final int level,
            final int channel,
            final int time,
            final int zIndex,
            final int firstRow,
            final int rows,
            final Object target)
            throws IOException {
        final Size3 size = levels.get(level).size();
        final int y0 = firstRow * chunk.y();
        final int height = Math.min(rows * chunk.y(), size.y() - y0);
        final Size3 grid = size.ceilDiv(chunk);
        for (int cy = firstRow; cy < Math.min(firstRow + rows, grid.y()); cy++) {
            for (int cx = 0; cx < grid.x(); cx++) {
                final Object pixels = arrays.get(level).read(axes.chunkIndex(time, channel, zIndex, cy, cx));
                scatter(pixels, cx * chunk.x(), cy * chunk.y() - y0, size.x(), height, target);
            }
        }
    }

    private void scatter(
            final Object pixels, final int x, final int y, final int width, final int height, final Object target) {
        final int columns = Math.min(chunk.x(), width - x);
        final int rows = Math.min(chunk.y(), height - y);
        for (int z = 0; z < chunk.z(); z++) {
            for (int row = 0; row < rows; row++)
                System.arraycopy(
                        pixels, (z * chunk.y() + row) * chunk.x(), target, (z * height + y + row) * width + x, columns);
        }
    }
}
