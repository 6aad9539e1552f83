package sc.fiji.neuroglancer.ome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;

/**
 * The axes of the arrays of an image that we write: of t, c, z, y, x those that the image has, in this order; y and x
 * always.
 *
 * @param list the axes, slowest first
 */
public record Axes(List<OmeAxis> list) {

    /** The axes that an image has, with its units. */
    public static Axes of(final ImageMetadata image) {
        final List<OmeAxis> axes = new ArrayList<>();
        final String space = image.spaceUnit().name();
        if (image.hasTimeAxis())
            axes.add(new OmeAxis("t", OmeAxis.TIME, image.timeUnit().name()));
        if (image.hasChannelAxis()) axes.add(new OmeAxis("c", OmeAxis.CHANNEL, ""));
        if (image.hasZAxis()) axes.add(new OmeAxis("z", OmeAxis.SPACE, space));
        axes.add(new OmeAxis("y", OmeAxis.SPACE, space));
        axes.add(new OmeAxis("x", OmeAxis.SPACE, space));
        return new Axes(List.copyOf(axes));
    }

    /** The names of the axes, slowest first: the {@code dimension_names} of a Zarr v3 array. */
    public List<String> names() {
        return list.stream().map(OmeAxis::name).toList();
    }

    /** Shape of the array of one level. */
    public long[] shape(final Size3 levelSize, final int channels, final int frames) {
        return pick(frames, channels, levelSize.z(), levelSize.y(), levelSize.x());
    }

    /** Shape of a chunk or a shard of that many voxels: one channel and one time point. */
    public int[] chunkShape(final Size3 chunk) {
        return Arrays.stream(pick(1, 1, chunk.z(), chunk.y(), chunk.x()))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** Place of a chunk in the chunk grid. Values for axes that the image does not have are ignored. */
    public long[] chunkIndex(final int t, final int c, final int zi, final int yi, final int xi) {
        return pick(t, c, zi, yi, xi);
    }

    private long[] pick(final long t, final long c, final long z, final long y, final long x) {
        return pick(List.of(t, c, z, y, x)).stream().mapToLong(Long::longValue).toArray();
    }

    /** Of five values for t, c, z, y, x those of the axes that the image has. */
    <T> List<T> pick(final List<T> tczyx) {
        final List<T> picked = new ArrayList<>();
        for (final OmeAxis axis : list) picked.add(tczyx.get("tczyx".indexOf(axis.name())));
        return picked;
    }
}
