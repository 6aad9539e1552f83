package sc.fiji.neuroglancer.export;

import java.util.Locale;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What an export will make, known before it starts.
 *
 * @param labels whether pixel values are taken for numbers of objects
 * @param levels number of levels
 * @param chunk shape of the chunks in voxels
 * @param rawBytes bytes of all levels before compression
 * @param files chunks, or shards, of all levels, and metadata: as many files as there will be at most
 */
public record ExportEstimate(boolean labels, int levels, Size3 chunk, long rawBytes, long files) {

    /** The files of the group's metadata, in version 0.4. */
    private static final int GROUP_FILES = 2;

    static ExportEstimate of(final ExportPlan plan) {
        final Size3 chunk = plan.chunk();
        final boolean shards = plan.encoding().shards();
        long voxels = 0;
        long stored = 0;
        for (final PyramidPlan.Level level : plan.pyramid().levels()) {
            voxels += level.size().product();
            final Size3 grid = level.size().ceilDiv(chunk);
            stored += (shards ? grid.ceilDiv(ExportPlan.chunksPerShard(grid, plan.chunkBytes())) : grid).product();
        }
        final long volumes =
                (long) plan.image().channels().size() * plan.image().frames();
        final int levels = plan.factors().size();
        return new ExportEstimate(
                plan.encoding().labels(),
                levels,
                chunk,
                voxels * volumes * plan.image().type().bytes(),
                stored * volumes + levels + GROUP_FILES);
    }

    /** One line for the user. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s, chunks %d,%d,%d, at most %s, %s before compression",
                Amounts.count(levels, "level"),
                chunk.x(),
                chunk.y(),
                chunk.z(),
                Amounts.count(files, "file"),
                Amounts.bytes(rawBytes));
    }
}
