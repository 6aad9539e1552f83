package sc.fiji.neuroglancer.zarr;

import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.zarr.codec.Codec;

/**
 * Describes a Zarr array: shape, chunks, shards, type, codec. All vectors are in C order, last axis fastest.
 * Immutable.
 */
public final class ArraySpec {

    private final ZarrFormat format;
    private final List<String> axes;
    private final long[] shape;
    private final int[] chunk;
    private final int[] chunksPerShard;
    private final boolean isSharded;
    private final PixelType type;
    private final Codec codec;

    /**
     * How an array is cut up.
     *
     * @param shape pixels along each axis, at least 1
     * @param chunk pixels of a chunk along each axis, at least 1
     * @param chunksPerShard chunks of a shard along each axis, at least 1; null without shards, which are known to
     *     {@link ZarrFormat#V3} only
     */
    public record Tiling(long[] shape, int[] chunk, int[] chunksPerShard) {}

    /** @param axes names, one per dimension */
    public ArraySpec(
            final ZarrFormat format,
            final List<String> axes,
            final Tiling tiling,
            final PixelType type,
            final Codec codec) {
        final int rank = axes.size();
        if (rank != tiling.shape.length || rank != tiling.chunk.length)
            throw new IllegalArgumentException("axes, shape and chunk differ in length");
        for (int d = 0; d < rank; d++) {
            if (tiling.shape[d] < 1 || tiling.chunk[d] < 1)
                throw new IllegalArgumentException("shape or chunk is not positive");
        }
        isSharded = tiling.chunksPerShard != null;
        if (isSharded && format != ZarrFormat.V3) throw new IllegalArgumentException("shards need Zarr v3");
        this.format = format;
        this.axes = List.copyOf(axes);
        shape = tiling.shape.clone();
        chunk = tiling.chunk.clone();
        chunksPerShard = new int[rank];
        for (int d = 0; d < rank; d++) chunksPerShard[d] = isSharded ? tiling.chunksPerShard[d] : 1;
        this.type = type;
        this.codec = codec;
    }

    /** Version of the format. */
    public ZarrFormat format() {
        return format;
    }

    /** Names of the axes. */
    public List<String> axes() {
        return axes;
    }

    /** Pixels along each axis. */
    public long[] shape() {
        return shape.clone();
    }

    /** Pixels of a chunk along each axis. */
    public int[] chunk() {
        return chunk.clone();
    }

    /** Whether chunks are put into shards. */
    public boolean isSharded() {
        return isSharded;
    }

    /** Chunks of a shard along each axis; 1 without shards. */
    public int[] chunksPerShard() {
        return chunksPerShard.clone();
    }

    /** Number of chunks in a shard; 1 without shards. */
    public int shardLength() {
        int n = 1;
        for (final int c : chunksPerShard) n *= c;
        return n;
    }

    /** Pixel type. */
    public PixelType type() {
        return type;
    }

    /** Compression of the chunks. */
    public Codec codec() {
        return codec;
    }

    /** Pixels in a chunk. */
    public int chunkLength() {
        int n = 1;
        for (final int c : chunk) n = Math.multiplyExact(n, c);
        return n;
    }

    /** Bytes of a chunk before compression. */
    public int chunkBytes() {
        return Math.multiplyExact(chunkLength(), type.bytes());
    }

    /** Number of chunks along each axis. */
    public long[] chunkGrid() {
        final long[] grid = new long[shape.length];
        for (int d = 0; d < grid.length; d++) grid[d] = (shape[d] + chunk[d] - 1) / chunk[d];
        return grid;
    }

    /** Index of the shard (or, without shards, of the chunk) that holds a chunk. */
    long[] objectOf(final long[] chunkIndex) {
        if (!isSharded) return chunkIndex;
        final long[] index = new long[chunkIndex.length];
        for (int d = 0; d < index.length; d++) index[d] = chunkIndex[d] / chunksPerShard[d];
        return index;
    }

    /** Position of a chunk in its shard, in C order; 0 without shards. */
    int positionInShard(final long[] chunkIndex) {
        int position = 0;
        for (int d = 0; d < chunkIndex.length; d++)
            position = position * chunksPerShard[d] + (int) (chunkIndex[d] % chunksPerShard[d]);
        return position;
    }

    /** How many chunks of the array are in a shard; fewer than {@link #shardLength()} at the upper edges. */
    int chunksIn(final long[] shardIndex) {
        int n = 1;
        final long[] grid = chunkGrid();
        for (int d = 0; d < grid.length; d++)
            n *= (int) Math.min(chunksPerShard[d], grid[d] - shardIndex[d] * chunksPerShard[d]);
        return n;
    }

    /** The key, below the array, of the value that holds a chunk. */
    public String key(final long[] chunkIndex) {
        final StringBuilder key = new StringBuilder(format == ZarrFormat.V3 ? "c" : "");
        for (final long i : objectOf(chunkIndex)) {
            if (key.length() > 0) key.append('/');
            key.append(i);
        }
        return key.toString();
    }
}
