package sc.fiji.neuroglancer.export;

import java.util.Locale;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;

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
                count(levels(), "level"),
                chunk.x(),
                chunk.y(),
                chunk.z(),
                count(files, "file"),
                size(rawBytes));
    }

    /** A number of things for people. */
    static String count(final long n, final String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }

    /** A number of bytes for people, in binary units. */
    public static String size(final long bytes) {
        if (bytes < 1 << 20) return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
        if (bytes < 1 << 30) return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
        if (bytes < 1L << 40) return String.format(Locale.ROOT, "%.1f GiB", bytes / 1073741824.0);
        return String.format(Locale.ROOT, "%.1f TiB", bytes / 1099511627776.0);
    }
}
