package sc.fiji.neuroglancer.export;

import java.util.Locale;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.task.Amounts;

/** What an export will make, known before it starts. Immutable. */
public final class ExportEstimate {

    /** The files of the group's metadata, in version 0.4. */
    private static final int GROUP_FILES = 2;

    private final PyramidPlan pyramid;
    private final Size3 chunk;
    private final boolean labels;
    private final long rawBytes;
    private final long files;

    ExportEstimate(
            final ImageMetadata image, final PyramidPlan pyramid, final Size3 chunk, final ImageExportOptions options) {
        this.pyramid = pyramid;
        this.chunk = chunk;
        labels = options.labels();
        final long chunkBytes = chunk.product() * image.type().bytes();
        final long volumes = (long) image.channels().size() * image.frames();
        long voxels = 0;
        long stored = 0;
        for (final PyramidPlan.Level level : pyramid.levels()) {
            voxels += level.size().product();
            final Size3 grid = level.size().ceilDiv(chunk);
            stored += options.shards()
                    ? grid.ceilDiv(ImageExport.chunksPerShard(grid, chunkBytes)).product()
                    : grid.product();
        }
        rawBytes = voxels * volumes * image.type().bytes();
        files = stored * volumes + pyramid.levels().size() + GROUP_FILES;
    }

    /** Whether pixel values are taken for numbers of objects. */
    public boolean labels() {
        return labels;
    }

    /** Number of levels. */
    public int levels() {
        return pyramid.levels().size();
    }

    /** Shape of the chunks in voxels. */
    public Size3 chunk() {
        return chunk;
    }

    /** Bytes of all levels before compression. */
    public long rawBytes() {
        return rawBytes;
    }

    /** Chunks, or shards, of all levels, and metadata: as many files as there will be at most. */
    public long files() {
        return files;
    }

    /** One line for the user. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s, chunks %d,%d,%d, at most %s, %s before compression",
                Amounts.count(levels(), "level"),
                chunk.x(),
                chunk.y(),
                chunk.z(),
                Amounts.count(files, "file"),
                Amounts.bytes(rawBytes));
    }
}
